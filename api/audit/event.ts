import type { Outcome } from './action.ts'
import { canonicalJson } from './seal/canonicalJson.ts'

/** One event of the log, as its bytes hold it; what is unknown or does not apply is absent. */
export interface AuditEvent {
  /** UUIDv7 */
  id: string
  /** ISO 8601, UTC, to the millisecond */
  at: string
  actorType: 'staff' | 'patient' | 'system' | 'anonymous'
  actorId?: string
  actorRole?: string
  sessionId?: string
  ip?: string
  /** The name of an Action; the log of years ago may hold names that are none any more. */
  action: string
  outcome: Outcome
  objectType?: string
  objectId?: string
  caseId?: string
  purpose?: string
  requestId?: string
  fields?: readonly string[]
  detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  /** Every patient the event concerns, each once. */
  patientIds?: readonly string[]
}

/** The bytes that are stored, hashed and exported: RFC 8785 JSON. */
export const bodyOf = (event: AuditEvent): string => canonicalJson(event)

export const eventOf = (body: string): AuditEvent => JSON.parse(body)
