import { act, type Target } from '../acts/act.ts'
import type { Role } from '../core/access/permissions.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { countAttempt, giveBackAttempts, tooManyAttempts } from '../core/access/throttle.ts'
import { totpStep } from '../core/access/totp.ts'
import type { Actor, Ctx, StaffSession } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { NotSignedIn } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { deviceCookie, deviceOf } from './device.ts'
import { noteNetwork } from './networks.ts'
import { staffPolicy } from './policy.ts'
import { presentSession } from './presentSession.ts'
import { advanceTotpStep, consumeRecoveryCode, lockStaff } from './queries.ts'
import { hashRecoveryCode } from './recoveryCodes.ts'
import * as schema from './schema.ts'
import type { StaffRow } from './tables.ts'
import { tellStaff } from './tellStaff.ts'
import { passwordFirst, wrongCode } from './words.ts'

const numbers = { ...accessPolicy, ...staffPolicy }

interface Proving {
  session: StaffSession
  staff: StaffRow
}

/** The session the request came with: held, so that a code sent twice at once proves, and counts, once. */
const onSession: Target<unknown, Proving> = {
  async load(trx, ctx) {
    const { session } = ctx
    const staff = session && (await lockStaff(trx, ctx, session.staff.id))
    const still =
      session &&
      (await held(
        ctx.desk.db,
        trx.selectFrom('staff_session').select('sid').where('sid', '=', session.sid),
      ).executeTakeFirst())
    if (!still || staff?.status !== 'active') throw new NotSignedIn(passwordFirst)
    return { session, staff }
  },
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {},
}

/**
 * Second factor: a TOTP code, each accepted once, or a recovery code. Completes a sign-in, or, within a full
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
  body: schema.code,
  reply: schema.signedIn,
  on: onSession,
  async do(trx, ctx, { session, staff }, { code }) {
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
    const method = waitMs > 0 ? undefined : await methodOf(trx, ctx, staff, code)
    const { sid, authTime } = session
    const who = { id: staff.id, name: staff.name, role: staff.role as Role }
    const made = {
      reply: await presentSession(trx, who, now),
      // The password was right: the act is theirs, whether the code is or not.
      as: { type: 'staff', ...who, sid, authTime } satisfies Actor,
      detail: { method: method ?? 'none', renewed },
    }
    if (waitMs > 0) return { ...made, refuse: tooManyAttempts(waitMs), unchanged: true }
    if (!method) return { ...made, outcome: 'failure', refuse: new NotSignedIn(wrongCode) }
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
    await ctx.desk.sessions.end(trx, sid)
    return {
      ...made,
      headers: {
        'Set-Cookie': [
          await ctx.desk.sessions.start(trx, staff.id, 'complete', {
            since: renewed ? session.since : undefined,
            ip: ctx.ip,
          }),
          ...(device ? [] : [deviceCookie(ctx.desk.keys, staff.id, now, policy.deviceDays)]),
        ],
      },
      after: deliverSoon,
    }
  },
})

/** What the code is, once it is used up; nothing where it is wrong or was used before. */
async function methodOf(
  trx: Trx,
  ctx: Ctx,
  staff: StaffRow,
  code: string,
): Promise<'totp' | 'recovery-code' | undefined> {
  const { keys } = ctx.desk
  const now = ctx.now()
  const step = staff.totp_secret ? totpStep(keys.open(staff.totp_secret), code, now) : undefined
  if (step !== undefined && (await advanceTotpStep(trx, staff.id, step))) return 'totp'
  const used = await consumeRecoveryCode(trx, staff.id, hashRecoveryCode(keys, code), now.toISOString())
  return used ? 'recovery-code' : undefined
}
