import type { Ctx, Desk, OfApp } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Action, Outcome } from './action.ts'
import { type AuditEvent, bodyOf } from './event.ts'
import { insertPending, proofOf } from './proof.ts'

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
  detail?: AuditEvent['detail']
}

/** Appends one act to the log inside the caller's transaction: no record, no change. */
export async function record(trx: Trx, ctx: Ctx, action: Action, entry: AuditEntry = {}): Promise<void> {
  await appendEvents(ctx.desk, trx, [auditEvent(ctx, action, entry)])
}

export function auditEvent(ctx: Ctx, action: Action, entry: AuditEntry): AuditEvent {
  const { actor } = ctx
  const at = ctx.now()
  return {
    id: newId(at.getTime()),
    at: at.toISOString(),
    actorType: actor.type,
    actorId: 'id' in actor ? actor.id : undefined,
    actorRole: actor.type === 'staff' ? actor.role : undefined,
    sessionId: 'sid' in actor ? actor.sid : undefined,
    ip: ctx.ip ?? undefined,
    action: action.name,
    outcome: entry.outcome ?? 'success',
    objectType: entry.object?.type,
    objectId: entry.object?.id,
    caseId: entry.caseId,
    purpose: entry.purpose ?? (ctx.emergency ? 'break-glass' : undefined),
    requestId: ctx.requestId,
    fields: entry.fields?.length ? entry.fields : undefined,
    // What an app did in a patient's name is the app's.
    detail:
      actor.type === 'patient' && actor.app
        ? { ...entry.detail, ...byApp(actor.app) }
        : ctx.operator
          ? { ...entry.detail, ...ctx.operator }
          : entry.detail,
    patientIds: entry.patientIds?.length ? [...new Set(entry.patientIds)] : undefined,
  }
}

const byApp = ({ id, name }: OfApp) => ({ app: id, appName: name })

const insertEvents = insertRows('audit_event', ['id', 'body'])

/** Writes events and notes that they wait to be sealed; the caller owns the transaction. */
export async function appendEvents(
  { keys }: Pick<Desk, 'keys'>,
  trx: Trx,
  events: readonly AuditEvent[],
): Promise<void> {
  const rows = events.map((event) => ({ id: event.id, body: bodyOf(event) }))
  await insertEvents(trx, rows)
  await insertPending(
    trx,
    rows.map((row) => ({ event_id: row.id, proof: proofOf(keys, row) })),
  )
}
