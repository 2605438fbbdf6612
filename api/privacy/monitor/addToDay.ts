import { refused } from '../../acts/permit.ts'
import { type Actions, isLook, isOnLogin, isWork } from '../../audit/action.ts'
import type { AuditEvent } from '../../audit/event.ts'
import { keyOf } from '../../audit/search/keys.ts'
import { allows, type Role } from '../../core/access/permissions.ts'
import type { HospitalClock } from '../../core/calendar.ts'

/** What one staff member did with one patient's record in a day. To see somebody in a list is not an access. */
export interface PairDay {
  staffId: string
  role: string
  patientId: string
  /** Worked on a case of the patient's, or on what a queue put before them and they did not ask it for. */
  inCase: boolean
  worked: boolean
  queued: boolean
  sought: boolean
  /** A caller proved who they are to this staff member. */
  verified: boolean
  /** The caller gave back a code that went to a contact on file, or was seen in person. */
  coded: boolean
  inPerson: boolean
  /** Changed the login within a case. */
  changed: boolean
  /** Opened it by emergency access. */
  emergency: boolean
  revealed: number
  actsWithoutCase: number
  /** When links that choose a password were sent, in milliseconds. */
  resets: number[]
  minutesOfWeek: number[]
  addresses: Set<number>
  firstAt: number
  lastAt: number
  /** Seen in a report. */
  reported: boolean
  /** How many acts there were; 0 where the patient was only seen in a report, or alone in what a search found. */
  acts: number
}

/** What one staff member did in a day. */
export interface StaffDay {
  staffId: string
  role: string
  opened: Set<string>
  shown: Set<string>
  searches: { at: number; shown: readonly string[] }[]
  /** What was tried at whom in searches and did not agree, as keyed hashes. */
  tried: Map<string, Set<string>>
  /** Numbers and addresses that were nobody's, as keyed hashes, by those that lists would show alike. */
  missed: Map<string, Set<string>>
  /** When cases were opened, and whose. */
  cases: { at: number; patientId: string }[]
  /** Of whom figures were asked for, where somebody sees no patients. */
  groups: Set<string>
  denied: number
  hours: number
  addresses: Set<number>
}

export interface DayOfAccess {
  pairs: Map<string, PairDay>
  staff: Map<string, StaffDay>
  /** Whose portal was used from which address. */
  portal: Map<number, Set<string>>
}

export const emptyDay = (): DayOfAccess => ({ pairs: new Map(), staff: new Map(), portal: new Map() })

/** Patients a search shows at most where it was made for one of them: whoever asks by name finds a namesake too. */
const hardlyAnybody = 2
/** Levels of proof that the agent cannot type themselves. */
const strong = ['T2', 'T3']

/** Adds an event to its day. The order in which events come does not matter. */
export function addToDay(day: DayOfAccess, event: AuditEvent, clock: HospitalClock, actions: Actions): void {
  const { watch, letter } = actions.get(event.action) ?? { watch: 'nothing' }
  if (event.actorType !== 'staff' || event.actorId === undefined) return
  const at = Date.parse(event.at)
  const minute = clock.minuteOfWeek(at)
  const member = staffDay(day, event.actorId, event.actorRole ?? '')
  member.hours |= 1 << Math.floor((minute % 1440) / 60)
  if (event.ip !== undefined) member.addresses.add(keyOf(event.ip))
  // What access or a limit refused. An act that did not fit the state of things is a failure, and no sign (2026-11-25).
  if (event.outcome === 'denied') member.denied += timesOf(event)
  const group = event.detail?.segment
  if (watch === 'figures' && group && !allows(member.role as Role, 'patients.show'))
    member.groups.add(String(group))
  const patients = event.patientIds ?? []
  if (watch === 'search') {
    member.searches.push({ at, shown: patients })
    const tried = listed(event.detail?.tried)
    for (const id of patients) member.shown.add(id)
    for (const id of tried) {
      const keys = member.tried.get(id) ?? new Set()
      for (const key of listed(event.detail?.askedKeys)) keys.add(key)
      member.tried.set(id, keys)
    }
    const alike = event.detail?.alike
    if (typeof alike === 'string') {
      const keys = member.missed.get(alike) ?? new Set()
      for (const key of listed(event.detail?.askedKeys)) keys.add(key)
      member.missed.set(alike, keys)
    }
  }
  if (event.outcome === 'denied') return
  const reported = watch === 'report' || (watch === 'list' && event.detail?.sought === true)
  if (reported || (watch === 'search' && patients.length <= hardlyAnybody))
    for (const patientId of patients) {
      const pair = pairDay(day, member, patientId, at)
      pair.lastAt = Math.max(pair.lastAt, at)
      pair.reported ||= reported
    }
  if (!(isLook(watch) || isWork(watch))) return
  const outOfQueue = event.detail?.outOfQueue !== undefined
  if (watch === 'queue' && !outOfQueue) return
  for (const patientId of patients) {
    member.opened.add(patientId)
    if (watch === 'case-opened') member.cases.push({ at, patientId })
    const pair = pairDay(day, member, patientId, at)
    // That a list showed them before is no look yet.
    pair.firstAt = pair.acts === 0 ? at : Math.min(pair.firstAt, at)
    pair.acts++
    pair.lastAt = Math.max(pair.lastAt, at)
    pair.minutesOfWeek.push(minute)
    if (event.ip !== undefined) pair.addresses.add(keyOf(event.ip))
    if (event.purpose === 'break-glass') pair.emergency = true
    if (watch === 'reveal') pair.revealed++
    pair.sought ||= watch === 'queue'
    if (watch === 'queued' && event.outcome === 'success' && !outOfQueue) {
      // What somebody decided of it is work, however they came upon it.
      if (letter === 'R') pair.queued = true
      else pair.worked = true
    }
    pair.worked ||= isWork(watch) && event.caseId !== undefined
    pair.inCase = pair.worked || (pair.queued && !pair.sought)
    if (!isWork(watch)) continue
    if (event.caseId === undefined && isOnLogin(watch)) pair.actsWithoutCase++
    if (event.outcome === 'success') {
      if (watch === 'proof') pair.verified = true
      if (watch === 'proof' && strong.includes(String(event.detail?.tier))) pair.coded = true
      if (watch === 'proof' && event.detail?.tier === 'T3') pair.inPerson = true
      if (isOnLogin(watch) && event.caseId !== undefined) pair.changed = true
      if (watch === 'reset') pair.resets.push(at)
    }
  }
}

