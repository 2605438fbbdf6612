import { list } from '../../acts/view.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { headOf, reviews } from './queries.ts'
import * as schema from './schema.ts'
import { activity } from './target.ts'

const columns = { begunAt: 'r.begun_at', fromDay: 'r.from_day', signedAt: 'r.signed_at', id: 'r.id' } as const

/** The reviews there were, the newest first unless asked otherwise. */
export const listReviews = list({
  ...activity,
  name: 'activity-review.listed',
  letter: 'R',
  words: { en: 'Looked at the list of activity reviews', es: 'Consultó la lista de revisiones de actividad' },
  at: 'GET /api/activity-reviews',
  summary: 'Reviews of activity',
  unit: 'activity-reviews',
  filter: schema.activityFilter,
  sorts: ['begunAt', 'fromDay', 'signedAt', 'id'],
  row: schema.activityReviewRow,
  async list(ctx, { filter, sort, range }) {
    let query = reviews(ctx.desk.db.read)
    if (filter.signed !== undefined) query = query.where('r.signed_at', filter.signed ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('r.id', 'desc'),
      range,
    )
    return { rows: rows.map(headOf), total, seen: { detail: { rows: rows.length } } }
  },
})
