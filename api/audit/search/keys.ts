import type { AuditKindRow, AuditSearchRow, Tables } from '../../db/tables.ts'
import { type AuditEvent, eventOf } from '../event.ts'

/**
 * A number of 53 bits that stands for an id or an address in the search index. Ids made by time (UUIDv7) get keys in
 * order of their second, so that new rows of the index lie side by side. Two texts may share a key, seldom, so whoever
 * finds a row by its key compares the event itself.
 */
export function keyOf(text: string): number {
  let low = 0x811c9dc5 ^ text.length
  let high = 0x2545f491
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995)
    high ^= high >>> 15
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b)
  low = Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = (low ^ (low >>> 16)) >>> 0
  // 31 bits of time in steps of 1.024 s, and 22 of the hash; without a time, 53 of the hash.
  const ms =
    text.length === 36 && text[14] === '7'
      ? Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16)
      : Number.NaN
  if (ms >= 0) {
    return (Math.floor(ms / 1024) % 0x8000_0000) * 0x40_0000 + (low & 0x3f_ffff)
  }
  high = Math.imul(high ^ (high >>> 16) ^ low, 0xc2b2ae35)
  high ^= high >>> 13
  return (high & 0x1fffff) * 0x1_0000_0000 + low
}

const keyOr = (text: string | undefined) => (text === undefined ? null : keyOf(text))

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Milliseconds of a moment as the log writes it; 0 for what is none. Date.parse takes three times as long. */
function momentOf(at: string): number {
  if (!written.test(at)) return 0
  const digit = (i: number) => at.charCodeAt(i) - 48
  const two = (i: number) => digit(i) * 10 + digit(i + 1)
  const day = Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8))
  return day + ((two(11) * 60 + two(14)) * 60 + two(17)) * 1000 + two(20) * 10 + digit(22)
}

/**
 * What few words say of an event: some hundreds of combinations occur in all. The index holds the combination's
 * number, so that any condition on these words is a short list of numbers, each in order of time.
 */
export type Kind = Omit<AuditKindRow, 'kind'>

export const kindOf = (event: AuditEvent): Kind => ({
  actor_type: event.actorType,
  actor_role: event.actorRole ?? '',
  action: event.action,
  outcome: event.outcome,
  object_type: event.objectType ?? '',
  purpose: event.purpose ?? '',
  in_case: event.caseId === undefined ? 0 : 1,
})

export const kindText = (kind: Kind) =>
  `${kind.actor_type} ${kind.actor_role} ${kind.action} ${kind.outcome} ${kind.object_type} ${kind.purpose} ${kind.in_case}`

export const searchRow = (event: AuditEvent, kind: number, leafIndex: number): AuditSearchRow => ({
  leaf_index: leafIndex,
  at: momentOf(event.at),
  kind,
  actor: keyOr(event.actorId),
  ip: keyOr(event.ip),
  session: keyOr(event.sessionId),
  support_case: keyOr(event.caseId),
  request: keyOr(event.requestId),
})

export function patientRows(event: AuditEvent, row: AuditSearchRow): Tables['audit_patient'][] {
  if (event.patientIds === undefined) return []
  const keys = event.patientIds.map(keyOf)
  const patients = keys.length === 1 ? keys : [...new Set(keys)]
  return patients.map((patient) => ({
    patient,
    at: row.at,
    leaf_index: row.leaf_index,
    kind: row.kind,
    actor: row.actor,
  }))
}

/**
 * The event in some bytes, as the index takes it. Bytes that somebody wrote past the application and that hold no
 * event are sealed all the same, under a kind of their own: they must not keep those behind them from being sealed.
 */
export function indexable(body: string): AuditEvent {
  try {
    const event = eventOf(body)
    if (event.at && event.action && event.outcome && event.actorType) return event
  } catch {
    // Not JSON.
  }
  return {
    id: '',
    at: new Date(0).toISOString(),
    actorType: 'anonymous',
    action: 'unreadable' as never,
    outcome: 'failure',
  }
}
