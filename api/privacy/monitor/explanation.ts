import type { Role } from '../../core/access/permissions.ts'
import type { HospitalClock } from '../../core/calendar.ts'
import type { PairDay } from './addToDay.ts'
import type { Explanation } from './catalog.ts'
import type { PatientFacts } from './patientFacts.ts'

/** What there is that may explain an access. */
export interface Context {
  caseId?: string
  own?: boolean
  verified?: boolean
  /** What somebody else did that shows that it was for the patient. */
  shownBy?: 'sign-in' | 'code' | 'handed-over' | 'known-number' | 'queue'
  /** The login was changed in their case: the patient was told at once, and can answer that it was not them. */
  told?: boolean
  /** The call came from a number that a colleague answered about this patient, however long ago. */
  heard?: boolean
  /** Only looked at, and left to a colleague, who opened the case soon after. */
  left?: boolean
  /** Not opened: in a report, or alone in what a search found. */
  listed?: boolean
  /** There was a case of their own, and it looks made up. */
  madeUp?: boolean
  mistaken?: boolean
  visitOn?: string
  /** They work with those who come for a visit. */
  served?: boolean
  /** The patient's portal was used from an address that they work from, and nobody saw the patient in person. */
  atDesk?: boolean
  review?: boolean
}

/** What may explain that this person opened this record: their own case before a colleague's, the newest before older. */
export function contextOf(
  pair: PairDay,
  patient: PatientFacts,
  {
    colleaguesFrom,
    mistaken,
    atDesk,
    briefSeconds,
    leftMinutes,
    dayOf,
  }: {
    colleaguesFrom: string
    mistaken: boolean
    atDesk: boolean
    briefSeconds: number
    leftMinutes: number
    /** The hospital's day. */
    dayOf: HospitalClock['dayOf']
  },
): Context {
  const cases = patient.cases.filter((c) => !looksMadeUp(pair, c, briefSeconds))
  const own = cases.find((c) => isTheirs(pair, c))
  const found = own ?? cases.find((c) => c.openedAt >= colleaguesFrom)
  const known = patient.cases.find((c) => isTheirs(pair, c))
  const inOwn = own !== undefined || (pair.inCase && known === undefined)
  const shownBy = independentOf(pair, patient, atDesk)
  return {
    ...(found && { caseId: found.id }),
    ...(inOwn && { own: true }),
    ...(inOwn && (pair.verified || patient.verifiedBy.has(pair.staffId)) && { verified: true }),
    ...(shownBy && { shownBy }),
    ...(inOwn && pair.changed && { told: true }),
    ...(inOwn && isHeard(pair, patient) && { heard: true }),
    ...(!inOwn && isLeft(pair, cases, leftMinutes) && { left: true }),
    ...(pair.acts === 0 && { listed: true }),
    ...(!inOwn && known && { madeUp: true }),
    ...(mistaken && { mistaken }),
    ...(patient.visits[0] && { visitOn: dayOf(Date.parse(patient.visits[0])) }),
    ...(patient.visits[0] && servesVisits.has(pair.role) && { served: true }),
    ...(atDesk && !pair.inPerson && { atDesk: true }),
    ...(patient.reviewed && pair.role === 'privacy-officer' && { review: true }),
  }
}

/** Who has to do with a patient because they come for a visit: a desk has to do with those who call (2026-11-28). */
const servesVisits: ReadonlySet<string> = new Set<Role>(['clinic', 'records'])

type Case = PatientFacts['cases'][number]

const isTheirs = ({ staffId }: PairDay, c: Case) => c.openedBy === staffId || c.assignedTo === staffId

/** Opened and closed by one person in a moment, with no caller's number, nothing done, and nobody who signed in. */
const looksMadeUp = (pair: PairDay, c: Case, briefSeconds: number) =>
  c.callerKey === null &&
  c.signedInAt === null &&
  c.closedAt !== null &&
  Date.parse(c.closedAt) - Date.parse(c.openedAt) <= briefSeconds * 1000 &&
  (c.assignedTo === null || c.assignedTo === c.openedBy) &&
  !(c.openedBy === pair.staffId && (pair.changed || pair.coded))

const isHeard = (pair: PairDay, { cases, calls }: PatientFacts) =>
  cases.some(
    (c) =>
      isTheirs(pair, c) &&
      c.callerKey !== null &&
      calls.some((call) => call.callerKey === c.callerKey && call.openedBy !== pair.staffId),
  )

/** Whoever may be kin is refused the case once the record is open, and leaves it to a colleague. */
const isLeft = (pair: PairDay, cases: readonly Case[], minutes: number) =>
  !pair.worked &&
  cases.some((c) => {
    const after = Date.parse(c.openedAt) - pair.firstAt
    return after >= 0 && after <= minutes * 60_000
  })

/**
 * What the patient, or a stranger to whoever looked, did, the strongest first. What came from where whoever looked works may be their
 * own doing: a sign-in with the link, a code out of the mailbox.
 */
function independentOf(pair: PairDay, { cases }: PatientFacts, atDesk: boolean): Context['shownBy'] {
  const theirs = cases.filter((c) => isTheirs(pair, c))
  const others = cases.filter((c) => c.openedBy !== pair.staffId)
  if (!atDesk && pair.changed && theirs.some((c) => c.signedInAt !== null)) return 'sign-in'
  if (atDesk ? pair.inPerson : pair.coded) return 'code'
  if (theirs.some((c) => c.openedBy !== pair.staffId)) return 'handed-over'
  if (theirs.some(({ callerKey }) => callerKey !== null && others.some((c) => c.callerKey === callerKey)))
    return 'known-number'
  return pair.queued && !pair.sought ? 'queue' : undefined
}

export function explains(context: Context, needed: Explanation): boolean {
  if (needed === 'nothing') return false
  if (context.review) return true
  if (context.shownBy) return true
  if (needed === 'independent') return false
  if (needed === 'told') return context.told === true || context.heard === true
  if (needed === 'own-case') return context.own === true || context.left === true
  return context.own === true || context.caseId !== undefined || context.served === true
}
