import { list } from '../../acts/view.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { staffNames } from '../../staff/published.ts'
import { shownRisk } from './queries.ts'
import { riskFilter, riskRow } from './schema.ts'

const columns = { recordedAt: 'r.recorded_at', dueOn: 'r.due_on', id: 'r.id' } as const

/** The security risk analysis, with what was revised and closed where that is asked for. */
export const listRisks = list({
  name: 'risk.listed',
  letter: 'R',
  words: { en: 'Looked at the risk analysis', es: 'Consultó el análisis de riesgos' },
  watch: 'nothing',
  at: 'GET /api/risks',
  summary: 'List risks',
  tag: 'Risk analysis',
  needs: 'access.review',
  unit: 'risks',
  filter: riskFilter,
  sorts: ['recordedAt', 'dueOn', 'id'],
  row: riskRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    let query = db
      .selectFrom('risk as r')
      .innerJoin(staffNames(db).as('s'), 's.id', 'r.recorded_by')
      .selectAll('r')
      .select('s.name as recorded_name')
    if (filter.open) query = query.where('r.closed_at', 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('r.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        ...shownRisk(row),
        recordedBy: row.recorded_name,
        state: row.replaced_by ? 'revised' : row.closed_at ? 'closed' : 'open',
        reason: row.closed_reason,
      })),
      total,
      seen: { detail: { rows: rows.length } },
    }
  },
})
