import { list, view } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { headOf, judgedOf, reviews } from './queries.ts'
import * as schema from './schema.ts'

const columns = { month: 'd.month', staffName: 's.name', reviewedAt: 'r.reviewed_at', id: 'r.id' } as const

/** The calls that were drawn, those of the last month first; within it by the agents’ names, which say nothing of how they did. */
export const listReviews = list({
  name: 'quality.reviews-listed',
  letter: 'R',
  words: { en: 'Looked at the list of call reviews', es: 'Consultó la lista de revisiones de llamadas' },
  watch: 'nothing',
  at: 'GET /api/quality-reviews',
  summary: 'Calls drawn for quality review',
  tag: 'Quality',
  needs: 'quality.review',
  unit: 'quality-reviews',
  filter: schema.reviewFilter,
  sorts: ['month', 'staffName', 'reviewedAt', 'id'],
  row: schema.reviewRow,
  async list(ctx, { filter, sort, range }) {
    let query = reviews(ctx.desk.db.read)
    if (filter.month) query = query.where('d.month', '=', filter.month)
    if (filter.staffId) query = query.where('r.staff_id', '=', filter.staffId)
    if (filter.reviewed !== undefined)
      query = query.where('r.reviewed_at', filter.reviewed ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('s.name')
        .orderBy('r.staff_id')
        .orderBy('r.position')
        .orderBy('r.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        ...headOf(row),
        staffId: row.staff_id,
        staffName: row.staff_name,
        reviewedBy: row.reviewer,
        own: row.staff_id === ctx.actor.id,
      })),
      total,
    }
  },
})

/** The reviews of one's own calls, the newest first; those that were drawn and not reviewed are not told before. */
export const listMyReviews = view({
  name: 'quality.own-listed',
  letter: 'R',
  words: {
    en: 'Looked at the quality reviews of their own calls',
    es: 'Consultó las revisiones de calidad de sus propias llamadas',
  },
  watch: 'nothing',
  at: 'GET /api/me/quality-reviews',
  summary: 'Reviews of my calls',
  tag: 'Quality',
  needs: 'signed-in',
  reply: schema.myReviews,
  async show(ctx) {
    const rows = await reviews(ctx.desk.db.read)
      .where('r.staff_id', '=', ctx.actor.id)
      .where('r.reviewed_at', 'is not', null)
      .orderBy('r.reviewed_at', 'desc')
      .orderBy('r.id')
      .limit(200)
      .execute()
    return {
      reply: rows.map((row) => ({ ...headOf(row), ...judgedOf(row) })),
      seen: { detail: { rows: rows.length } },
    }
  },
})
