import type { FigureCode } from '../../api/adoption/figures/catalog.ts'
import { monthNumber, monthText } from '../../api/adoption/rollup/calendar.ts'
import { cellKey } from '../../api/adoption/rollup/cells.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { dayMs, hourMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Trx } from '../../api/core/db/transact.ts'
import { iso } from '../accounts.ts'
import { insertAll } from '../insert.ts'
import { type Calendar, minuteMs } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import type { Registry } from './registry.ts'
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

/** What the manager wants to reach, set so many months ago, and by when; the first one was reached and another took its place. */
const goals: {
  figure: FigureCode
  target: number
  set: number
  due?: number
  ended?: number
  clinic?: string
  /** Whose it is; the manager's unless it is said. */
  owner?: Role
}[] = [
  { figure: 'activated', target: 50, set: 15, due: -9, ended: 8 },
  { figure: 'activated', target: 65, set: 8, due: 7 },
  { figure: 'accessed', target: 60, set: 8, due: 4 },
  { figure: 'active-30', target: 40, set: 8 },
  { figure: 'calls', target: 15, set: 5, due: 0, owner: 'supervisor' },
  { figure: 'offered', target: 75, set: 10, due: -1 },
  { figure: 'answered-72', target: 90, set: 10 },
  { figure: 'service-level', target: 90, set: 10, due: 1, owner: 'supervisor' },
  { figure: 'code-expiry', target: 25, set: 10, due: 7, owner: 'administrator' },
  { figure: 'accessed', target: 55, set: 5, due: 4, clinic: 'Orthopedics' },
]

/** Writes what the manager marked and wants to reach, with its place in the log, and the outage. */
export async function writePlans(
  trx: Trx,
  {
    plans,
    calendar,
    roster,
    chronicle,
    registry,
  }: { plans: Plans; calendar: Calendar; roster: Roster; chronicle: Chronicle; registry: Registry },
  manager: Agent,
): Promise<void> {
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
  await insertAll(trx, 'incident', [
    { id: newId(), kind: 'outage', title, started_at: iso(from), ended_at: iso(to) },
  ])
  const clinics = new Map(registry.providers.map(({ clinic, clinic_id }) => [clinic, clinic_id]))
  const at = (months: number, n: number) =>
    calendar.startOf(calendar.dayOf(calendar.now - months * monthMs)) + 10 * hourMs + n * minuteMs
  const present = monthNumber(calendar.text(calendar.dayOf(calendar.now)))
  for (const [i, { figure, target, set, due, ended, clinic, owner }] of goals.entries()) {
    const id = newId()
    await insertAll(trx, 'adoption_goal', [
      {
        id,
        place: clinic ? cellKey({ clinic: clinics.get(clinic)! }) : '',
        figure,
        target,
        due: due === undefined ? null : monthText(present + due),
        owner_id: owner ? roster.agents.find((one) => one.role === owner)!.id : manager.id,
        set_by: manager.id,
        set_at: iso(at(set, i)),
        ended_by: ended === undefined ? null : manager.id,
        ended_at: ended === undefined ? null : iso(at(ended, i)),
      },
    ])
    chronicle.audit.push(
      roster.act(manager, at(set, i), 'adoption.goal-set', [], { objectType: 'goal', objectId: id }),
    )
  }
}
