import type { Tables } from '../../core/db/tables.ts'
import { type AuditEvent, eventOf } from '../event.ts'
import type { AuditKindRow, AuditSearchRow } from '../tables.ts'

/**
 * A number of 53 bits that stands for an id or an address in the search index. Ids made by time (UUIDv7) get keys in
 * order of their second, so that new rows of the index lie side by side. Two texts may share a key, seldom, so whoever
 * finds a row by its key compares the event itself.
 */
export function keyOf(text: string): number {
  // 31 bits of time in steps of 1.024 s, and 22 of a hash of the rest; without a time, 53 of a hash.
  if (text.length === 36 && text[14] === '7') {
    let ms = 0
    for (let i = 0; i < 13; i++) if (i !== 8) ms = ms * 16 + hexDigit(text.charCodeAt(i))
    return (Math.floor(ms / 1024) % 0x8000_0000) * 0x40_0000 + (hash(text, 15, 0x811c9dc5) & 0x3f_ffff)
  }
  return (hash(text, 0, 0x2545f491) & 0x1fffff) * 0x1_0000_0000 + (hash(text, 0, 0x811c9dc5) >>> 0)
}

const hexDigit = (unit: number) => (unit < 58 ? unit - 48 : unit - 87) & 15

/** 32 bits of a text from a place on: one step of FNV-1a a character, and the finish of MurmurHash3. */
function hash(text: string, from: number, seed: number): number {
  let h = seed
  for (let i = from; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const keyOr = (text: string | undefined) => (text === undefined ? null : keyOf(text))

/** Milliseconds of a moment as the log writes it; 0 for what is none. Date.parse takes three times as long. */
function momentOf(at: string): number {
  if (at.length !== 24 || at[23] !== 'Z') return 0
  const digit = (i: number) => at.charCodeAt(i) - 48
  const two = (i: number) => digit(i) * 10 + digit(i + 1)
  const day = Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8))
  return day + ((two(11) * 60 + two(14)) * 60 + two(17)) * 1000 + two(20) * 10 + digit(22) || 0
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
  `${kind.action} ${kind.outcome} ${kind.actor_role} ${kind.actor_type} ${kind.object_type} ${kind.purpose} ${kind.in_case}`

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
