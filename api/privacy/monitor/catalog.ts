import type { RuleCode } from '../lists.ts'

/**
 * What explains an access away for a rule: nothing; what only somebody else can have brought about; a case of one's own; or also a
 * colleague's case or a visit that they serve. What whoever looked can write themselves, answers of a caller included, is no stranger's doing, and a
 * case that looks made up explains nothing (2026-11-26). A review explains all but `nothing`.
 * `told`: also that their login was changed in the case, since nobody who looks out of curiosity writes to whom they look at, or that the
 * call came from a number that a colleague heard of a year ago; with a household neither counts, which shares mail and telephone
 * (2026-11-27). Whoever may be kin is refused the case: for what asks of a
 * case of one's own, one that a colleague then opened is as good (2026-11-27).
 */
export type Explanation = 'nothing' | 'independent' | 'told' | 'own-case' | 'any-relation'

export interface Rule {
  explainedBy: Explanation
  /** Known the moment it happens and never explained away later, so that nobody waits for the day to end. */
  atOnce?: true
  /** Weighs half where the look was a slip, and nothing where the patient was only shown beside another; see addToDay. */
  halvedBySlip?: true
  /** Asks also of what was only seen in a report, or alone in what a search found. */
  anyDoor?: true
  /** Numbers an officer may change: first what they are, then the least and the most they may be. */
  thresholds: Record<string, readonly [value: number, least: number, most: number]>
}

const score = (value: number) => [value, 0, 100] as const

/**
 * Every rule, after reference works on privacy monitoring and HIPAA sanction policies; `score` is 0 to 100. Findings of
 * one person and patient are combined as chances are, so that weak signs make an alert only together.
 */
export const rules = {
  self: {
    explainedBy: 'nothing',
    atOnce: true,
    anyDoor: true,
    thresholds: { score: score(80) },
  },
  household: { explainedBy: 'independent', anyDoor: true, thresholds: { score: score(70) } },
  family: { explainedBy: 'independent', anyDoor: true, thresholds: { score: score(70) } },
  coworker: {
    explainedBy: 'told',
    anyDoor: true,
    halvedBySlip: true,
    thresholds: { score: score(50), sameDepartment: score(65) },
  },
  'same-surname': {
    explainedBy: 'own-case',
    halvedBySlip: true,
    /** Patients per ten thousand that bear the name: at `commonest` it says nothing, at a thousandth of that `score`. */
    thresholds: { score: score(50), commonest: [100, 1, 10_000] },
  },
  neighbour: {
    explainedBy: 'own-case',
    halvedBySlip: true,
    thresholds: { score: score(30), houseNumbers: [10, 1, 200] },
  },
  watched: { explainedBy: 'independent', anyDoor: true, thresholds: { score: score(60) } },
  deceased: {
    explainedBy: 'own-case',
    halvedBySlip: true,
    thresholds: { score: score(45), graceDays: [30, 0, 3650] },
  },
  'break-glass': {
    explainedBy: 'nothing',
    atOnce: true,
    thresholds: { score: score(50) },
  },
  /** Not found by a rule: who opened it is kin by the rule that keeps kin from a call. */
  'glass-for-kin': {
    explainedBy: 'nothing',
    atOnce: true,
    thresholds: { score: score(80) },
  },
  'glass-without-cause': {
    explainedBy: 'nothing',
    thresholds: { score: score(75), hours: [24, 1, 720] },
  },
  'no-relation': {
    explainedBy: 'any-relation',
    /** A single look scores low, a mistaken one lower; looks on several days score `repeated`. */
    thresholds: {
      score: score(20),
      mistaken: score(8),
      repeated: score(45),
      days: [2, 2, 30],
      caseDays: [14, 0, 90],
      colleagueDays: [2, 0, 90],
      visitDays: [3, 0, 90],
      briefSeconds: [120, 0, 900],
      leftMinutes: [30, 0, 240],
      numberDays: [365, 14, 3650],
    },
  },
  'act-without-case': {
    explainedBy: 'nothing',
    thresholds: { score: score(80), revealed: score(40) },
  },
  /** The patient's portal was used from an address that whoever opened the record works from; of one that many patients use nothing is known. */
  'desk-sign-in': {
    explainedBy: 'nothing',
    thresholds: { score: score(45), shared: [3, 1, 100] },
  },
  'off-hours': {
    explainedBy: 'any-relation',
    /** From `many` patients a day on it is one finding, about the person. */
    thresholds: { score: score(30), many: [6, 2, 1000], ofMany: score(45) },
  },
  'new-address': {
    explainedBy: 'any-relation',
    thresholds: { score: score(15), many: [6, 2, 1000], ofMany: score(20) },
  },
  'reset-then-contact': {
    explainedBy: 'nothing',
    /** `again`: the desk was told the new contact, and another link was sent, so that it could go there. What the source brought, nobody at the desk made. */
    thresholds: { score: score(35), again: score(60), hours: [24, 1, 168] },
  },
  volume: {
    explainedBy: 'nothing',
    thresholds: { score: score(50), times: [3, 1, 100], least: [40, 1, 10_000] },
  },
  enumeration: {
    explainedBy: 'nothing',
    thresholds: { score: score(50), times: [4, 1, 100], least: [150, 1, 100_000] },
  },
  refusals: {
    explainedBy: 'nothing',
    thresholds: { score: score(45), least: [10, 1, 1000] },
  },
  'figure-probing': {
    explainedBy: 'nothing',
    /** `least` different clinics and groups whose figures were asked in a day by somebody who sees no patients. */
    thresholds: { score: score(45), least: [60, 10, 1000] },
  },
  'identity-tries': {
    explainedBy: 'nothing',
    /** `least` different birth dates, numbers or addresses tried at one person in searches of a day, none of them right. */
    thresholds: { score: score(60), least: [4, 2, 100] },
  },
  'number-tries': {
    explainedBy: 'nothing',
    /** `least` different numbers or addresses that lists would show alike, asked in searches of a day, each nobody's. */
    thresholds: { score: score(50), least: [8, 3, 100] },
  },
  'on-leave': { explainedBy: 'nothing', atOnce: true, thresholds: { score: score(70) } },
  'after-employment': {
    explainedBy: 'nothing',
    atOnce: true,
    thresholds: { score: score(90) },
  },
  'hot-record': {
    explainedBy: 'nothing',
    thresholds: { score: score(55), people: [4, 2, 100], days: [3, 1, 30] },
  },
  serial: {
    explainedBy: 'any-relation',
    /** Within `days`, and within longer times of it, so that nobody is too slow to be seen. `deviations` above what colleagues have for as many accesses. */
    thresholds: { score: score(50), patients: [6, 2, 1000], deviations: [4, 1, 20], days: [30, 1, 90] },
  },
  'caller-number': {
    explainedBy: 'nothing',
    thresholds: { score: score(50), patients: [4, 2, 100], days: [7, 1, 90] },
  },
  /** Not found by a rule: an officer doubted an access that was drawn by lot. */
  sampled: { explainedBy: 'nothing', thresholds: { score: score(60) } },
  /** Not found by a rule: a patient who was told of a change said that it was not theirs. */
  'reported-not-me': { explainedBy: 'nothing', atOnce: true, thresholds: { score: score(70) } },
  /** Not found by a rule: verification, or the look of each minute, found the log or what protects it altered. */
  'log-altered': { explainedBy: 'nothing', atOnce: true, thresholds: { score: score(95) } },
} as const satisfies Record<RuleCode, Rule>

export type Thresholds<C extends RuleCode> = Record<keyof (typeof rules)[C]['thresholds'], number>
