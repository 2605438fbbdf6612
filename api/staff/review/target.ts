import type { GuardCall, Target } from '../../acts/act.ts'
import { allDecided, notOwn, open, undecided } from '../../acts/review.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { lockStaff } from '../queries.ts'
import type { StaffRow } from '../tables.ts'
import {
  decidedAlready,
  noReview,
  notInReview,
  ownAccount,
  reviewBegun,
  reviewFinished,
  undecidedLeft,
} from '../words.ts'
import { quarterOf } from './quarter.ts'

type Review = Tables['access_review']
type Item = Tables['access_review_item']

async function lockReview(trx: Trx, ctx: StaffCtx, id: string): Promise<Review> {
  const row = await held(
    ctx.desk.db,
    trx.selectFrom('access_review').selectAll().where('id', '=', id),
  ).executeTakeFirst()
  if (!row) throw new NotFound(noReview)
  return row
}

/** How many of a review nobody has decided on. */
export async function countUndecided(trx: Trx, reviewId: string): Promise<number> {
  const { left } = await trx
    .selectFrom('access_review_item')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('review_id', '=', reviewId)
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}

const aboutReview = (id: string) => ({ object: { type: 'access-review', id } })

interface Quarter {
  quarter: string
  review: Review | undefined
}

/** The quarter we are in, and its review where it has one. */
export const onQuarter = {
  async load(trx, ctx) {
    const quarter = quarterOf(hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone))
    const review = await trx
      .selectFrom('access_review')
      .selectAll()
      .where('quarter', '=', quarter)
      .executeTakeFirst()
    return { quarter, review }
  },
  about: ({ review }) => (review ? aboutReview(review.id) : {}),
  guards: {
    notBegun: ({ found }: GuardCall<Quarter, unknown>, _wanted: true) =>
      found.review ? new Conflict(fill(reviewBegun, { quarter: found.quarter })) : undefined,
  },
} satisfies Target<unknown, Quarter>

/** A review as a whole. */
export const onReview = {
  load: (trx, ctx, { id }) => lockReview(trx, ctx, id),
  about: ({ id }) => aboutReview(id),
  guards: {
    open: open((review: Review) => review.finished_at, reviewFinished),
    allDecided: allDecided((trx, review: Review) => countUndecided(trx, review.id), undecidedLeft),
  },
} satisfies Target<{ id: string }, Review>

interface Deciding {
  review: Review
  item: Item
  staff: StaffRow
}
type Asked = { id: string; staffId: string }

/** One person's access within a review. */
export const onAccess = {
  async load(trx, ctx, { id, staffId }) {
    if (ctx.actor.id !== staffId) await ctx.desk.sessions.stopActs(trx, staffId)
    const review = await lockReview(trx, ctx, id)
    const item = await trx
      .selectFrom('access_review_item')
      .selectAll()
      .where('review_id', '=', id)
      .where('staff_id', '=', staffId)
      .executeTakeFirst()
    const staff = item && (await lockStaff(trx, ctx, staffId))
    if (!staff) throw new Invalid({ staffId: notInReview })
    return { review, item, staff }
  },
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {
    notOwn: notOwn(
      ({ staff }: Deciding) => staff.id,
      () => new Invalid({ staffId: ownAccount }),
    ),
    open: open(({ review }: Deciding) => review.finished_at, reviewFinished),
    undecided: undecided(({ item }: Deciding) => item.decision, decidedAlready),
  },
} satisfies Target<Asked, Deciding>