/** A denial that was repeated is in the log the first time, and once more with how often it came again. */
const timesOf = ({ action, detail }: AuditEvent): number =>
  action === refused.name && typeof detail?.count === 'number' ? detail.count : 1

const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [])

function staffDay(day: DayOfAccess, staffId: string, role: string): StaffDay {
  let member = day.staff.get(staffId)
  if (!member) {
    member = {
      staffId,
      role,
      opened: new Set(),
      shown: new Set(),
      searches: [],
      tried: new Map(),
      missed: new Map(),
      cases: [],
      groups: new Set(),
      denied: 0,
      hours: 0,
      addresses: new Set(),
    }
    day.staff.set(staffId, member)
  }
  return member
}

function pairDay(day: DayOfAccess, { staffId, role }: StaffDay, patientId: string, at: number): PairDay {
  const key = `${staffId} ${patientId}`
  let pair = day.pairs.get(key)
  if (!pair) {
    pair = {
      staffId,
      role,
      patientId,
      inCase: false,
      worked: false,
      queued: false,
      sought: false,
      verified: false,
      coded: false,
      inPerson: false,
      changed: false,
      emergency: false,
      reported: false,
      revealed: 0,
      actsWithoutCase: 0,
      resets: [],
      minutesOfWeek: [],
      addresses: new Set(),
      firstAt: at,
      lastAt: at,
      acts: 0,
    }
    day.pairs.set(key, pair)
  }
  return pair
}

const minute = 60_000
const nextCase = 3 * minute

/**
 * Whether a look was a slip: one look and nothing else, at somebody found by the same search as the patient whose case
 * was opened within the next three minutes.
 */
export function wasMistaken({ searches, cases }: StaffDay, pair: PairDay): boolean {
  if (pair.acts !== 1) return false
  const next = cases.filter((c) => c.at >= pair.firstAt && c.at <= pair.firstAt + nextCase)
  return searches.some(
    ({ at, shown }) =>
      at <= pair.firstAt &&
      at >= pair.firstAt - 5 * minute &&
      shown.includes(pair.patientId) &&
      next.some((c) => shown.includes(c.patientId)),
  )
}

/**
 * Whether somebody was only shown beside the patient who was sought: each search of so few was followed within three minutes by a case of
 * the other. One search that was not, or a report, is a look at them (2026-11-28).
 */
export function wasBeside({ searches, cases }: StaffDay, { patientId, acts, reported }: PairDay): boolean {
  if (acts > 0 || reported) return false
  return searches
    .filter(({ shown }) => shown.length <= hardlyAnybody && shown.includes(patientId))
    .every(({ at, shown }) =>
      cases.some(
        (c) =>
          c.at >= at && c.at <= at + nextCase && c.patientId !== patientId && shown.includes(c.patientId),
      ),
    )
}
