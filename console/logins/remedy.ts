import type { Tier } from '../../api/acts/tiers.ts'
import { remedyKinds } from '../../api/logins/lists.ts'
import { raised } from '../../api/logins/risk/lists.ts'
import { type ActDeclaration, onLogins } from '../core/acts.ts'
import type { Case, Cause, Patient } from '../core/dataProvider.ts'

/** The last of an act's address: what a remedy and the texts call it. */
export const slugOf = ({ path }: Pick<ActDeclaration, 'path'>) => path.split('/').at(-1)!

/** Acts on a login, which the case offers together: those that fit the state it is in, or any. */
export const fitsLogin = ({ path, from }: ActDeclaration, status: string): boolean =>
  path.startsWith(onLogins) && (from === null || from.includes(status))

/** What an act ends or changes has to be there: it is offered only then. */
const notOfAChild = ({ ageBand }: Patient) => ageBand !== 'child'
const wants: Readonly<Record<string, (patient: Patient) => boolean>> = {
  // Where a small child is reached registration changes, from a document.
  'change-email': notOfAChild,
  'change-phone': notOfAChild,
  'change-address': notOfAChild,
  // Who acts for a small child records decides, and custody is of minors.
  'grant-proxy': notOfAChild,
  'doubt-custody': ({ ageBand }) => ageBand !== 'adult',
  'withdraw-contact-change': ({ contactChanges }) => contactChanges.length > 0,
  'change-proxy': ({ ageBand, proxies }) => ageBand !== 'child' && proxies.some(hasAccess),
  'end-proxy': ({ ageBand, proxies }) =>
    ageBand !== 'child' && proxies.some(({ status }) => status !== 'ended'),
}

/** Whether a proxy has access, or has to confirm it, so that it can be changed. */
export const hasAccess = ({ status, waitingFor }: Patient['proxies'][number]): boolean =>
  status === 'active' || waitingFor === 'proxy'

/** Whether there is what an act is about. */
export const fitsPatient = (act: ActDeclaration, patient: Patient): boolean =>
  wants[slugOf(act)]?.(patient) ?? true

/**
 * What a remedy leads to: an act on the account, being seen in person, another queue, another record; or it waits with a
 * queue that has the case already.
 */
export type Way =
  | { to: 'act'; act: ActDeclaration }
  | { to: 'in-person' }
  | { to: 'transfer'; queue: string }
  | { to: 'record'; id: string }
  | { to: 'waits'; queue: string }
  /** It is said to the caller, and the case can be closed. */
  | { to: 'told' }

/** A remedy somebody chose. `times` grows with each press, so that it leads there again. */
export interface Chosen {
  /** The remedy's own name, and its words. */
  act: string
  title: string
  way: Way
  times: number
}

// Remedies that are another act under a name of their own.
const slugFor = (remedy: string): string => {
  const kind = remedyKinds[remedy]
  return typeof kind === 'object' ? kind.act : remedy
}

/**
 * Where the remedy of a cause leads whoever may do it. What only has to be said to the caller leads nowhere; what the
 * desk cannot do itself leads to those who can.
 */
export function wayOf(cause: Cause, patient: Patient, acts: readonly ActDeclaration[]): Way | undefined {
  const { act: remedy } = cause.remedy
  const mine = (name: string) => acts.some((act) => act.name === name)
  if (remedy === 'open-surviving-record' && patient.replacedBy)
    return { to: 'record', id: patient.replacedBy }
  if (remedy === 'prove-in-person' && mine('caller.seen-in-person')) return { to: 'in-person' }
  const status = patient.account?.status ?? 'none'
  const act = acts.find(
    (one) => fitsLogin(one, status) && fitsPatient(one, patient) && slugOf(one) === slugFor(remedy),
  )
  if (act) return { to: 'act', act }
  if (cause.escalateTo && cause.transferred) return { to: 'waits', queue: cause.escalateTo }
  // What only has to be said is said: whom it goes to when that is not enough stands beside it.
  if (remedyKinds[remedy] === 'told' && mine('case.closed')) return { to: 'told' }
  if (cause.escalateTo && mine('case.escalated')) return { to: 'transfer', queue: cause.escalateTo }
  return undefined
}

const opensAdults = ['grant-proxy', 'change-proxy']

/**
 * How well the caller has to be known for an act, as the API has it: what opens an adult's record takes the highest level,
 * whatever it declares, and what opens anything takes more while signals of risk speak up.
 */
export function tierOfAct(
  act: ActDeclaration,
  { ageBand, risks: ofPatient }: Patient,
  risks: Case['risks'] = ofPatient,
): Tier {
  if (ageBand === 'adult' && opensAdults.includes(slugOf(act))) return 'T3'
  return act.closes ? (act.tier ?? 'T0') : raised(act.tier ?? 'T0', risks)
}

/** The same for what a remedy leads to: a transfer takes no proof, whatever it is about. */
export function tierOf(way: Way, patient: Patient, risks?: Case['risks']): Tier {
  if (way.to === 'in-person') return 'T3'
  return way.to === 'act' ? tierOfAct(way.act, patient, risks) : 'T0'
}

/** Which step of the case a remedy leads to now: its own, or the proof that is still missing. */
export function stepOf(
  way: Way,
  proven: string,
  patient: Patient,
  risks: Case['risks'],
): 'act' | 'verify' | 'in-person' | 'end' | undefined {
  if (way.to === 'record' || way.to === 'waits') return undefined
  if (way.to === 'in-person') return 'in-person'
  if (way.to === 'transfer' || way.to === 'told') return 'end'
  const tier = tierOf(way, patient, risks)
  if (proven >= tier) return 'act'
  return tier === 'T3' ? 'in-person' : 'verify'
}
