import type { Kysely } from 'kysely'
import { hashRecoveryCode, newRecoveryCodes } from '../core/access/recoveryCode.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/** Gives a login new codes in place of those it had, and returns them: nobody reads them again. */
export async function replaceRecoveryCodes(trx: Trx, ctx: Ctx, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await trx.deleteFrom('portal_recovery_code').where('account_id', '=', accountId).execute()
  await trx
    .insertInto('portal_recovery_code')
    .values(
      codes.map((one) => ({
        code_hash: hashRecoveryCode(ctx.desk.keys, one),
        account_id: accountId,
        used_at: null,
      })),
    )
    .execute()
  return codes
}

/** Whether a code is one of the login's and unused, and used up with that. */
export async function spendRecoveryCode(
  trx: Trx,
  ctx: Ctx,
  accountId: string,
  code: string,
): Promise<boolean> {
  const used = await trx
    .updateTable('portal_recovery_code')
    .set({ used_at: ctx.now().toISOString() })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashRecoveryCode(ctx.desk.keys, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

export async function recoveryCodesLeft(db: Kysely<Tables>, accountId: string): Promise<number> {
  const { left } = await db
    .selectFrom('portal_recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}
