import { verificationsOfCase } from '../callers/published.ts'
import type { Trx } from '../core/db/transact.ts'

/** Ends what was sent in a case and not finished. */
export async function endUnfinished(trx: Trx, caseId: string, now: string): Promise<void> {
  await trx
    .updateTable('identity_proofing')
    .set({ finished_at: now })
    .where('finished_at', 'is', null)
    .where('verification_id', 'in', verificationsOfCase(trx, caseId))
    .execute()
}
