import { sql } from 'kysely'
import { list } from '../acts/view.ts'
import { readPolicy } from '../core/policy.ts'
import { caseFilter, dueAt, narrowCases, urgency } from './narrow.ts'
import { casesPolicy } from './policy.ts'
import { presentCase } from './present.ts'
import { caseSummaries } from './published.ts'
import { caseRow } from './schema.ts'

const columns = {
  openedAt: sql.ref('c.opened_at'),
  dueAt,
  number: sql.ref('c.number'),
  id: sql.ref('c.id'),
}

export const listCases = list({
  name: 'case.listed',
  letter: 'R',
  words: {
    en: 'Looked at the list of support cases',
    es: 'Consultó la lista de casos de ayuda',
  },
  among: {
    en: 'this patient’s was among them',
    es: 'el de este paciente estaba entre ellos',
  },
  watch: 'list',
  at: 'GET /api/cases',
  summary: 'List cases',
  tag: 'Cases',
  needs: 'cases.show',
  unit: 'cases',
  filter: caseFilter,
  sorts: ['openedAt', 'dueAt', 'urgency', 'number', 'id'],
  row: caseRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const now = ctx.now()
    const { dueSoonMinutes } = await readPolicy(db, casesPolicy)
    const query = narrowCases(caseSummaries(db), filter, ctx.actor, now, dueSoonMinutes)
    const { total } = await query
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const way = sort.descending ? 'desc' : 'asc'
    const sorted =
      sort.field === 'urgency'
        ? urgency(query, way)
        : query.orderBy(columns[sort.field as keyof typeof columns], way).orderBy('c.id')
    const rows = await sorted
      .$if(filter.id === undefined, (q) => q.offset(range.from).limit(range.to - range.from + 1))
      .execute()
    return {
      rows: rows.map((row) => presentCase(row, now)),
      total,
      seen: {
        patientIds: rows.map((r) => r.patient_id),
        ...((filter.patientId ?? filter.id) !== undefined && { detail: { sought: true } }),
      },
    }
  },
})
