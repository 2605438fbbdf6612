import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict } from '../../core/errors.ts'
import { needOpenReview } from './openReview.ts'
import { showReview } from './showReview.ts'

/** Closes a review in which everybody was decided; from then on it is a report that does not change. */
export async function finishReview(ctx: StaffCtx, reviewId: string) {
  await transactOnce(ctx, async (trx) => {
    await needOpenReview(trx, reviewId)
    const { left } = await trx
      .selectFrom('access_review_item')
      .select((eb) => eb.fn.countAll<number>().as('left'))
      .where('review_id', '=', reviewId)
      .where('decision', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(left) > 0) throw new Conflict(`${left} are not decided yet.`)
    await trx
      .updateTable('access_review')
      .set({ finished_by: ctx.actor.id, finished_at: ctx.now().toISOString() })
      .where('id', '=', reviewId)
      .execute()
    await record(trx, ctx, 'access-review.finished', { object: { type: 'access-review', id: reviewId } })
    return {}
  })
  return showReview(ctx, reviewId)
}
