import { dayMs, hourMs } from '../../api/core/calendar.ts'
import { actsOf } from '../acts.ts'
import type { Random } from '../random.ts'
import { callTime, minuteMs, portalTime, spread, visitTime } from './calendar.ts'
import { takeCall } from './calls.ts'
import type { Desk } from './caseFile.ts'
import { offerRate, type Plans } from './plans.ts'
import { followLink, invite, type Person, requestReset, signIn } from './portal.ts'
import {
  enrolmentTroubles,
  loginTroubles,
  outageTrouble,
  patience,
  pickTrouble,
  type Trouble,
} from './troubles.ts'

export interface Story {
  desk: Desk
  plans: Plans
  /** Calls after this are the queue's, which is written last. */
  lastCall: number
  /** How many of those who are invited activate, by the name of their clinic. */
  activation: Record<string, number>
}

export interface Lifetime {
  /** When they came to the hospital first. */
  since: number
  /** When they died, or now. */
  ends: number
  /** A login in use is wanted, whatever chance says: a story needs it. */
  certain: boolean
}

const yearMs = 365 * dayMs

/** Visits: some people come often, many once a year, some never. */
export function visitsOf(random: Random, { desk }: Story, { since, ends }: Lifetime): number[] {
  const { calendar } = desk
  const perYear = random.chance(0.22) ? 0.12 : spread(random, 1.05, 0.6)
  const visits: number[] = []
  for (let at = Math.max(since, calendar.begins); ; ) {
    at += -Math.log(1 - random.next()) * (yearMs / perYear)
    const visit = at < ends ? visitTime(random, calendar, calendar.dayOf(at)) : ends
    if (visit + hourMs >= ends) return visits
    visits.push(visit)
  }
}

/** A life with the portal: how they got a login, or did not, and what they did with it. */
export function live(story: Story, p: Person, life: Lifetime, visits: readonly number[]): void {
  const { calendar } = story.desk
  const { random } = p
  const rate = (story.activation[p.clinic ?? ''] ?? 0.66) - (p.patient.language === 'es' ? 0.14 : 0)
  let active: number | undefined
  const early = () =>
    Math.max(life.since, calendar.portal - random.int(5, 60) * dayMs) + random.int(1, 12) * hourMs
  if (
    p.email &&
    (life.certain ||
      (life.since < calendar.portal && random.chance((visits.length > 0 ? 0.46 : 0.08) * rate)))
  ) {
    // From before this story: at its beginning a third of the patients have a login.
    const at = early()
    active = at + random.int(1, 20) * hourMs
    followLink(p, invite(p, at), active)
  } else {
    // Some of the others were offered one then, and did nothing.
    if (p.email && life.since < calendar.portal && visits.length > 0 && random.chance(0.16))
      invite(p, early())
    for (const visit of visits) {
      if (visit < calendar.portal) continue
      if (active !== undefined && active < visit) break
      if (active === undefined) active = enrol(story, p, visit, rate, life.ends)
    }
  }
  if (active !== undefined && active < life.ends - dayMs && p.account?.status === 'active')
    keepUsing(story, p, active, life.ends, visits)
}

const canCall = ({ desk, lastCall }: Story, at: number) => at >= desk.calendar.opens && at < lastCall

/** Rings, and rings again if need be. @returns when they are in, or undefined. */
function ring(story: Story, p: Person, trouble: Trouble, since: number): { at: number; in: boolean } {
  const { desk } = story
  let at = since + patience(p.random)
  for (let next: Trouble | undefined = trouble; ; ) {
    const when = callTime(p.random, desk.calendar, at)
    if (!canCall(story, when)) return { at: when, in: false }
    const end = takeCall(desk, p, next, when)
    next = end.again
    if (end.in || !next) return end
    at = end.at + p.random.int(3, 50) * hourMs
  }
}

/** A visit of somebody without a login. @returns when they activated one. */
function enrol(story: Story, p: Person, visit: number, rate: number, ends: number): number | undefined {
  const { plans, desk } = story
  const { random } = p
  const { calendar } = desk
  const calls = (part: number, at: number) => random.chance(part) && canCall(story, at + dayMs)
  const after = (trouble: Trouble, since: number) => {
    const end = ring(story, p, trouble, since)
    return end.in ? end.at : undefined
  }
  if (!p.email || p.email.bounced_at) return undefined
  if (!random.chance(offerRate(plans, calendar, visit, p.clinic))) {
    const since = visit + random.int(1, 12) * dayMs
    if (!p.account && since + dayMs < ends && calls(0.03, since))
      return after(enrolmentTroubles['never-invited'], since)
    return undefined
  }
  const at = visit + random.int(10, 70) * minuteMs
  if (random.chance(0.022)) {
    invite(p, at, { bounced: true })
    return calls(0.4, at) ? after(enrolmentTroubles['delivery-failed'], at + 12 * hourMs) : undefined
  }
  const code = invite(p, at)
  const activated = at + Math.min(23 * hourMs, spread(random, 3 * hourMs, 1.1))
  if (random.chance(rate) && activated < Math.min(ends, calendar.now - hourMs)) {
    followLink(p, code, activated)
    return activated
  }
  if (at + 2 * dayMs > ends || !calls(0.45, at)) return undefined
  const trouble = pickTrouble(random, Object.values(enrolmentTroubles), p)
  const before = trouble.before?.(p, at + random.int(1, 20) * hourMs) ?? at
  return after(trouble, trouble.cause === 'invitation-expired' ? at + random.int(26, 300) * hourMs : before)
}

