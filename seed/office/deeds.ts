import { hourMs } from '../../api/core/calendar.ts'
import type { Desk } from '../../api/core/context.ts'
import { looksAsPatient } from '../deskWork.ts'
import type { Calendar } from '../story/calendar.ts'
import type { LetterCalls } from '../story/letterCalls.ts'
import type { Agent } from '../story/roster.ts'
import { alertDeeds } from './alerts.ts'
import { appDeeds } from './apps.ts'
import { breachDeeds } from './breaches.ts'
import { complianceDeeds } from './compliance.ts'
import { letterDeeds } from './letters.ts'
import { macroDeeds } from './macros.ts'
import { officeOf } from './people.ts'
import { accessReviewDeeds, activityReviewDeeds } from './reviews.ts'
import { sanctionDeeds } from './sanctions.ts'
import { type Deed, livedDays, workday } from './timeline.ts'

/** What the offices did, each at its time; more may come to the list while it is done. */
export async function officeDeeds(
  desk: Desk,
  calendar: Calendar,
  own: readonly Agent[],
  letters: LetterCalls,
): Promise<Deed[]> {
  const office = officeOf(own)
  const deeds: Deed[] = [
    ...(await appDeeds(desk, calendar, office)),
    ...breachDeeds(desk, calendar, office),
    ...sanctionDeeds(
      desk,
      calendar,
      office,
      own.map(({ id }) => id),
    ),
    ...complianceDeeds(desk, calendar, office),
    ...macroDeeds(desk, calendar, office),
    ...accessReviewDeeds(desk, calendar, office),
    ...activityReviewDeeds(desk, calendar, office),
    ...letterDeeds(desk, letters, office),
    ...(await looksAsPatient(desk)),
  ]
  deeds.push(...alertDeeds(desk, calendar, office, deeds))
  return deeds
}

/** When those who take no calls are at work, so that they signed in before: each working day of the last months, and a few before. */
export function officeHours(calendar: Calendar, own: readonly Agent[]): { agent: Agent; at: number }[] {
  const { officer, second, administrator, supervisor } = officeOf(own)
  const clinic = own.find(({ role }) => role === 'clinic')!
  const days = new Set(Array.from({ length: livedDays + 4 }, (_, ago) => workday(calendar, ago + 1, '08:40')))
  const earlier = [150, 210].map((ago) => ({ agent: administrator, at: workday(calendar, ago, '08:40') }))
  const hours = [officer, second, administrator, supervisor].flatMap((agent) =>
    [...days].map((at) => ({ agent, at })),
  )
  const visits = Array.from({ length: 9 }, (_, i) => ({
    agent: clinic,
    at: calendar.now - (101 - 10 * i) * hourMs,
  }))
  return [...earlier, ...hours, ...visits]
}
