import type { z } from 'zod'
import { requireFresh } from '../../acts/requireFresh.ts'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { changeStatusWithin } from '../changeStatus.ts'
import { staffById } from '../queries.ts'
import type { decision as given } from '../schema.ts'
import { needOpenReview } from './openReview.ts'
import { showReview } from './showReview.ts'

/**
 * Certifies that somebody should keep their access, or revokes it, which disables them in the same transaction. Nobody
 * decides about themselves.
 * @throws NotFound, Conflict when the review is finished or this was decided.
 */
export async function decideAccess(
  ctx: StaffCtx,
  reviewId: string,
  { staffId, decision, reason }: z.output<typeof given>,
) {
  await requireFresh(ctx)
  if (staffId === ctx.actor.id) throw new Invalid({ staffId: 'is your own account; somebody else decides' })
  await transactOnce(ctx, async (trx) => {
    await needOpenReview(trx, reviewId)
    const { numUpdatedRows } = await trx
      .updateTable('access_review_item')
      .set({
        decision,
        reason: reason ?? null,
        decided_by: ctx.actor.id,
        decided_at: ctx.now().toISOString(),
      })
      .where('review_id', '=', reviewId)
      .where('staff_id', '=', staffId)
      .where('decision', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n)
      throw new Conflict('Somebody has decided this already, or it is not in the review.')
    if (decision === 'revoked' && (await staffById(trx, staffId))?.status !== 'disabled')
      await changeStatusWithin(trx, ctx, staffId, 'disabled')
    await record(trx, ctx, 'access-review.decided', {
      object: { type: 'staff', id: staffId },
      detail: { review: reviewId, decision },
    })
    return {}
  })
  return showReview(ctx, reviewId)
}
