import type { Trx } from '../core/db/transact.ts'
import { withdrawMails } from '../mail/withdrawMails.ts'

/** Revokes links not yet used and withdraws mails not yet sent that carry one. */
export async function revokeLinks(
  trx: Trx,
  account: { id: string; patient_id: string },
  now: string,
): Promise<number> {
  const revoked = await trx
    .updateTable('portal_token')
    .set({ revoked_at: now })
    .where('account_id', '=', account.id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  await withdrawMails(trx, account.patient_id, ['activation', 'reset'])
  return Number(revoked.numUpdatedRows)
}
