import type { Trx } from '../core/db/transact.ts'
import type { VerificationRow } from './tables.ts'

export async function changeVerification(
  trx: Trx,
  id: string,
  change: Partial<VerificationRow>,
): Promise<void> {
  await trx.updateTable('verification').set(change).where('id', '=', id).execute()
}
