import { dayMs, hourMs } from '../core/calendar.ts'
import { dueAfter, serviceClock } from '../core/serviceHours.ts'
import { type CasesPolicy, categoryHours } from './policy.ts'
import type { CaseRow } from './tables.ts'

type Waiting = Pick<CaseRow, 'due_at' | 'waiting_until'>

/** When a case of a category that was opened at a moment is due. */
export function dueOf(policy: CasesPolicy, category: string, openedAt: Date): string {
  const name = Object.hasOwn(categoryHours, category)
    ? categoryHours[category as keyof typeof categoryHours]
    : 'caseHours'
  return dueAfter(policy, openedAt, policy[name] * hourMs)
}

/** When a case that is marked urgent now is due. */
export const urgentDueOf = (policy: CasesPolicy, now: Date): string =>
  dueAfter(policy, now, policy.urgentMinutes * 60_000)

/** Whether a case waits for the patient. The wait ends by itself at the moment that was agreed, and needs no job. */
export const isWaiting = ({ waiting_until }: Pick<CaseRow, 'waiting_until'>, now: Date): boolean =>
  waiting_until !== null && waiting_until > now.toISOString()

/**
 * When a case is due whose wait ends now: as much of service after now as was left when the wait began. What was late then
 * stays late: waiting makes nothing good (2026-11-26).
 */
export function dueAfterWait(policy: CasesPolicy, row: Waiting, now: Date): string {
  if (!isWaiting(row, now) || row.due_at <= row.waiting_until!) return row.due_at
  const left = serviceClock(policy).between(Date.parse(row.waiting_until!), Date.parse(row.due_at))
  return dueAfter(policy, now, left)
}

/** When a case is due that waits from now until a moment; one that waits already waits on. */
export function dueWhileWaiting(policy: CasesPolicy, row: Waiting, now: Date, until: string): string {
  const due = dueAfterWait(policy, row, now)
  if (due <= now.toISOString()) return due
  return dueAfter(policy, new Date(until), serviceClock(policy).between(now.getTime(), Date.parse(due)))
}

/** The change of an act that ends a wait, where there is one: the case is somebody's to work on again. */
export const waitEnds = (policy: CasesPolicy, row: Waiting, now: Date): Partial<CaseRow> =>
  isWaiting(row, now)
    ? { due_at: dueAfterWait(policy, row, now), waiting_until: null, call_back_at: null }
    : {}

/** Whether a closed case was closed too long ago to be gone on with. */
export const closedTooLongAgo = ({ reopenDays }: CasesPolicy, row: CaseRow, now: Date): boolean =>
  now.getTime() - Date.parse(row.closed_at!) > reopenDays * dayMs
