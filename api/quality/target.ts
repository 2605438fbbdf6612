import type { GuardCall, Target } from '../acts/act.ts'
import { notOwn, undecided } from '../acts/review.ts'
import { type CaseRow, caseById } from '../cases/published.ts'
import { aboutCase, missingStrangerTo } from '../cases/target.ts'
import type { StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import type { QualityReviewRow } from './tables.ts'
import { noCallReview, notReviewedYet, ownCall, repliedOnce, reviewedOnce } from './words.ts'

export interface OnReview {
  review: QualityReviewRow
  supportCase: CaseRow
}
type Call = GuardCall<OnReview, unknown>

async function holdReview(trx: Trx, ctx: StaffCtx, id: string, whose?: string): Promise<OnReview> {
  let rows = trx.selectFrom('quality_review').selectAll().where('id', '=', id)
  if (whose) rows = rows.where('staff_id', '=', whose)
  const review = await held(ctx.desk.db, rows).executeTakeFirst()
  const supportCase = review && (await caseById(trx, review.case_id))
  if (!supportCase) throw new NotFound(noCallReview)
  return { review, supportCase }
}

const about = ({ review, supportCase }: OnReview) => ({
  ...aboutCase(supportCase),
  object: { type: 'quality-review', id: review.id },
})

/** A call that was drawn, as a supervisor reviews it. */
export const onReview = {
  load: (trx, ctx, { id }) => holdReview(trx, ctx, id),
  about,
  guards: {
    notOwn: notOwn(
      ({ review }: OnReview) => review.staff_id,
      () => new Invalid({ id: ownCall }),
    ),
    undecided: undecided(({ review }: OnReview) => review.reviewed_at, reviewedOnce),
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStrangerTo(trx, ctx, found.supportCase),
  },
} satisfies Target<{ id: string }, OnReview>

/** The review of one's own call; nobody learns which others there are. */
export const onMyReview = {
  load: (trx, ctx, { id }) => holdReview(trx, ctx, id, ctx.actor.id),
  about,
  guards: {
    reviewed: ({ found }: Call, _wanted: true) =>
      found.review.reviewed_at === null ? new Conflict(notReviewedYet) : undefined,
    unreplied: ({ found }: Call, _wanted: true) =>
      found.review.replied_at === null ? undefined : new Conflict(repliedOnce),
  },
} satisfies Target<{ id: string }, OnReview>
