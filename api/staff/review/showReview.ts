import { view } from '../../acts/view.ts'
import type { Action } from '../../audit/action.ts'
import type { Permission, Role } from '../../core/access/permissions.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import * as schema from '../schema.ts'
import { noReview } from '../words.ts'
import { quarterOf } from './quarter.ts'

const shown: Action = {
  name: 'access-review.shown',
  letter: 'R',
  words: { en: 'Looked at an access review', es: 'Consultó una revisión de accesos' },
  watch: 'nothing',
}
const common = { ...shown, tag: 'Access review', needs: 'access.review' } as const

/** The reviews there were, the newest first, and the quarter we are in. */
export const listReviews = view({
  ...common,
  at: 'GET /api/access-reviews',
  summary: 'The access reviews there were',
  reply: schema.accessReviews,
  async show(ctx) {
    const db = ctx.desk.db.read
    const rows = await db.selectFrom('access_review').selectAll().orderBy('quarter', 'desc').execute()
    return {
      reply: {
        quarter: quarterOf(hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)),
        reviews: rows.map((row) => ({
          id: row.id,
          quarter: row.quarter,
          begunAt: row.begun_at,
          finishedAt: row.finished_at,
        })),
      },
    }
  },
})

/** A review with everybody in it, the undecided first. */
export const showReview = view({
  ...common,
  at: 'GET /api/access-reviews/{id}',
  summary: 'Who may what, and what was decided',
  params: idParam,
  reply: schema.accessReview,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const review = await db
      .selectFrom('access_review as r')
      .innerJoin('staff as b', 'b.id', 'r.begun_by')
      .leftJoin('staff as f', 'f.id', 'r.finished_by')
      .selectAll('r')
      .select(['b.name as begun_by_name', 'f.name as finished_by_name'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    if (!review) throw new NotFound(noReview)
    const items = await db
      .selectFrom('access_review_item as i')
      .innerJoin('staff as s', 's.id', 'i.staff_id')
      .leftJoin('staff as d', 'd.id', 'i.decided_by')
      .selectAll('i')
      .select(['s.name', 's.email', 'd.name as decided_by_name'])
      .where('i.review_id', '=', id)
      .orderBy('s.name')
      .orderBy('s.id')
      .execute()
    return {
      seen: { object: { type: 'access-review', id } },
      reply: {
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
      },
    }
  },
})
