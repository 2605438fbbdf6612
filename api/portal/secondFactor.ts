import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../acts/act.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { countAttempt, giveBackAttempts, type Limit, tooManyAttempts } from '../core/access/throttle.ts'
import { newTotp } from '../core/access/totp.ts'
import type { Ctx, PatientCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, NotSignedIn, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { changeAccount } from '../logins/changeAccount.ts'
import { notifyOwnerOf } from '../logins/notifyOwner.ts'
import type { AccountRow } from '../logins/published.ts'
import {
  beginSecondFactor,
  removeSecondFactor,
  type SecondFactor,
  secondFactorOf,
  spendCode,
} from '../logins/secondFactor.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { ownLogin } from './ownLogin.ts'
import { portalPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { aboutLogin } from './target.ts'
import { beginFirst, hasSecondFactor, wrongFactorCode } from './words.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Patient portal',
  needs: 'patient',
  once: false,
} as const

/**
 * The login has an authenticator from now on, or none. Every address hears of it (NIST SP 800-63B-4, 4.1.2.1): who got in by a
 * stolen password keeps the owner out with it.
 */
async function changed(
  trx: Trx,
  ctx: PatientCtx,
  login: AccountRow,
  second_factor: 'totp' | null,
): Promise<Done<z.input<typeof schema.nothing>>> {
  await changeAccount(trx, login, { second_factor })
  await notifyOwnerOf(trx, ctx, login.patient_id, 'second-factor-changed')
  return { reply: {}, about: aboutLogin(login), fields: ['secondFactor'], after: deliverSoon }
}

/** First half of setting an authenticator up: its secret is shown, once. */
export const beginFactor = act({
  ...common,
  name: 'portal.second-factor-begun',
  words: { en: 'Began to set up an authenticator', es: 'Empezó a configurar un autenticador' },
  verb: { en: 'Set up an authenticator', es: 'Configurar un autenticador' },
  at: 'POST /portal/v1/second-factor',
  reply: schema.totp,
  async do(trx, ctx) {
    const login = await ownLogin(trx, ctx)
    if ((await secondFactorOf(trx, login.id))?.set_at) throw new Conflict(hasSecondFactor)
    const { hospitalName } = await readPolicy(trx, accessPolicy)
    const totp = newTotp(hospitalName, login.username)
    await beginSecondFactor(trx, ctx, login.id, totp.secret)
    return { reply: totp, about: aboutLogin(login) }
  },
})

/** Second half: a right code shows that it works. Wrong ones are not counted: who asks was just shown the secret. */
export const setFactor = act({
  ...common,
  name: 'portal.second-factor-set',
  words: { en: 'Set up an authenticator', es: 'Configuró un autenticador' },
  verb: { en: 'Confirm the authenticator', es: 'Confirmar el autenticador' },
  at: 'POST /portal/v1/second-factor/confirm',
  body: schema.code,
  reply: schema.nothing,
  async do(trx, ctx, _found, { code }) {
    const login = await ownLogin(trx, ctx)
    const factor = await secondFactorOf(trx, login.id)
    if (!factor) throw new Conflict(beginFirst)
    if (factor.set_at) throw new Conflict(hasSecondFactor)
    if (!(await spendCode(trx, ctx, factor, code, { set_at: ctx.now().toISOString() })))
      return { about: aboutLogin(login), outcome: 'failure', refuse: new Invalid({ code: wrongFactorCode }) }
    return changed(trx, ctx, login, 'totp')
  },
})

/** Does without it again, for whoever still has it. */
export const removeFactor = act({
  ...common,
  name: 'portal.second-factor-removed',
  words: { en: 'Removed their authenticator', es: 'Quitó su autenticador' },
  verb: { en: 'Remove the authenticator', es: 'Quitar el autenticador' },
  at: 'POST /portal/v1/second-factor/remove',
  body: schema.code,
  reply: schema.nothing,
  async do(trx, ctx, _found, { code }) {
    const login = await ownLogin(trx, ctx)
    const factor = await secondFactorOf(trx, login.id)
    if (!factor?.set_at) throw new Conflict(beginFirst)
    const refuse = await refuseCode(trx, ctx, login, factor, code, 'session')
    if (refuse) {
      const failed = { about: aboutLogin(login), outcome: 'failure', refuse } as const
      return { ...failed, ...(refuse instanceof TooMany && { unchanged: true }) }
    }
    await removeSecondFactor(trx, login.id)
    return changed(trx, ctx, login, null)
  },
})

/**
 * Uses a code of a login that is held. Who gets here knows the password, or has a session: a stranger may know it too, so that
 * tries count by the place they are made from, and on a device that is not known for the password of then. No stranger's wrong
 * codes keep the owner out on a device of theirs, and none once there is a new password (2026-11-26).
 * @param from the device the owner is known on, or their own session
 * @returns why not; nothing where it was right.
 */
export async function refuseCode(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
  factor: SecondFactor,
  code: string,
  from: string | undefined,
): Promise<NotSignedIn | TooMany | undefined> {
  const policy = await readPolicy(trx, { ...accessPolicy, ...portalPolicy })
  const limit: Limit = {
    key: `portal-code:${login.id}:${from ?? login.password_hash}`,
    free: policy.wrongPasswordsBeforeLock,
    forgets: policy.failureForgottenMinutes,
  }
  const waitMs = await countAttempt(trx, ctx, [limit])
  if (waitMs > 0) return tooManyAttempts(waitMs)
  if (!(await spendCode(trx, ctx, factor, code))) return new NotSignedIn(wrongFactorCode)
  await giveBackAttempts(trx, ctx, limit)
  return undefined
}
