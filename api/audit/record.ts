import type { Kysely } from 'kysely'
import { newId } from '../db/id.ts'
import { prepared, preparedBy } from '../db/prepared.ts'
import type { AuditEventRow, Tables } from '../db/tables.ts'
import type { Trx } from '../db/transact.ts'
import type { Ctx } from '../http/context.ts'
import type { AuditAction, Outcome } from './actions.ts'

export interface AuditEntry {
  outcome?: Outcome
  /** Every patient the act concerns: one for most acts, each one shown for a list. */
  patientIds?: readonly string[]
  object?: { type: string; id: string }
  caseId?: string
  /** Why, as a code from the act's own list; never free text. */
  purpose?: string
  /** Names of the fields that changed or were shown; never their values. */
  fields?: readonly string[]
  /** Codes, counts and tiers that explain the act; never a value of patient data. */
  detail?: Record<string, string | number | boolean | readonly string[]>
}

export interface AuditRows {
  event: AuditEventRow
  patientIds: readonly string[]
}

/** Appends one act to the log inside the caller's transaction: no record, no change. */
export async function record(trx: Trx, ctx: Ctx, action: AuditAction, entry: AuditEntry = {}): Promise<void> {
  await appendRows(trx, [auditRows(ctx, action, entry)])
}

export function auditRows(ctx: Ctx, action: AuditAction, entry: AuditEntry): AuditRows {
  const { actor } = ctx
  const at = ctx.now()
  return {
    event: {
      id: newId(at.getTime()),
      at: at.toISOString(),
      actor_type: actor.type,
      actor_id: 'id' in actor ? actor.id : null,
      actor_role: actor.type === 'staff' ? actor.role : null,
      session_sid: 'sid' in actor ? actor.sid : null,
      ip: ctx.ip,
      action,
      outcome: entry.outcome ?? 'success',
      object_type: entry.object?.type ?? null,
      object_id: entry.object?.id ?? null,
      case_id: entry.caseId ?? null,
      purpose: entry.purpose ?? null,
      request_id: ctx.requestId,
      fields: entry.fields?.length ? JSON.stringify(entry.fields) : null,
      detail: entry.detail ? JSON.stringify(entry.detail) : null,
    },
    patientIds: entry.patientIds ?? [],
  }
}

const insertEvent = prepared((db, row: { [K in keyof AuditEventRow]: AuditEventRow[K] }) =>
  db.insertInto('audit_event').values(slotsOf(row)),
)

// An insert is compiled for each number of rows: a page of results is one statement, not dozens.
const insertSubjects = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .insertInto('audit_subject')
      .values(Array.from({ length: count }, (_, i) => ({ patient_id: p[i]!, event_id: p.event! }))),
)
const subjectsAtOnce = 100

const columns: (keyof AuditEventRow)[] = [
  'id',
  'at',
  'actor_type',
  'actor_id',
  'actor_role',
  'session_sid',
  'ip',
  'action',
  'outcome',
  'object_type',
  'object_id',
  'case_id',
  'purpose',
  'request_id',
  'fields',
  'detail',
]
const slotsOf = (row: AuditEventRow) =>
  Object.fromEntries(columns.map((column) => [column, row[column]])) as never as AuditEventRow

/** Writes prepared rows; the caller owns the transaction. */
export async function appendRows(trx: Trx, rows: readonly AuditRows[]): Promise<void> {
  for (const { event, patientIds } of rows) {
    await insertEvent(trx, event as never)
    const unique = [...new Set(patientIds)]
    for (let i = 0; i < unique.length; i += subjectsAtOnce) {
      const some = unique.slice(i, i + subjectsAtOnce)
      await insertSubjects(some.length, trx, { ...some, event: event.id } as never)
    }
  }
}
