import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import type { VerificationRow } from './tables.ts'
import { decidedAlready } from './words.ts'

/** Approved or declined once, by whoever was first, and only while it lasts. @throws Conflict where another was */
export async function decideVerification(
  trx: Trx,
  id: string,
  now: string,
  change: Partial<VerificationRow>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('verification')
    .set(change)
    .where('id', '=', id)
    .where('approved_by', 'is', null)
    .where('declined_by', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict(decidedAlready)
}

export async function changeVerification(
  trx: Trx,
  id: string,
  change: Partial<VerificationRow>,
): Promise<void> {
  await trx.updateTable('verification').set(change).where('id', '=', id).execute()
}
