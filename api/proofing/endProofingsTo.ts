import { endVerifications } from '../callers/endVerifications.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'

/** A contact that ends takes along the links to an outside provider that were sent to it and not finished. */
export async function endProofingsTo(trx: Trx, ctx: Ctx, contactIds: readonly string[]): Promise<void> {
  const now = ctx.now().toISOString()
  const ended = await trx
    .updateTable('identity_proofing')
    .set({ finished_at: now, secrets: null })
    .where('contact_point_id', 'in', contactIds)
    .where('finished_at', 'is', null)
    .returning('verification_id')
    .execute()
  await endVerifications(
    trx,
    ended.map((row) => row.verification_id),
    now,
  )
}
