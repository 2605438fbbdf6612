import { list } from '../../acts/view.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { listedName } from '../../patients/published.ts'
import { type ConflictListed, conflictRows } from './queries.ts'
import { conflictFilter, conflictRow } from './schema.ts'
import { idsOf } from './target.ts'

const columns = { foundAt: 'c.found_at', decidedAt: 'c.decided_at', id: 'c.id' } as const

/** What the list and the page of a conflict both say of it. */
export const presentConflict = (row: ConflictListed) => ({
  id: row.id,
  reason: row.reason,
  state: row.decision ?? ('waiting' as const),
  file: row.file,
  place: row.place,
  foundAt: row.found_at,
  decidedBy: row.decided_name,
  decidedAt: row.decided_at,
  patients: [
    { id: row.patient_id, name: listedName(row.family_name, row.given_name) },
    ...(row.other_patient_id
      ? [{ id: row.other_patient_id, name: listedName(row.other_family_name!, row.other_given_name) }]
      : []),
  ],
})

/** The queue: what came last first, unless asked otherwise. */
export const listConflicts = list({
  name: 'record-conflict.listed',
  letter: 'R',
  words: {
    en: 'Looked at the records set aside from the hospital’s system',
    es: 'Consultó los registros apartados del sistema del hospital',
  },
  among: {
    en: 'one with this patient’s number was among them',
    es: 'había uno con el número de este paciente',
  },
  watch: 'queue',
  at: 'GET /api/record-conflicts',
  summary: 'List records that were set aside',
  tag: 'Records',
  needs: 'conflicts.decide',
  unit: 'record-conflicts',
  filter: conflictFilter,
  sorts: ['foundAt', 'decidedAt', 'id'],
  row: conflictRow,
  async list(ctx, { filter, sort, range }) {
    let query = conflictRows(ctx.desk.db.read)
    if (filter.waiting !== undefined)
      query = query.where('c.decision', filter.waiting ? 'is' : 'is not', null)
    if (filter.patientId)
      query = query.where((eb) =>
        eb.or([eb('c.patient_id', '=', filter.patientId!), eb('c.other_patient_id', '=', filter.patientId!)]),
      )
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('c.id'),
      range,
    )
    return {
      rows: rows.map(presentConflict),
      total,
      seen: {
        patientIds: [...new Set(rows.flatMap(idsOf))],
        ...(filter.patientId && { detail: { outOfQueue: 'sought' } }),
      },
    }
  },
})
