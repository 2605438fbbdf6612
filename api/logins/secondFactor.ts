import type { Kysely } from 'kysely'
import { isUnusedStep, totpStep } from '../core/access/totp.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

export type SecondFactor = Tables['portal_second_factor']

/** The authenticator of a login, also one that is not set up to its end. */
export function secondFactorOf(db: Kysely<Tables>, accountId: string): Promise<SecondFactor | undefined> {
  return db
    .selectFrom('portal_second_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/**
 * Sets an authenticator aside until its first code is right; one that was never finished gives way. Which step of the clock was
 * used last stays: of one step no second code is taken.
 */
export async function beginSecondFactor(
  trx: Trx,
  ctx: Ctx,
  accountId: string,
  secret: string,
): Promise<void> {
  const row = { secret: ctx.desk.keys.seal(secret), begun_at: ctx.now().toISOString() }
  await trx
    .insertInto('portal_second_factor')
    .values({ account_id: accountId, last_step: 0, set_at: null, ...row })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute()
}

/**
 * Whether a code is right now, and used up with that: at the sign-in, on the telephone, wherever it was read out. Of the same
 * code at many doors at once one is right.
 * @param set the moment it was set up, where this code is what sets it up
 */
export async function spendCode(
  trx: Trx,
  ctx: Ctx,
  factor: SecondFactor,
  code: string,
  set: { set_at?: string } = {},
): Promise<boolean> {
  const step = totpStep(ctx.desk.keys.open(factor.secret), code, ctx.now())
  if (step === undefined) return false
  const used = await trx
    .updateTable('portal_second_factor')
    .set({ last_step: step, ...set })
    .where('account_id', '=', factor.account_id)
    .where('secret', '=', factor.secret)
    .where(isUnusedStep('last_step', step))
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** Takes whatever a login has as a second step, and the codes for whoever lost it; passkeys stay. */
export async function removeSecondFactor(trx: Trx, accountId: string): Promise<void> {
  await trx.deleteFrom('portal_second_factor').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('portal_sent_factor').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('portal_recovery_code').where('account_id', '=', accountId).execute()
}
