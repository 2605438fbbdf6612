import type { Tables } from '../../core/db/tables.ts'
import {
  activationHours,
  activeWindows,
  cohortMonths,
  features,
  patientActs,
  proxyActs,
  resolveMinutes,
  soonDays,
  timelyDays,
  timelyWorkdays,
} from '../lists.ts'
import { addContribution, type Contributions } from './addContribution.ts'
import { firstDay, monthOf } from './calendar.ts'
import { countPeople } from './countPeople.ts'
import { accountOpen, inTwo, windows, workdaysAfter } from './ranges.ts'
import { segmentsOf } from './segments.ts'
import { standing } from './standing.ts'

export type PersonEvent = Omit<Tables['adoption_event'], 'person' | 'batch'>

const never = Number.POSITIVE_INFINITY
const acts: ReadonlySet<string> = new Set(patientActs)
const byProxy: ReadonlySet<string> = new Set(proxyActs)
/** Of each the name is that of what it undoes, after “un”. */
const undoing: ReadonlySet<string> = new Set(['unseen', 'undelivered'])
const daySeconds = 86_400
/** A call within a week of another is about the same thing. */
const week = 7 * daySeconds

/**
 * Everything a person contributes to every series, from all that is known of them and from nothing else: whatever
 * order events came in, and however often, the same set of events gives the same figures. A flow is counted on its
 * day; a level is a step up on the day it begins and a step down on the day after its last. `key` is the person's own: what
 * is shown of a cell is blurred by the keys of the people in it.
 */
