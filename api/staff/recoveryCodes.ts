import type { Kysely } from 'kysely'
import type { Keys } from '../core/access/keys.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../core/access/recoveryCode.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/** Gives somebody new codes in place of those they had, and returns them: nobody reads them again. */
export async function replaceRecoveryCodes(trx: Trx, keys: Keys, staffId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await trx.deleteFrom('staff_recovery_code').where('staff_id', '=', staffId).execute()
  await trx
    .insertInto('staff_recovery_code')
    .values(
      codes.map((one) => ({ code_hash: hashRecoveryCode(keys, one), staff_id: staffId, used_at: null })),
    )
    .execute()
  return codes
}

/** How many of their codes somebody has not used. */
export async function recoveryCodesLeft(db: Kysely<Tables>, staffId: string): Promise<number> {
  const { left } = await db
    .selectFrom('staff_recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}
