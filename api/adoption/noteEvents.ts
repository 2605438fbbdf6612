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

// What is told under a name of its own, which is the same whenever it is told.
const asTold: readonly (HappeningKind & EventKind)[] = [
  'offered',
  'delivered',
  'answered',
  'person',
  'seen',
  'unseen',
  'call',
  'call-closed',
  'verified',
  'verify-failed',
]
const isAsTold = (kind: HappeningKind): kind is HappeningKind & EventKind =>
  (asTold as readonly HappeningKind[]).includes(kind)

/** Who came in person, wrote or chatted did not call (2026-11-26). */
export const isCall = (channel: string | null | undefined): boolean => channel === 'phone'

/** What adoption counts of what happened: nothing, or one event. */
export function fromHappening({ id, patientId, kind, reason, at, value }: Told): NotedEvent[] {
  if ((kind === 'call' || kind === 'call-closed') && !isCall(reason)) return []
  if (isAsTold(kind)) return [{ id, patientId, kind, at, value: value ?? null }]
  const counted = fromPortalEvent(kind, reason ?? null)
  return counted ? [{ id: `portal:${id}`, patientId, kind: counted, at }] : []
}

/** What a line of a login's history is to adoption; nothing for those that are not counted. */
export function fromPortalEvent(kind: string, reason: string | null): EventKind | undefined {
  if (kind === 'disabled' && reason === 'patient-request') return 'declined'
  return (
    {
      'activation-opened': 'opened',
      activated: 'activated',
      'signed-in': 'sign-in',
      locked: 'locked',
      'password-reset': 'reset',
      'visit-booked': 'visit',
      'message-sent': 'message',
      'refill-asked': 'refill',
    } as Record<string, EventKind>
  )[kind]
}
