import type { Kysely } from 'kysely'
import { list, view } from '../../acts/view.ts'
import type { Action } from '../../audit/action.ts'
import type { Permission, Role } from '../../core/access/permissions.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import type { Tables } from '../../core/db/tables.ts'
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

/** Reviews with the names of who began and who finished them. */
const reviews = (db: Kysely<Tables>) =>
  db
    .selectFrom('access_review as r')
    .innerJoin('staff as b', 'b.id', 'r.begun_by')
    .leftJoin('staff as f', 'f.id', 'r.finished_by')
    .selectAll('r')
    .select(['b.name as begun_by_name', 'f.name as finished_by_name'])

const headOf = (row: Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>) => ({
  id: row.id,
  quarter: row.quarter,
  begunAt: row.begun_at,
  begunBy: row.begun_by_name,
  finishedAt: row.finished_at,
  finishedBy: row.finished_by_name,
})

const common = { ...shown, tag: 'Access review', needs: 'access.review' } as const

const columns = { quarter: 'r.quarter', begunAt: 'r.begun_at', finishedAt: 'r.finished_at' } as const

/** The reviews there were, the newest first; `current` marks that of the quarter we are in. */
export const listReviews = list({
  ...common,
  at: 'GET /api/access-reviews',
  summary: 'The access reviews there were',
  unit: 'access-reviews',
  filter: schema.accessReviewFilter,
  sorts: ['quarter', 'begunAt', 'finishedAt'],
  row: schema.accessReviewRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const quarter = quarterOf(hospitalDay(ctx.now(), (await readPolicy(db)).timeZone))
    let query = reviews(db)
    if (filter.finished !== undefined)
      query = query.where('r.finished_at', filter.finished ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query.orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc'),
      range,
    )
    return {
      rows: rows.map((row) => ({ ...headOf(row), current: row.quarter === quarter })),
      total,
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
    const review = await reviews(db).where('r.id', '=', id).executeTakeFirst()
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
        ...headOf(review),
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
