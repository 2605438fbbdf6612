import { dayMs, hourMs } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Random } from './random.ts'
import { summaryOf } from './story/caseTexts.ts'

const causes = [
  { cause: 'forgotten-password', category: 'forgotten-password', weight: 30 },
  { cause: 'locked-out', category: 'locked-out', weight: 22 },
  { cause: 'invitation-expired', category: 'invitation', weight: 14 },
  { cause: 'never-invited', category: 'invitation', weight: 9 },
  { cause: 'delivery-failed', category: 'contact-change', weight: 6 },
  { cause: 'details-mismatch', category: 'invitation', weight: 5 },
  { cause: 'second-factor-lost', category: 'second-factor', weight: 4 },
  { cause: 'proxy-pending', category: 'proxy-access', weight: 4 },
  { cause: 'results-missing', category: 'results-missing', weight: 3 },
  { cause: 'device-or-browser', category: 'cannot-sign-in', weight: 3 },
]

/** A closed call of the past: what it was, how long it took, how it ended. */
export function pastCase(
  random: Random,
  number: number,
  patientId: string,
  staffIds: readonly string[],
  now: Date,
): Tables['support_case'] {
  const { cause, category } = random.weighted(causes)
  const opened = now.getTime() - random.int(1, 720) * dayMs - random.int(0, 9 * hourMs)
  const minutes = Math.max(2, Math.round(4 + random.next() ** 3 * 240))
  const staff = random.pick(staffIds)
  return {
    id: newId(),
    number,
    patient_id: patientId,
    category,
    channel: random.chance(0.85) ? 'phone' : 'in-person',
    summary: summaryOf(random, cause),
    status: 'closed',
    escalated_to: null,
    opened_by: staff,
    assigned_to: staff,
    opened_at: new Date(opened).toISOString(),
    due_at: new Date(opened + 4 * hourMs).toISOString(),
    closed_at: new Date(opened + minutes * 60_000).toISOString(),
    cause,
    outcome: random.chance(0.7) ? 'signed-in' : random.chance(0.5) ? 'link-sent' : 'referred',
    signed_in_at: null,
    call_back_at: null,
    postponements: 0,
    priority: 'routine',
    waiting_until: null,
    resolve_seconds: minutes * 60,
    caller_key: null,
    reopened: 0,
    version: 2,
  }
}

/** A call of the last days that nobody has finished yet. */
export function openCase(
  random: Random,
  number: number,
  patientId: string,
  problem: string,
  staffIds: readonly string[],
  now: Date,
): Tables['support_case'] {
  const opened = now.getTime() - random.int(1, 300) * 60_000
  return {
    ...pastCase(random, number, patientId, staffIds, now),
    category: causes.find((c) => c.cause === problem)?.category ?? 'cannot-sign-in',
    status: 'open',
    assigned_to: random.chance(0.4) ? random.pick(staffIds) : null,
    opened_at: new Date(opened).toISOString(),
    due_at: new Date(opened + 4 * hourMs).toISOString(),
    closed_at: null,
    cause: null,
    outcome: null,
    signed_in_at: null,
    call_back_at: null,
    postponements: 0,
    priority: 'routine',
    waiting_until: null,
    resolve_seconds: null,
    version: 1,
  }
}
