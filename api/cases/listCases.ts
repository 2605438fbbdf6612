import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { list } from '../acts/view.ts'
import { queues, worksQueue } from './lists.ts'
import { presentCase } from './present.ts'
import { caseSummaries } from './published.ts'
import { caseRow } from './schema.ts'

const oneOrMany = z.union([z.uuid(), z.array(z.uuid()).max(200)])
export const caseFilter = z.strictObject({
  id: oneOrMany.optional(),
  status: z.enum(['open', 'escalated', 'closed']).optional(),
  unresolved: z.boolean().optional(),
  mine: z.boolean().optional(),
  unassigned: z.boolean().optional(),
  /** Only what one’s own role may move, note and close. */
  workable: z.boolean().optional(),
  overdue: z.boolean().optional(),
  patientId: z.uuid().optional(),
  escalatedTo: z.enum(queues).optional(),
})
/** When something has to be done about it: as agreed with the patient, else by the service level. */
const due = sql<string>`coalesce(c.call_back_at, c.due_at)`
const columns = {
  openedAt: sql.ref('c.opened_at'),
  dueAt: due,
  number: sql.ref('c.number'),
  id: sql.ref('c.id'),
}

export const listCases = list({
  name: 'case.listed',
  letter: 'R',
  words: {
    en: 'Looked at the list of support cases; this patient’s was among them',
    es: 'Consultó la lista de casos de ayuda; el de este paciente estaba entre ellos',
  },
  watch: 'nothing',
  at: 'GET /api/cases',
  summary: 'List cases',
  tag: 'Cases',
  needs: 'cases.show',
  unit: 'cases',
  filter: caseFilter,
  sorts: ['openedAt', 'dueAt', 'number', 'id'],
  row: caseRow,
  async list(ctx, { filter, sort, range }) {
    let query = caseSummaries(ctx.desk.db.read)
    const ids = filter.id === undefined ? undefined : [filter.id].flat()
    if (ids) query = query.where('c.id', 'in', ids.length ? ids : [''])
    if (filter.status) query = query.where('c.status', '=', filter.status)
    if (filter.unresolved) query = query.where('c.status', 'in', ['open', 'escalated'])
    if (filter.mine) query = query.where('c.assigned_to', '=', ctx.actor.id)
    if (filter.unassigned) query = query.where('c.assigned_to', 'is', null)
    if (filter.workable) {
      const { role } = ctx.actor
      const own = queues.filter((queue) => worksQueue(role, queue))
      query = query.where((eb) =>
        eb.or([
          ...(worksQueue(role, null) ? [eb('c.status', '!=', 'escalated')] : []),
          ...(own.length ? [eb('c.escalated_to', 'in', own)] : []),
        ]),
      )
    }
    if (filter.overdue)
      query = query.where('c.status', '!=', 'closed').where(due, '<', ctx.now().toISOString())
    if (filter.patientId) query = query.where('c.patient_id', '=', filter.patientId)
    if (filter.escalatedTo) query = query.where('c.escalated_to', '=', filter.escalatedTo)
    const { total } = await query
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await query
      .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
      .orderBy('c.id')
      .$if(!ids, (q) => q.offset(range.from).limit(range.to - range.from + 1))
      .execute()
    const now = ctx.now()
    return {
      rows: rows.map((row) => presentCase(row, now)),
      total,
      seen: { patientIds: rows.map((r) => r.patient_id) },
    }
  },
})
