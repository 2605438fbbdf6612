import type { GuardCall, Target } from '../../acts/act.ts'
import { allDecided, notOwn, open, undecided } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import * as words from '../words.ts'

type Review = Tables['activity_review']
type Item = Tables['activity_review_item']

async function holdReview(trx: Trx, ctx: StaffCtx, id: string): Promise<Review> {
  const row = await held(
    ctx.desk.db,
    trx.selectFrom('activity_review').selectAll().where('id', '=', id),
  ).executeTakeFirst()
  if (!row) throw new NotFound(words.noReview)
  return row
}

async function countUnjudged(trx: Trx, review: Review): Promise<number> {
  const { left } = await trx
    .selectFrom('activity_review_item')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('review_id', '=', review.id)
    .where('finding', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}

const about = (review: Review) => ({ object: { type: 'activity-review', id: review.id } })

/** A review of activity as a whole. */
export const onReview = {
  load: (trx, ctx, { id }) => holdReview(trx, ctx, id),
  about,
  guards: {
    open: open((review: Review) => review.signed_at, words.reviewSigned),
    allDecided: allDecided(countUnjudged, words.leftToJudge),
    /** What is not signed yet is changed, not added to. */
    signed: ({ found }: GuardCall<Review, unknown>, _wanted: true) =>
      found.signed_at === null ? new Conflict(words.reviewNotSigned) : undefined,
  },
} satisfies Target<{ id: string }, Review>

interface Drawn {
  review: Review
  item: Item
}
type Asked = { id: string; position: number }

/** An access drawn by lot for a review. */
export const onDrawn = {
  async load(trx, ctx, { id, position }) {
    const review = await holdReview(trx, ctx, id)
    const item = await trx
      .selectFrom('activity_review_item')
      .selectAll()
      .where('review_id', '=', id)
      .where('position', '=', position)
      .executeTakeFirst()
    if (!item) throw new NotFound(words.noSuchAccess)
    return { review, item }
  },
  about: ({ review, item }) => ({ ...about(review), patientIds: [item.patient_id] }),
  guards: {
    notOwn: notOwn(
      ({ item }: Drawn) => item.staff_id,
      () => [words.missing.yourAccess],
    ),
    open: open(({ review }: Drawn) => review.signed_at, words.reviewSigned),
    undecided: undecided(({ item }: Drawn) => item.finding, words.judgedAlready),
  },
} satisfies Target<Asked, Drawn>

/** What all acts on reviews of activity have in common. */
export const activity = {
  watch: 'nothing',
  tag: 'Activity reviews',
  needs: 'privacy.review',
} as const
