import type { HappeningKind, Told } from '../acts/happening.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import type { EventKind } from './lists.ts'

export interface NotedEvent {
  /** The event's own name, the same whenever it is told again. */
  id: string
  patientId: string
  kind: EventKind
  at: string
  /** Of an answer: seconds since the question. Of an offer: when its code ends, in seconds since 1970. */
  value?: number | null
  /** The id of the event that this one corrects or withdraws. */
  amends?: string | null
}

const insert = insertRows('adoption_inbox', ['id', 'patient_id', 'kind', 'at', 'value', 'amends'])

/** Notes what happened, in the transaction in which it happened; it is counted soon after, and once however often it is noted. */
export async function noteEvents(trx: Trx, events: readonly NotedEvent[]): Promise<void> {
  await insert(
    trx,
    events.map(({ id, patientId, kind, at, value, amends }) => ({
      id,
      patient_id: patientId,
      kind,
      at,
      value: value ?? null,
      amends: amends ?? null,
    })),
  )
}

/**
 * What adoption counts of what happens: `true` where it is told under a name of its own, which is the same whenever it is told, else
 * as which kind, or nothing. Of a kind that is new it is said here, or it does not compile.
 */
const counted: { readonly [K in HappeningKind]: EventKind | null | (K extends EventKind ? true : never) } = {
  invited: null,
  'letter-ordered': null,
  offered: true,
  'activation-opened': 'opened',
  'activation-failed': null,
  activated: 'activated',
  'signed-in': 'sign-in',
  'sign-in-failed': null,
  'second-factor-failed': null,
  'second-factor-reset': null,
  'page-error': null,
  'proofing-failed': null,
  'signed-out': null,
  locked: 'locked',
  unlocked: null,
  disabled: 'deactivated',
  enabled: 'reactivated',
  'sessions-ended': null,
  'reset-link-sent': null,
  'username-sent': null,
  'reset-requested': null,
  'password-reset': 'reset',
  'reset-failed': null,
  'contact-change-asked': null,
  'contact-change-ended': null,
  'contact-changed': null,
  'proxy-asked': null,
  'proxy-granted': null,
  'proxy-confirmed': null,
  'proxy-changed': null,
  'proxy-ended': null,
  'reported-not-me': null,
  call: true,
  'call-closed': true,
  verified: true,
  'verify-failed': true,
  person: true,
  seen: true,
  unseen: true,
  delivered: true,
  undelivered: true,
  'visit-booked': 'visit',
  'message-sent': 'message',
  'refill-asked': 'refill',
  answered: true,
}

/** Who came in person, wrote or chatted did not call (2026-11-26). */
export const isCall = (channel: string | null | undefined): boolean => channel === 'phone'

/** What adoption counts of what happened: nothing, or one event. */
export function fromHappening({ id, patientId, kind, reason, at, value }: Told): NotedEvent[] {
  if ((kind === 'call' || kind === 'call-closed') && !isCall(reason)) return []
  if (counted[kind] === true) return [{ id, patientId, kind: kind as EventKind, at, value: value ?? null }]
  const as = fromPortalEvent(kind, reason ?? null)
  if (reason === 'proxy' && (as === 'visit' || as === 'message' || as === 'refill'))
    return [{ id: `portal:${id}`, patientId, kind: `proxy-${as}`, at }]
  return as ? [{ id: `portal:${id}`, patientId, kind: as, at }] : []
}

/** What a line of a login's history is to adoption; nothing for those that are not counted. */
export function fromPortalEvent(kind: string, reason: string | null): EventKind | undefined {
  if (kind === 'disabled' && reason === 'patient-request') return 'declined'
  const as = counted[kind as HappeningKind]
  return typeof as === 'string' ? as : undefined
}
