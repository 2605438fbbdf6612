import type { Kysely } from 'kysely'
import { accessPolicy } from '../core/access/policy.ts'
import { countAttempt, giveBackAttempts, type Limit, tooManyAttempts } from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { NotSignedIn, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { notifyOwnerOf } from '../logins/notifyOwner.ts'
import type { AccountRow } from '../logins/published.ts'
import { spendRecoveryCode } from '../logins/recoveryCodes.ts'
import { type SecondFactor, secondFactorOf, spendCode } from '../logins/secondFactor.ts'
import { type Asked, type SentFactor, sentFactorOf, spendSentCode } from '../logins/sentFactor.ts'
import { portalPolicy } from './policy.ts'
import { wrongFactorCode, wrongSentCode } from './words.ts'

/** The second step of a login, and what of it is set up to its end. */
export type Factor = { method: 'totp'; totp: SecondFactor } | { method: 'code'; sent: SentFactor }

/** What is asked for at each sign-in; nothing where no second step is set up. */
export async function factorOf(db: Kysely<Tables>, accountId: string): Promise<Factor | undefined> {
  const totp = await secondFactorOf(db, accountId)
  if (totp?.set_at) return { method: 'totp', totp }
  const sent = await sentFactorOf(db, accountId)
  return sent?.set_at ? { method: 'code', sent } : undefined
}

/**
 * Uses a code of a login that is held: of its second step, or one for whoever lost that. Who gets here knows the password, or has a
 * session: a stranger may know it too, so that
 * tries count by the place they are made from, and on a device that is not known for the password of then. No stranger's wrong
 * codes keep the owner out on a device of theirs, and none once there is a new password (2026-11-26).
 * @param by what the code is for, and the device the owner is known on, or their own session
 * @param set the moment a sent code was set up, where this one is what sets it up
 * @returns why not; nothing where it was right.
 */
export async function refuseCode(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
  factor: Factor,
  code: string,
  by: Asked,
  set: { set_at?: string } = {},
): Promise<NotSignedIn | TooMany | undefined> {
  const policy = await readPolicy(trx, { ...accessPolicy, ...portalPolicy })
  const limit: Limit = {
    key: `portal-code:${login.id}:${by.from ?? login.password_hash}`,
    free: policy.wrongPasswordsBeforeLock,
    forgets: policy.failureForgottenMinutes,
  }
  const waitMs = await countAttempt(trx, ctx, [limit])
  if (waitMs > 0) return tooManyAttempts(waitMs)
  if (!(await isRight(trx, ctx, login, factor, code, by, set)))
    return new NotSignedIn(factor.method === 'totp' ? wrongFactorCode : wrongSentCode)
  await giveBackAttempts(trx, ctx, limit)
  return undefined
}

async function isRight(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
  factor: Factor,
  code: string,
  { purpose }: Asked,
  set: { set_at?: string },
): Promise<boolean> {
  if (/^\d{6}$/.test(code))
    return factor.method === 'totp'
      ? spendCode(trx, ctx, factor.totp, code)
      : spendSentCode(trx, ctx, factor.sent, purpose, code, set)
  if (!(await spendRecoveryCode(trx, ctx, login.id, code))) return false
  await notifyOwnerOf(trx, ctx, login.patient_id, 'recovery-code-used')
  return true
}

/** How a patient who is signed in asks for a code, and gives it back. */
export const inSession: Asked = { purpose: 'change', from: 'session' }

/** Of a wrong code: what the log says and, where there is a wait, that nothing was tried. */
export const wrongCodeDone = (refuse: NotSignedIn | TooMany) =>
  ({ outcome: 'failure', refuse, ...(refuse instanceof TooMany && { unchanged: true as const }) }) as const
