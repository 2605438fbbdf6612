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
  /** Not opened: in a report, or alone in what a search found. */
  listed?: boolean
  /** There was a case of their own, and it looks made up. */
  madeUp?: boolean
  mistaken?: boolean
  visitOn?: string
  review?: boolean
}

/** What may explain that this person opened this record: their own case before a colleague's, the newest before older. */
export function contextOf(
  pair: PairDay,
  patient: PatientFacts,
  colleaguesFrom: string,
  mistaken: boolean,
  briefSeconds: number,
): Context {
  const cases = patient.cases.filter((c) => !looksMadeUp(pair, c, briefSeconds))
  const own = cases.find((c) => isTheirs(pair, c))
  const found = own ?? cases.find((c) => c.openedAt >= colleaguesFrom)
  const known = patient.cases.find((c) => isTheirs(pair, c))
  const inOwn = own !== undefined || (pair.inCase && known === undefined)
  const shownBy = independentOf(pair, patient)
  return {
    ...(found && { caseId: found.id }),
    ...(inOwn && { own: true }),
    ...(inOwn && (pair.verified || patient.verifiedBy.has(pair.staffId)) && { verified: true }),
    ...(shownBy && { shownBy }),
    ...(pair.acts === 0 && { listed: true }),
    ...(!inOwn && known && { madeUp: true }),
    ...(mistaken && { mistaken }),
    ...(patient.visits[0] && { visitOn: patient.visits[0].slice(0, 10) }),
    ...(patient.reviewed && pair.role === 'privacy-officer' && { review: true }),
  }
}

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

/** What the patient, or a stranger to whoever looked, did, the strongest first. */
function independentOf(pair: PairDay, { cases }: PatientFacts): Context['shownBy'] {
  const theirs = cases.filter((c) => isTheirs(pair, c))
  const others = cases.filter((c) => c.openedBy !== pair.staffId)
  if (pair.changed && theirs.some((c) => c.signedInAt !== null)) return 'sign-in'
  if (pair.coded) return 'code'
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
  if (needed === 'own-case') return context.own === true
  return context.own === true || context.caseId !== undefined || context.visitOn !== undefined
}
