import type { Trx } from '../core/db/transact.ts'

/** Notes that mail to an address came back: nothing is sent there until registration corrects it. */
export async function markBounced(trx: Trx, channelId: string, at: string): Promise<void> {
  await trx.updateTable('contact_point').set({ bounced_at: at }).where('id', '=', channelId).execute()
}