/** Signs in now and then, more after visits; some lose interest, and some cannot get in. */
function keepUsing(story: Story, p: Person, from: number, ends: number, visits: readonly number[]): void {
  const { desk, plans } = story
  const { calendar } = desk
  const { random } = p
  const keen = random.chance(0.05)
  const apart = keen ? random.int(5, 11) : Math.min(180, Math.max(8, spread(random, 48, 0.75)))
  const clumsy = spread(random, 0.8, 0.6)
  let interested = true
  // Whoever activated while on the phone has signed in there.
  let sessions = p.account!.last_sign_in_at ? 1 : 0
  let next = sessions === 0 ? from + minuteMs : from + random.int(1, 9) * dayMs
  if (from < calendar.portal) {
    signIn(p, next)
    sessions = 5
    next = calendar.portal + random.int(0, 40) * dayMs
  }
  const drawn = visits
    .filter((visit) => visit > from && random.chance(0.5))
    .map((visit) => visit + (0.2 + 3.5 * random.next()) * dayMs)
  const began = p.chronicle.events.length
  while (next < ends - hourMs) {
    let at = sessions === 0 ? next : portalTime(random, calendar, next)
    if (at >= ends - hourMs) break
    const { outage } = plans
    if (at >= outage.from && at < outage.to) {
      if (random.chance(0.5)) takeOutageCall(at)
      at = outage.to + random.int(10, 600) * minuteMs
    }
    const into = arrive(at, sessions === 0)
    if (into === undefined) break
    sessions++
    // Most who leave do so in the first weeks.
    if (interested && !keen && random.chance(sessions < 4 ? 0.14 : 0.012)) interested = false
    const rest = interested ? -Math.log(1 - random.next()) * apart * dayMs : Number.POSITIVE_INFINITY
    while (drawn[0] !== undefined && drawn[0] <= into) drawn.shift()
    next = into + Math.max(rest, 2 * hourMs)
    if (drawn[0] !== undefined && drawn[0] < next) {
      next = drawn.shift()!
      if (!interested && random.chance(0.3)) interested = true
    }
  }
  p.chronicle.acts.push(
    ...actsOf(
      random,
      p.chronicle.events.slice(began).filter((one) => one.patient_id === p.patient.id),
      new Date(Math.min(ends, calendar.now)),
      p.byProxy,
    ),
  )

  function takeOutageCall(at: number): void {
    const before = outageTrouble.before!(p, at)
    const when = before + random.int(5, 50) * minuteMs
    if (canCall(story, when)) takeCall(desk, p, outageTrouble, when)
  }

  /** Tries to sign in at a time. @returns when they were in; undefined when they gave up for good. */
  function arrive(at: number, first = false): number | undefined {
    if (first) {
      signIn(p, at)
      return at
    }
    const done = Math.max(0, calendar.progress(at))
    const selfService = at >= plans.selfService
    // A login whose password was withdrawn, or forgotten over a call that led nowhere, starts with a new one.
    if (p.account!.must_change_password || random.chance((selfService ? 0.036 : 0.008) * clumsy)) {
      const used = at + random.int(3, 40) * minuteMs
      followLink(p, requestReset(p, at), used)
      signIn(p, used + minuteMs)
      return used + minuteMs
    }
    if (
      random.chance((selfService ? 0.044 : 0.054) * (1 - 0.27 * done) * clumsy) &&
      canCall(story, at + dayMs)
    ) {
      const trouble = pickTrouble(random, loginTroubles, p)
      const since = trouble.before?.(p, at) ?? at
      const end = ring(story, p, trouble, since)
      if (end.in) return end.at
      if (p.account!.status !== 'active' || end.at >= ends - dayMs) return undefined
      return arriveLater(end.at)
    }
    signIn(p, at)
    return at
  }

  /** After a call that led nowhere they try again on another day, by themselves. */
  function arriveLater(after: number): number | undefined {
    const at = portalTime(random, calendar, after + random.int(1, 12) * dayMs)
    if (at >= ends - hourMs) return undefined
    if (!p.account!.must_change_password) {
      signIn(p, at)
      return at
    }
    return arrive(at)
  }
}
