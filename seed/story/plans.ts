import { newId } from '../../api/core/db/id.ts'
import type { Trx } from '../../api/core/db/transact.ts'
import { insertAll } from '../insert.ts'
import { type Calendar, dayMs, hourMs, minuteMs } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import type { Agent, Roster } from './roster.ts'

/** What the hospital did about its portal, and what befell it. */
export interface Plans {
  campaigns: { from: number; to: number; label: string; clinics?: readonly string[]; offers: number }[]
  /** From here on people may reset a password themselves. */
  selfService: number
  outage: { from: number; to: number; title: string }
}

const monthMs = 30.44 * dayMs

export function plansOf(calendar: Calendar): Plans {
  /** A Tuesday some months back, at an hour. */
  const tuesday = (months: number, hour: number) => {
    let day = calendar.dayOf(calendar.now - months * monthMs)
    while (calendar.weekday(day) !== 2) day++
    return calendar.startOf(day) + hour * hourMs
  }
  const campaign = (months: number, weeks: number, label: string, offers: number, clinics?: string[]) => {
    const from = tuesday(months, 8)
    return { from, to: from + weeks * 7 * dayMs, label, offers, ...(clinics && { clinics }) }
  }
  const down = tuesday(3.8, 9) + 12 * minuteMs
  return {
    campaigns: [
      campaign(10.5, 6, 'Sign-up offered at every check-in', 1.7),
      campaign(7, 5, 'Invitations by mail, two clinics', 1.9, ['Family Medicine', 'Women’s Health']),
    ],
    selfService: tuesday(15, 6),
    outage: { from: down, to: down + 5.5 * hourMs, title: 'Portal not reachable' },
  }
}

/** How many of those who come without a login are offered one: slowly more, and more while a campaign lasts. */
export function offerRate(plans: Plans, calendar: Calendar, at: number, clinic: string | undefined): number {
  const usual = 0.27 + 0.1 * Math.max(-0.5, calendar.progress(at))
  const on = plans.campaigns.filter(
    (one) => at >= one.from && at < one.to && (!one.clinics || (clinic && one.clinics.includes(clinic))),
  )
  return Math.min(
    0.9,
    on.reduce((rate, one) => rate * one.offers, usual),
  )
}

const goals = { offered: 75, activated: 65, 'active-90': 70, 'answered-72': 90, 'service-level': 90 } as const

/** Writes what the manager marked and wants to reach, with its place in the log, and the outage. */
export async function writePlans(
  trx: Trx,
  {
    plans,
    calendar,
    roster,
    chronicle,
  }: { plans: Plans; calendar: Calendar; roster: Roster; chronicle: Chronicle },
  manager: Agent,
): Promise<void> {
  const iso = (ms: number) => new Date(ms).toISOString()
  const marks = [
    ...plans.campaigns.map(({ from, label }) => ({ at: from, kind: 'campaign' as const, label })),
    { at: plans.selfService, kind: 'release' as const, label: 'Patients can reset their own password' },
  ]
  for (const { at, kind, label } of marks) {
    const id = newId()
    const made = at + 2 * hourMs
    await insertAll(trx, 'adoption_annotation', [
      {
        id,
        on_day: calendar.text(calendar.dayOf(at)),
        kind,
        label,
        created_by: manager.id,
        created_at: iso(made),
      },
    ])
    chronicle.audit.push(
      roster.act(manager, made, 'adoption.annotated', [], { objectType: 'annotation', objectId: id }),
    )
  }
  const { from, to, title } = plans.outage
  await insertAll(trx, 'incident', [{ id: newId(), title, started_at: iso(from), ended_at: iso(to) }])
  const set = calendar.startOf(calendar.dayOf(calendar.now - 10 * monthMs)) + 10 * hourMs
  for (const [i, [figure, percent]] of Object.entries(goals).entries()) {
    await insertAll(trx, 'adoption_goal', [
      { figure, percent, set_by: manager.id, set_at: iso(set + i * minuteMs) },
    ])
    chronicle.audit.push(
      roster.act(manager, set + i * minuteMs, 'adoption.goal-set', [], {
        objectType: 'figure',
        objectId: figure,
      }),
    )
  }
}
