import { act } from '../acts/act.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { hashRecoveryCode } from '../core/access/recoveryCode.ts'
import { countAttempt, giveBackAttempts, tooManyAttempts } from '../core/access/throttle.ts'
import { totpStep } from '../core/access/totp.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { NotSignedIn } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { deviceCookie, deviceOf } from './device.ts'
import { noteNetwork } from './networks.ts'
import { checkSigned, provePasskey } from './passkeys/provePasskey.ts'
import { staffPolicy } from './policy.ts'
import { presentSession } from './presentSession.ts'
import { advanceTotpStep, consumeRecoveryCode } from './queries.ts'
import * as schema from './schema.ts'
import { onSession } from './sessionTarget.ts'
import type { StaffRow } from './tables.ts'
import { tellStaff } from './tellStaff.ts'
import { wrongCode, wrongPasskey } from './words.ts'

const numbers = { ...accessPolicy, ...staffPolicy }

/**
 * Second factor: a TOTP code, each accepted once, a recovery code, or what a passkey signed. Completes a sign-in, or, within a full
 * session, renews the moment of authentication that sensitive acts ask for. Either way the session id is new, and whoever
 * it is about is told by mail where it comes from a device or a network they were not seen on; not at their first sign-in,
 * which follows enrolment (2026-11-26).
 */
export const proveSecondFactor = act({
  name: 'staff.signed-in',
  letter: 'E',
  words: { en: 'Signed in as staff', es: 'Inició sesión como personal' },
  watch: 'nothing',
  verb: { en: 'Sign in: second factor', es: 'Iniciar sesión: segundo factor' },
  tag: 'Staff',
  at: 'POST /api/session/second-factor',
  needs: 'public',
  once: false,
  body: schema.secondFactor,
  reply: schema.signedIn,
  on: onSession,
  prepare: async (ctx, { passkey }) => passkey && checkSigned(ctx, passkey),
  async do(trx, ctx, proving, { code }, prepared) {
    const { session, staff, actor } = proving
    const now = ctx.now()
    const policy = await readPolicy(trx, numbers)
    const device = deviceOf(ctx.desk.keys, ctx.cookie, staff.id, now, policy.deviceDays)
    const limit = {
      key: `staff-code:${staff.id}:${device ?? ''}`,
      free: policy.staffWrongTries,
      forgets: policy.failureForgottenMinutes,
    }
    const renewed = session.state === 'complete'
    const waitMs = await countAttempt(trx, ctx, [limit])
    if (waitMs > 0) return { as: actor, refuse: tooManyAttempts(waitMs), unchanged: true }
    const signed = prepared as Awaited<ReturnType<typeof checkSigned>>
    const method =
      code === undefined
        ? await provePasskey(trx, ctx, proving, signed)
        : await methodOf(trx, ctx, staff, code)
    if (method === 'wrong' || method === 'counter-went-back')
      return {
        as: actor,
        detail: { method: 'none', renewed, ...(method !== 'wrong' && { reason: method }) },
        outcome: 'failure',
        refuse: new NotSignedIn(code === undefined ? wrongPasskey : wrongCode),
        after: deliverSoon,
      }
    await giveBackAttempts(trx, ctx, limit)
    const known = (await noteNetwork(trx, ctx, staff.id)) && device !== undefined
    const unexpected = !known && staff.last_sign_in_at !== null
    if (unexpected) await tellStaff(trx, ctx, staff, 'staff-new-sign-in')
    await trx
      .updateTable('staff')
      // A stranger's browser does not choose the language of the mail that tells of them.
      .set({ last_sign_in_at: now.toISOString(), ...(!unexpected && { language: ctx.language }) })
      .where('id', '=', staff.id)
      .execute()
    await ctx.desk.sessions.end(trx, session.sid)
    return {
      reply: await presentSession(trx, actor, now),
      as: actor,
      detail: { method, renewed },
      headers: {
        'Set-Cookie': [
          await ctx.desk.sessions.start(trx, staff.id, 'complete', {
            since: renewed ? session.since : undefined,
            ip: ctx.ip,
          }),
          ...(device ? [] : [deviceCookie(ctx.desk.keys, ctx.cookie, staff.id, now, policy.deviceDays)]),
        ],
      },
      after: deliverSoon,
    }
  },
})

/** What the code is, once it is used up; wrong is one that was used before, too. */
async function methodOf(
  trx: Trx,
  ctx: Ctx,
  staff: StaffRow,
  code: string,
): Promise<'totp' | 'recovery-code' | 'wrong'> {
  const { keys } = ctx.desk
  const now = ctx.now()
  const step = staff.totp_secret ? totpStep(keys.open(staff.totp_secret), code, now) : undefined
  if (step !== undefined && (await advanceTotpStep(trx, staff.id, step))) return 'totp'
  const used = await consumeRecoveryCode(trx, staff.id, hashRecoveryCode(keys, code), now.toISOString())
  return used ? 'recovery-code' : 'wrong'
}
