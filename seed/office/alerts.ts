import { dayMs } from '../../api/core/calendar.ts'
import type { Desk } from '../../api/core/context.ts'
import { assessAlert } from '../../api/privacy/alerts/assessAlert.ts'
import { assignAlert } from '../../api/privacy/alerts/assignAlert.ts'
import { noteAlert } from '../../api/privacy/alerts/noteAlert.ts'
import { signAlert } from '../../api/privacy/alerts/signAlert.ts'
import type { AlertRow } from '../../api/privacy/tables.ts'
import { act } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { sanctionAfter } from './sanctions.ts'
import { type Deed, daysLater, watchedDays, workday } from './timeline.ts'
import { findings, type Verdict, verdicts } from './verdicts.ts'

/** Whose record was opened: theirs, that of somebody near to them, or of a stranger. */
export type Near = 'own' | 'home' | 'known' | undefined
const themselves = ['self']
const home = ['family']
/** Left to whoever looks at the demo: nobody has taken one. */
const untouched = ['household']
const known = ['coworker', 'neighbour']
/** Somebody has to be asked first. */
const graveRules = ['after-employment', 'serial', 'break-glass', 'watched', 'refusals']
/** The day a breach was signed, days ago. */
export const breachAgo = 31
const lastReviewAgo = 4

/**
 * On Tuesdays and Thursdays officers review an alert that has waited for two days, the oldest first. What they conclude follows
 * from what is on file: whether there was a case of the same person and patient, and what was found.
 */
export function alertDeeds(desk: Desk, calendar: Calendar, office: Office, deeds: Deed[]): Deed[] {
  const { dayOf, now, weekday, startOf } = calendar
  const today = dayOf(now)
  const all: Deed[] = []
  let nth = 0
  for (let day = today - watchedDays + 2; day <= today - lastReviewAgo; day++)
    if ([2, 4].includes(weekday(day)))
      all.push({
        at: startOf(day) + (14 * 60 + 10) * minuteMs,
        async do(at) {
          const beforeBreach = at < workday(calendar, breachAgo, '00:00')
          const alert = await oldest(
            desk,
            at,
            (_, found) => !(beforeBreach && found.near && found.near !== 'own' && !found.caseNumber),
          )
          if (!alert) return
          nth++
          const left = nth % 4 === 0 || alert.found.grave
          const said = left ? undefined : verdicts(alert.found, nth)
          await reviewAlert(desk, office, alert, at, nth, said)
          if (said?.outcome === 'violation' && said.measure === 'sanction')
            deeds.push(sanctionAfter(desk, office, alert.row, daysLater(at, 1)))
        },
      })
  return all
}

export interface Found {
  near: Near
  grave: boolean
  untouched: boolean
  /** Of the case that the same person opened for the same patient then. */
  caseNumber: number | undefined
}
export interface Waiting {
  row: AlertRow
  found: Found
}

/** The alert about somebody of the staff and a patient that was discovered first, two days ago or earlier, and that nobody has. */
export async function oldest(
  desk: Desk,
  at: number,
  fits: (row: AlertRow, found: Found) => boolean | undefined,
): Promise<Waiting | undefined> {
  const rows = await desk.db.read
    .selectFrom('privacy_alert')
    .selectAll()
    .where('status', '=', 'open')
    .where('assigned_to', 'is', null)
    .where('staff_id', 'is not', null)
    .where('discovered_at', '<', new Date(at - 2 * dayMs).toISOString())
    .orderBy('discovered_at')
    .orderBy('first_day')
    .orderBy('score')
    .execute()
  for (const row of rows) {
    const found = await findOut(desk, row)
    if (!found.untouched && fits(row, found)) return { row, found }
  }
  return undefined
}

async function findOut(
  { db }: Desk,
  { id, staff_id, patient_id, first_day, last_day }: AlertRow,
): Promise<Found> {
  const rules = await db.read
    .selectFrom('privacy_finding')
    .select('rule')
    .where('alert_id', '=', id)
    .execute()
  const own =
    patient_id === null
      ? undefined
      : await db.read
          .selectFrom('support_case')
          .select('number')
          .where('patient_id', '=', patient_id)
          .where('opened_by', '=', staff_id!)
          .where('opened_at', '>=', first_day)
          .where('opened_at', '<', `${last_day}T99`)
          .orderBy('number')
          .executeTakeFirst()
  const some = (of: readonly string[]) => rules.some(({ rule }) => of.includes(rule))
  const near = some(themselves) ? 'own' : some(home) ? 'home' : some(known) ? 'known' : undefined
  return { near, grave: some(graveRules), untouched: some(untouched), caseNumber: own?.number }
}

/** Takes an alert, notes what was asked, and signs what came of it; without a verdict it stays with the officer. */
export async function reviewAlert(
  desk: Desk,
  { officer, second }: Office,
  { row, found }: Waiting,
  at: number,
  nth: number,
  said: Verdict | undefined,
): Promise<void> {
  const other = row.staff_id === officer.id || (nth % 5 === 0 && row.staff_id !== second.id)
  const by = asStaff(other ? second : officer)
  const { id } = row
  let { version } = await act(desk, assignAlert, by, at, { id, staffId: by.id, version: row.version })
  await act(desk, noteAlert, by, at + 12 * minuteMs, { id, text: findings(found, nth) })
  if (!said) return
  const { outcome, measure, conclusion, factors } = said
  if (factors) {
    const assessed = { id, version, ...factors }
    version = (await act(desk, assessAlert, by, at + 25 * minuteMs, assessed)).version
  }
  await act(desk, signAlert, by, at + 40 * minuteMs, { id, version, outcome, measure, conclusion })
}