export function contributions(told: readonly PersonEvent[], key = 1): Contributions {
  const sum: Contributions = new Map()
  const events = standing(told)
  const { segmentOn, pieces, endedOn } = segmentsOf(events)
  const add = (segment: string, series: string, day: number, n: number) =>
    addContribution(sum, segment, series, day, n)
  const flow = (series: string, day: number) => add(segmentOn(day), series, day, 1)
  /** From `from` up to and without `to`, in whichever segment the person then is. */
  const level = (series: string, from: number, to: number) => {
    for (const piece of pieces) {
      const start = Math.max(from, piece.from)
      const end = Math.min(to, piece.to, endedOn)
      if (start >= end) continue
      add(piece.segment, series, start, 1)
      if (end !== never) add(piece.segment, series, end, -1)
    }
  }

  // Whichever comes first: a visit that is withdrawn was none, and mail that came back was not delivered.
  const withdrawn = new Set(events.flatMap(({ kind, id }) => (undoing.has(kind) ? [id] : [])))
  const living = events.filter(
    ({ kind, id, day }) =>
      kind !== 'person' && !undoing.has(kind) && day < endedOn && !withdrawn.has(`un${id}`),
  )
  const daysOf = new Map<string, Set<number>>()
  const on = (kind: string, day: number) => {
    const days = daysOf.get(kind) ?? new Set()
    daysOf.set(kind, days.add(day))
  }
  for (const event of living) {
    on(event.kind, event.day)
    if (acts.has(event.kind)) on('act', event.day)
    if (byProxy.has(event.kind)) on('by-proxy', event.day)
    if (acts.has(event.kind) || byProxy.has(event.kind)) on('by-anyone', event.day)
    for (const what of ['visit', 'refill'])
      if (event.kind === what || event.kind === `proxy-${what}`) flow(`${what}-on-portal`, event.day)
    if (event.kind !== 'seen') flow(event.kind, event.day)
    if (event.kind === 'answered' && event.value !== null)
      for (const hours of [24, 72]) if (event.value <= hours * 3600) flow(`answered-${hours}`, event.day)
  }
  const sorted = (kind: string) => [...(daysOf.get(kind) ?? [])].sort((a, b) => a - b)
  const actDays = sorted('act')

  for (const days of activeWindows)
    for (const [from, to] of windows(actDays, days)) level(`active-${days}`, from, to)
  for (const feature of features)
    for (const [from, to] of windows(sorted(feature), 365)) level(`uses-${feature}`, from, to)
  for (const [from, to] of windows(sorted('by-proxy'), 365)) level('uses-proxy', from, to)
  for (const [from, to] of windows(sorted('by-anyone'), 365)) level('uses-anyone', from, to)
  enrolment()
  afterVisits()
  uses()
  superuser()
  cohort()
  offers()
  calls()
  countPeople(sum, key)
  return sum

  function enrolment(): void {
    const first = (kind: string) => sorted(kind)[0] ?? never
    const signedIn = Math.min(first('sign-in'), actDays[0] ?? never)
    const activated = Math.min(first('activated'), signedIn)
    const opened = Math.min(first('opened'), activated)
    const delivered = Math.min(first('delivered'), opened)
    const offered = Math.min(first('offered'), delivered)
    const reached = { offered, delivered, opened, activated, 'signed-in': signedIn }
    if (activated !== never) level('activated-ever', activated, never)
    const open = activated === never ? [] : accountOpen(living, activated)
    const accessed = windows(actDays, 365)
    const forThem = windows(sorted('by-proxy'), 365)
    for (const [from, to] of windows(sorted('seen'), 365)) {
      level('eligible', from, to)
      for (const [step, day] of Object.entries(reached)) level(`eligible-${step}`, Math.max(from, day), to)
      for (const [start, end] of accessed) level('eligible-active', Math.max(from, start), Math.min(to, end))
      for (const [start, end] of forThem) level('eligible-by-proxy', Math.max(from, start), Math.min(to, end))
      for (const [start, end] of open) level('eligible-open', Math.max(from, start), Math.min(to, end))
    }
  }

  /** What came of a patient’s first visit of each month, counted once it can be known. */
  function afterVisits(): void {
    const first = (...kinds: string[]) =>
      Math.min(...kinds.map((kind) => sorted(kind)[0] ?? never), actDays[0] ?? never)
    const [activated, offered] = [first('activated'), first('offered', 'delivered', 'opened', 'activated')]
    const isFirst = (day: number, i: number, all: number[]) =>
      i === 0 || monthOf(day) !== monthOf(all[i - 1]!)
    for (const day of sorted('seen').filter(isFirst)) {
      const inTime = day + timelyDays
      if (inTime < endedOn) {
        flow('seen-7', inTime)
        if (offered <= workdaysAfter(day, timelyWorkdays)) flow('seen-7-offered', inTime)
      }
      const [soon, settled] = [day + soonDays, day + soonDays + 1]
      if (settled >= endedOn) continue
      flow('seen-30', settled)
      if (activated <= soon) flow('seen-30-activated', settled)
      if (actDays.some((act) => act >= day && act <= soon)) flow('seen-30-active', settled)
    }
  }

  function uses(): void {
    const used = features.map((feature) => windows(sorted(feature), 365))
    for (const [from, to] of inTwo(used)) level('uses-two', from, to)
  }

  /** Twice or more in each of twelve months makes a superuser of the month that follows (Krist 2016, OCHIN). */
  function superuser(): void {
    const times = new Map<number, number>()
    for (const event of living)
      if (event.kind === 'sign-in') times.set(monthOf(event.day), (times.get(monthOf(event.day)) ?? 0) + 1)
    let run = 0
    let before = Number.NaN
    for (const month of [...times.keys()].filter((m) => times.get(m)! >= 2).sort((a, b) => a - b)) {
      run = month === before + 1 ? run + 1 : 1
      before = month
      if (run >= 12) level('superuser', firstDay(month + 1), firstDay(month + 2))
    }
  }

  /** Of those who first signed in in one month: who did anything in each of the months after. */
  function cohort(): void {
    const start = sorted('sign-in')[0]
    if (start === undefined) return
    for (const month of new Set(actDays.map(monthOf))) {
      const after = month - monthOf(start)
      if (after >= 0 && after <= cohortMonths) flow(`cohort-${after}`, start)
    }
  }

  function offers(): void {
    const made = living.filter((event) => event.kind === 'offered').sort((a, b) => a.at - b.at)
    const activation = living.filter((event) => event.kind === 'activated').sort((a, b) => a.at - b.at)[0]
    made.forEach((offer, i) => {
      const next = made[i + 1]
      const refused = living.some(
        ({ kind, at }) => kind === 'declined' && at >= offer.at && (next === undefined || at < next.at),
      )
      if (refused) flow('offered-declined', offer.day)
      // `value` is the day on which the code ends; a newer offer replaces it, an activation uses it up.
      if (offer.value === null || offer.value >= endedOn) return
      const replaced = next !== undefined && next.day <= offer.value
      const used = activation !== undefined && activation.day <= offer.value
      flow('code-ended', offer.value)
      if (!replaced && !used) flow('expired', offer.value)
    })
    if (activation && made[0] && made[0].at <= activation.at)
      flow(
        `activated-within:${classOf((activation.at - made[0].at) / 3600, activationHours)}`,
        activation.day,
      )
  }

  function calls(): void {
    const opened = living.filter((event) => event.kind === 'call').map((event) => event.at)
    const within7 = (from: number, to: number) =>
      opened.some((at) => at > from && at <= to && at - from <= week)
    for (const event of living) {
      if (event.kind === 'call' && opened.some((at) => at < event.at && event.at - at <= week))
        flow('repeat', event.day)
      if (event.kind !== 'call-closed') continue
      const { cause, escalated, inTime } = JSON.parse(event.data!) as CallClosed
      flow(`cause:${cause}`, event.day)
      if (inTime) flow('in-time', event.day)
      // Nobody knows before seven days have passed whether they call again.
      const settled = event.day + week / daySeconds + 1
      if (settled < endedOn) {
        flow('call-settled', settled)
        if (!escalated && !within7(event.at, never)) flow('first-contact', settled)
      }
      flow(`resolved-within:${classOf((event.value ?? 0) / 60, resolveMinutes)}`, event.day)
    }
  }
}

/** What is kept of how a call ended. */
export interface CallClosed {
  cause: string
  escalated: boolean
  inTime: boolean
}

const classOf = (value: number, ends: readonly number[]) => {
  const i = ends.findIndex((end) => value <= end)
  return i < 0 ? ends.length : i
}
