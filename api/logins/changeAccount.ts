import type { Trx } from '../core/db/transact.ts'
import type { AccountRow } from './tables.ts'

/** Changes a login that the transaction holds, and returns it as it is then. */
export async function changeAccount(
  trx: Trx,
  account: AccountRow,
  change: Partial<AccountRow>,
): Promise<AccountRow> {
  const changed = { ...change, version: account.version + 1 }
  await trx.updateTable('portal_account').set(changed).where('id', '=', account.id).execute()
  return { ...account, ...changed }
}

/** What using a login leaves on it: no change that somebody at work on the login must be told of, so no new version. */
export async function noteUse(
  trx: Trx,
  login: AccountRow,
  use: Partial<Pick<AccountRow, 'failed_attempts' | 'last_sign_in_at' | 'activation_started_at'>>,
): Promise<void> {
  await trx.updateTable('portal_account').set(use).where('id', '=', login.id).execute()
}
