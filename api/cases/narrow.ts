import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import type { StaffCtx } from '../core/context.ts'
import { queues, worksQueue } from './lists.ts'
import type { caseSummaries } from './published.ts'

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
  /** Late, or soon to be, by the policy of the desk. */
  due: z.boolean().optional(),
  /** Neither waiting for the patient nor for the time of a call that was agreed. */
  ready: z.boolean().optional(),
  /** In a queue, rather than the desk's. */
  handed: z.boolean().optional(),
  /** Come back with an answer that was not read yet. */
  answered: z.boolean().optional(),
  /** The time that was agreed for a call has come. */
  toCall: z.boolean().optional(),
  assignedTo: z.uuid().optional(),
  patientId: z.uuid().optional(),
  escalatedTo: z.enum(queues).optional(),
})
type Filter = z.output<typeof caseFilter>
type Cases = ReturnType<typeof caseSummaries>

/** When something has to be done about it: as agreed with the patient, else by the service level. */
export const dueAt = sql<string>`coalesce(c.call_back_at, c.due_at)`

/** The most urgent first (or last), then what is due first. */
export const urgency = (query: Cases, direction: 'asc' | 'desc'): Cases =>
  query
    .orderBy(sql`case c.priority when 'urgent' then 0 else 1 end`, direction)
    .orderBy(dueAt, direction)
    .orderBy('c.id')

/** The cases that a filter of the list leaves, as whoever asks sees them; lists and what is counted of them are one. */
export function narrowCases(
  all: Cases,
  filter: Filter,
  actor: StaffCtx['actor'],
  now: Date,
  dueSoonMinutes = 0,
): Cases {
  let query = all
  const ids = filter.id === undefined ? undefined : [filter.id].flat()
  const at = now.toISOString()
  if (ids) query = query.where('c.id', 'in', ids.length ? ids : [''])
  if (filter.status) query = query.where('c.status', '=', filter.status)
  if (filter.unresolved) query = query.where('c.status', 'in', ['open', 'escalated'])
  if (filter.mine) query = query.where('c.assigned_to', '=', actor.id)
  if (filter.unassigned) query = query.where('c.assigned_to', 'is', null)
  if (filter.workable) {
    const own = queues.filter((queue) => worksQueue(actor.role, queue))
    query = query.where((eb) =>
      eb.or([
        ...(worksQueue(actor.role, null) ? [eb('c.status', '!=', 'escalated')] : []),
        ...(own.length ? [eb('c.escalated_to', 'in', own)] : []),
      ]),
    )
  }
  if (filter.overdue) query = query.where('c.status', '!=', 'closed').where(dueAt, '<', at)
  if (filter.due) {
    const soon = new Date(now.getTime() + dueSoonMinutes * 60_000).toISOString()
    query = query.where('c.status', '!=', 'closed').where(dueAt, '<=', soon)
  }
  if (filter.ready)
    query = query.where((eb) => eb.or([eb('c.call_back_at', 'is', null), eb('c.call_back_at', '<=', at)]))
  if (filter.handed) query = query.where('c.status', '=', 'escalated')
  if (filter.answered)
    query = query
      .where('c.status', '=', 'open')
      .where((eb) =>
        eb.exists(eb.selectFrom('unread_answer as u').select('u.case_id').whereRef('u.case_id', '=', 'c.id')),
      )
  if (filter.toCall) query = query.where('c.status', '!=', 'closed').where('c.call_back_at', '<=', at)
  if (filter.assignedTo) query = query.where('c.assigned_to', '=', filter.assignedTo)
  if (filter.patientId) query = query.where('c.patient_id', '=', filter.patientId)
  if (filter.escalatedTo) query = query.where('c.escalated_to', '=', filter.escalatedTo)
  return query
}
