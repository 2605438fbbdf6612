import { list } from '../../acts/view.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { staffNames } from '../../staff/published.ts'
import { sanctionFilter, sanctionRow } from './schema.ts'

const columns = { decidedOn: 's.decided_on', recordedAt: 's.recorded_at', id: 's.id' } as const

/** The register of sanctions, without those of whoever looks. */
export const listSanctions = list({
  name: 'sanction.listed',
  letter: 'R',
  words: { en: 'Looked at the register of sanctions', es: 'Consultó el registro de sanciones' },
  watch: 'nothing',
  at: 'GET /api/sanctions',
  summary: 'List sanctions',
  tag: 'Sanctions',
  needs: 'privacy.review',
  unit: 'sanctions',
  filter: sanctionFilter,
  sorts: ['decidedOn', 'recordedAt', 'id'],
  row: sanctionRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    let query = db
      .selectFrom('sanction as s')
      .innerJoin(staffNames(db).as('p'), 'p.id', 's.staff_id')
      .innerJoin(staffNames(db).as('r'), 'r.id', 's.recorded_by')
      .selectAll('s')
      .select(['p.name as staff_name', 'r.name as recorded_name'])
      .where('s.staff_id', '!=', ctx.actor.id)
    if (filter.open) query = query.where('s.carried_out_on', 'is', null).where('s.withdrawn_at', 'is', null)
    if (filter.staffId) query = query.where('s.staff_id', '=', filter.staffId)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('s.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        staff: { id: row.staff_id, name: row.staff_name },
        alertId: row.alert_id,
        kind: row.kind,
        decidedOn: row.decided_on,
        decidedBy: row.decided_by,
        description: row.description,
        carriedOutOn: row.carried_out_on,
        recordedBy: row.recorded_name,
        recordedAt: row.recorded_at,
        withdrawnReason: row.withdrawn_reason,
        state: row.withdrawn_at ? 'withdrawn' : row.carried_out_on ? 'carried-out' : 'decided',
      })),
      total,
      seen: { detail: { rows: rows.length } },
    }
  },
})
