import { requireFresh } from '../../acts/requireFresh.ts'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { showActivity } from './showActivity.ts'

/** Signs a review in which every access was judged; from then on it is a report that does not change. */
export async function signActivity(ctx: StaffCtx, reviewId: string, conclusion: string) {
  await requireFresh(ctx)
  await transactOnce(ctx, async (trx) => {
    const review = await trx
      .selectFrom('activity_review')
      .select('signed_at')
      .where('id', '=', reviewId)
      .executeTakeFirst()
    if (!review) throw new NotFound('activity review')
    const { left } = await trx
      .selectFrom('activity_review_item')
      .select((eb) => eb.fn.countAll<number>().as('left'))
      .where('review_id', '=', reviewId)
      .where('finding', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(left) > 0) throw new Conflict(`${left} accesses are not judged yet.`)
    const { numUpdatedRows } = await trx
      .updateTable('activity_review')
      .set({ conclusion, signed_by: ctx.actor.id, signed_at: ctx.now().toISOString() })
      .where('id', '=', reviewId)
      .where('signed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('The review is signed already.')
    await record(trx, ctx, 'activity-review.signed', { object: { type: 'activity-review', id: reviewId } })
    return {}
  })
  return showActivity(ctx, reviewId)
}
