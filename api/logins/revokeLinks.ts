import type { Trx } from '../core/db/transact.ts'
import { withdrawMails } from '../mail/withdrawMails.ts'
import { endingLinks } from './links.ts'

/** Revokes links not yet used and withdraws mails not yet sent that carry one. */
export async function revokeLinks(
  trx: Trx,
  account: { id: string; patient_id: string },
  now: string,
): Promise<number> {
  const revoked = await endingLinks(trx, now).where('account_id', '=', account.id).executeTakeFirst()
  await withdrawMails(trx, account.patient_id, ['activation', 'reset'])
  return Number(revoked.numUpdatedRows)
}
