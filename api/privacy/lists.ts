/** Purposes of disclosures that 45 CFR 164.512 permits and 164.528 makes accountable. */
export const disclosurePurposes = [
  'required-by-law',
  'public-health',
  'abuse-or-neglect',
  'health-oversight',
  'judicial-proceeding',
  'law-enforcement',
  'coroner-or-funeral',
  'organ-donation',
  'research',
  'threat-to-safety',
  'government-function',
  'workers-compensation',
  'breach',
  'other',
] as const

/** How a patient was given an accounting. */
export const accountingMethods = ['in-person', 'first-class-mail', 'secure-email'] as const

/** The rules of unusual access; what each means stands in monitor/catalog.ts and ruleTexts.ts. */
export const ruleCodes = [
  'self',
  'household',
  'family',
  'coworker',
  'same-surname',
  'neighbour',
  'watched',
  'deceased',
  'break-glass',
  'glass-for-kin',
  'glass-without-cause',
  'no-relation',
  'act-without-case',
  'desk-sign-in',
  'off-hours',
  'new-address',
  'reset-then-contact',
  'volume',
  'enumeration',
  'refusals',
  'identity-tries',
  'figure-probing',
  'number-tries',
  'on-leave',
  'after-employment',
  'hot-record',
  'serial',
  'caller-number',
  'sampled',
  'reported-not-me',
  'log-altered',
] as const
export type RuleCode = (typeof ruleCodes)[number]
/** What two officers change: what the watch as a whole goes by, and each rule. */
export const ruleOrWatch = ['watch', ...ruleCodes] as const
export type RuleOrWatch = (typeof ruleOrWatch)[number]

/** Whom an officer asks about an alert by a link, and how they answer whether it was their work. */
export const inquiryTo = ['employee', 'manager'] as const
export const inquiryAnswers = ['yes', 'no', 'unsure'] as const

/** What follows for somebody of the staff who broke a rule (45 CFR 164.530(e)). */
export const sanctionKinds = [
  'training',
  'verbal-warning',
  'written-warning',
  'suspension',
  'access-reduced',
  'termination',
  'other',
] as const

/** Why a patient is under watch. */
export const watchKinds = [
  'public-figure',
  'in-the-news',
  'staff-dispute',
  'patient-request',
  'other',
] as const

/** Why somebody opens a patient in an emergency. */
export const emergencyReasons = [
  'emergency-care',
  'patient-safety',
  'desk-unavailable',
  'legal-demand',
  'other',
] as const

/** The four factors of 45 CFR 164.402(2), each rated by how likely it makes a compromise. */
export const breachFactors = ['nature', 'recipient', 'viewed', 'mitigation'] as const
export const likelihoods = ['low', 'medium', 'high'] as const

/**
 * How a review ends. `violation` and `breach` need all four factors (45 CFR 164.402: a breach is presumed unless they
 * show a low probability of compromise); `exception` is 164.402(1), unintentional access in good faith.
 */
export const alertOutcomes = ['appropriate', 'mistaken-alert', 'exception', 'violation', 'breach'] as const
export type AlertOutcome = (typeof alertOutcomes)[number]
export const needsAssessment = (outcome: AlertOutcome) => outcome === 'violation' || outcome === 'breach'
export const alertMeasures = [
  'none',
  'education',
  'warning',
  'sanction',
  'access-revoked',
  'referred',
] as const
