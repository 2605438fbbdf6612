import type { Trx } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'

/** Makes sure that a review is there and not finished. @throws NotFound, Conflict */
export async function needOpenReview(trx: Trx, reviewId: string): Promise<void> {
  const review = await trx
    .selectFrom('access_review')
    .select('finished_at')
    .where('id', '=', reviewId)
    .executeTakeFirst()
  if (!review) throw new NotFound('access review')
  if (review.finished_at) throw new Conflict('The review is finished.')
}
