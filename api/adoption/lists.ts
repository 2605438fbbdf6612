/** Acts a patient does on the portal of their own will: only these make somebody active. */
export const patientActs = ['sign-in', 'results', 'message', 'visit', 'refill', 'download'] as const
export type PatientAct = (typeof patientActs)[number]
export const features = patientActs.filter((act) => act !== 'sign-in') as Exclude<PatientAct, 'sign-in'>[]

/** The same done for a patient by a proxy, or `proxy` where all that is known is that one used the portal: never the patient’s own. */
export const proxyActs = [
  'proxy',
  'proxy-sign-in',
  'proxy-results',
  'proxy-message',
  'proxy-visit',
  'proxy-refill',
  'proxy-download',
] as const satisfies ('proxy' | `proxy-${PatientAct}`)[]
/** What an app tells of; signing in is known here. */
export const toldActs = [...features, ...proxyActs.filter((act) => act !== 'proxy-sign-in')] as const

/** What an outside system may tell us about a patient: acts on its portal, and their like by phone or at the desk. */
export const feedKinds = [
  ...patientActs,
  ...proxyActs,
  'visit-otherwise',
  'refill-otherwise',
  'answered',
  'declined',
  'offered',
  'delivered',
  'opened',
  'activated',
] as const
export type FeedKind = (typeof feedKinds)[number]

/** What one kind is told with, beside whose it is, its name, kind and moment. */
export const feedFields: Partial<Record<FeedKind | 'withdrawn', { needs?: FeedField[]; may?: FeedField[] }>> =
  {
    answered: { needs: ['seconds'], may: ['corrects'] },
    offered: { may: ['until', 'corrects'] },
    withdrawn: { needs: ['withdraws'], may: [] },
  }
export type FeedField = 'seconds' | 'until' | 'corrects' | 'withdraws'

/** An act that is told by two ways, such as a patient's app and a nightly file, is one where both say so within this time. */
export const sameActSeconds = 300

export type EventKind =
  | FeedKind
  | 'withdrawn'
  | 'person'
  | 'seen'
  | 'unseen'
  | 'undelivered'
  | 'deactivated'
  | 'reactivated'
  | 'locked'
  | 'reset'
  | 'call'
  | 'call-closed'
  | 'verified'
  | 'verify-failed'

/** What people are told apart by, beside the place where they are cared for. */
export const traits = ['stage', 'age', 'sex', 'language', 'race', 'ethnicity', 'payer'] as const
export type Trait = (typeof traits)[number]
export const places = ['clinic', 'provider'] as const
export type Dimension = (typeof places)[number] | Trait
export const dimensions: readonly Dimension[] = [...places, ...traits]

/** Bands of the age reached in the calendar year, by their first year. */
export const ageBands = [0, 13, 18, 30, 40, 50, 65, 75] as const
export const ageBand = (age: number): string => {
  const i = ageBands.findLastIndex((from) => age >= from)
  const next = ageBands[i + 1]
  return next === undefined ? `${ageBands[i]}+` : `${ageBands[Math.max(i, 0)]}-${next - 1}`
}

/** Children, teens, who have an account of their own beside their parents’ access, and adults. */
export const stages = ['child', 'teen', 'adult'] as const
export const stageOfBand = (band: string): (typeof stages)[number] | undefined => {
  const from = Number.parseInt(band, 10)
  return Number.isNaN(from) ? undefined : from < 13 ? 'child' : from < 18 ? 'teen' : 'adult'
}

/** What is counted by weeks as well: the patients to whom it happened in each, once. */
export const weekly = ['sign-in', 'message', 'call', 'offered', 'activated'] as const

/** Shares and rates of what happens, which have weeks as they have months; how many are so belongs to a day. */
export const weeklyFigures = [
  'timely-access',
  'registered-30',
  'used-30',
  'code-expiry',
  'declined',
  'messages',
  'answered-24',
  'answered-72',
  'visits-online',
  'refills-online',
  'lock-outs',
  'resets',
  'calls',
  'first-contact',
  'repeat-calls',
  'verification-failure',
  'service-level',
] as const
export type WeeklyFigure = (typeof weeklyFigures)[number]

export const activeWindows = [1, 7, 30, 90, 365] as const

/** Upper ends of the classes in which times are counted; the last class is open. */
export const activationHours = [1, 4, 24, 72, 168, 720, 2160] as const
export const resolveMinutes = [5, 15, 30, 60, 240, 1440] as const

/** An offer is timely up to the fourth workday after a visit (MIPS, Provide Patients Electronic Access), which any seven days hold. */
export const timelyWorkdays = 4
export const timelyDays = 7
/** So soon after a visit a patient has registered, or uses the portal (athenahealth). */
export const soonDays = 30

/** No question reaches over more than so many months. */
export const longestMonths = 120

export const cohortMonths = 12

export const annotationKinds = ['campaign', 'incident', 'release'] as const
