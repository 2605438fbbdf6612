import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { Permission, Role } from '../../core/access/permissions.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import type { accessReview, accessReviews } from '../schema.ts'
import { quarterOf } from './quarter.ts'

/** The reviews there were, the newest first, and the quarter we are in. */
export async function listReviews(ctx: StaffCtx): Promise<z.input<typeof accessReviews>> {
  const db = ctx.desk.db.read
  const rows = await db.selectFrom('access_review').selectAll().orderBy('quarter', 'desc').execute()
  await recordView(ctx, 'access-review.shown')
  return {
    quarter: quarterOf(hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)),
    reviews: rows.map((row) => ({
      id: row.id,
      quarter: row.quarter,
      begunAt: row.begun_at,
      finishedAt: row.finished_at,
    })),
  }
}

/** A review with everybody in it, the undecided first. @throws NotFound */
export async function showReview(ctx: StaffCtx, reviewId: string): Promise<z.input<typeof accessReview>> {
  const db = ctx.desk.db.read
  const review = await db
    .selectFrom('access_review as r')
    .innerJoin('staff as b', 'b.id', 'r.begun_by')
    .leftJoin('staff as f', 'f.id', 'r.finished_by')
    .selectAll('r')
    .select(['b.name as begun_by_name', 'f.name as finished_by_name'])
    .where('r.id', '=', reviewId)
    .executeTakeFirst()
  if (!review) throw new NotFound('access review')
  const items = await db
    .selectFrom('access_review_item as i')
    .innerJoin('staff as s', 's.id', 'i.staff_id')
    .leftJoin('staff as d', 'd.id', 'i.decided_by')
    .selectAll('i')
    .select(['s.name', 's.email', 'd.name as decided_by_name'])
    .where('i.review_id', '=', reviewId)
    .orderBy('s.name')
    .orderBy('s.id')
    .execute()
  await recordView(ctx, 'access-review.shown', { object: { type: 'access-review', id: reviewId } })
  return {
    id: review.id,
    quarter: review.quarter,
    begunAt: review.begun_at,
    begunBy: review.begun_by_name,
    finishedAt: review.finished_at,
    finishedBy: review.finished_by_name,
    items: items
      .map((item) => ({
        staffId: item.staff_id,
        name: item.name,
        email: item.email,
        role: item.role as Role,
        lastSignInAt: item.last_sign_in_at,
        unused: JSON.parse(item.unused) as Permission[],
        decision: item.decision,
        reason: item.reason,
        decidedBy: item.decided_by_name,
        decidedAt: item.decided_at,
        own: item.staff_id === ctx.actor.id,
      }))
      .sort((a, b) => Number(a.decision !== null) - Number(b.decision !== null)),
  }
}
