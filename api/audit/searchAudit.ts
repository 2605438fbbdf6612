import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { firstIdAt } from '../db/id.ts'
import type { Db } from '../db/open.ts'
import type { AuditEventRow, Tables } from '../db/tables.ts'
import type { StaffCtx } from '../http/context.ts'
import type { ListQuery } from '../http/list.ts'
import type { Outcome } from './actions.ts'
import { eventsAbout } from './patientIndex.ts'
import { recordView } from './recordView.ts'
import type { auditFilter } from './schema.ts'

type Filter = z.output<typeof auditFilter>

/** Counting stops here; the reply says so. */
const countCap = 1_000

/**
 * Reads the log, newest first unless asked otherwise. A supervisor sees what was done within cases; the privacy
 * officer and the administrator see all. The search is itself an event.
 */
export async function searchAudit(ctx: StaffCtx, { filter, sort, range }: ListQuery<Filter>) {
  const db = ctx.desk.db.read
  const scope = matching(ctx.desk.db, filter, ctx.actor.role === 'supervisor')
  const counted = await db
    .selectFrom(
      scope
        .select('e.id')
        .limit(countCap + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const direction = sort.descending ? ('desc' as const) : ('asc' as const)
  const events = await scope
    .selectAll('e')
    .orderBy('e.id', direction)
    .$if(range.from > 0, (q) => q.offset(range.from))
    .limit(range.to - range.from + 1)
    .execute()
  const ids = events.map((event) => event.id)
  const [subjects, names] = await Promise.all([
    ids.length ? db.selectFrom('audit_subject').selectAll().where('event_id', 'in', ids).execute() : [],
    namesOf(db, events),
  ])
  await recordView(ctx, 'audit.searched', {
    patientIds: filter.patientId ? [filter.patientId] : [],
    detail: { filters: Object.keys(filter), rows: events.length },
  })
  return {
    rows: events.map((event) =>
      present(
        event,
        subjects.filter((s) => s.event_id === event.id).map((s) => s.patient_id),
        names,
      ),
    ),
    total: Math.min(counted.n, countCap),
    capped: counted.n > countCap,
  }
}

function matching(db: Db, filter: Filter, onlyCases: boolean) {
  let query = db.read.selectFrom('audit_event as e')
  if (filter.patientId) query = query.where('e.id', 'in', eventsAbout(db, filter.patientId))
  if (filter.id !== undefined) query = query.where('e.id', 'in', [filter.id].flat())
  if (filter.actorId) query = query.where('e.actor_id', '=', filter.actorId)
  if (filter.caseId) query = query.where('e.case_id', '=', filter.caseId)
  if (filter.action) query = query.where('e.action', '=', filter.action)
  if (filter.outcome) query = query.where('e.outcome', '=', filter.outcome)
  if (filter.from) query = query.where('e.id', '>=', firstIdAt(new Date(filter.from)))
  if (filter.to) query = query.where('e.id', '<', firstIdAt(new Date(filter.to)))
  if (filter.before) query = query.where('e.id', '<', filter.before)
  if (onlyCases) query = query.where('e.case_id', 'is not', null)
  return query
}

async function namesOf(db: Kysely<Tables>, events: AuditEventRow[]): Promise<Map<string, string>> {
  const ids = [
    ...new Set(events.flatMap((e) => (e.actor_type === 'staff' && e.actor_id ? [e.actor_id] : []))),
  ]
  const rows = ids.length
    ? await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()
    : []
  return new Map(rows.map((row) => [row.id, row.name]))
}

function present(event: AuditEventRow, patientIds: string[], names: Map<string, string>) {
  return {
    id: event.id,
    at: event.at,
    actorType: event.actor_type,
    actorId: event.actor_id,
    actorName: event.actor_id ? (names.get(event.actor_id) ?? null) : null,
    actorRole: event.actor_role,
    sessionId: event.session_sid,
    ip: event.ip,
    action: event.action,
    outcome: event.outcome as Outcome,
    objectType: event.object_type,
    objectId: event.object_id,
    patientIds,
    caseId: event.case_id,
    purpose: event.purpose,
    requestId: event.request_id,
    fields: event.fields ? (JSON.parse(event.fields) as string[]) : [],
    detail: event.detail ? (JSON.parse(event.detail) as Record<string, unknown>) : {},
  }
}
