import { CompiledQuery, type Kysely } from 'kysely'
import { newId } from '../db/id.ts'
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

// Compiled once for each engine: a page of results is dozens of inserts, and building each anew costs more than running it.
const compiled = new WeakMap<
  object,
  { event: CompiledQuery; subject: CompiledQuery; columns: (keyof AuditEventRow)[] }
>()

function insertsFor(db: Kysely<Tables>, row: AuditEventRow) {
  const dialect = db.getExecutor().adapter.constructor
  let made = compiled.get(dialect)
  if (!made) {
    made = {
      columns: Object.keys(row) as (keyof AuditEventRow)[],
      event: db.insertInto('audit_event').values(row).compile(),
      subject: db.insertInto('audit_subject').values({ patient_id: '', event_id: '' }).compile(),
    }
    compiled.set(dialect, made)
  }
  return made
}

/** Writes prepared rows; the caller owns the transaction. */
export async function appendRows(trx: Trx, rows: readonly AuditRows[]): Promise<void> {
  for (const { event, patientIds } of rows) {
    const inserts = insertsFor(trx, event)
    // A Kysely insert omits null-valued keys from nothing: the column order of the first row is that of all.
    await trx.executeQuery(
      CompiledQuery.raw(
        inserts.event.sql,
        inserts.columns.map((column) => event[column]),
      ),
    )
    for (const patientId of new Set(patientIds))
      await trx.executeQuery(CompiledQuery.raw(inserts.subject.sql, [patientId, event.id]))
  }
}
