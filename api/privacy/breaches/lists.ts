/** Where a breach became known from. */
export const breachSources = ['alert', 'complaint', 'staff-report', 'business-associate', 'other'] as const

/** What kind of breach, and where the information was, as the form of HHS asks. */
export const breachKinds = [
  'unauthorized-access',
  'hacking',
  'theft',
  'loss',
  'improper-disposal',
  'misdirected',
] as const
export const breachLocations = [
  'medical-record',
  'email',
  'paper',
  'laptop',
  'desktop-computer',
  'network-server',
  'portable-device',
  'other',
] as const
export const dataKinds = ['clinical', 'demographic', 'financial', 'other'] as const

/** The exceptions of 45 CFR 164.402(1)(i) to (iii). */
export const breachExceptions = ['unintentional-workforce', 'inadvertent-inside', 'not-retained'] as const

/** How an assessment ends: presumed a breach, unless the factors or an exception say otherwise. */
export const breachOutcomes = ['breach', 'low-probability', 'exception'] as const
export type BreachOutcome = (typeof breachOutcomes)[number]

/** It is looked into; signed by one, where it is a breach; concluded. */
export const breachStates = ['open', 'signed', 'concluded'] as const
export type BreachState = (typeof breachStates)[number]

/**
 * How somebody was told (45 CFR 164.404(d)): by first-class mail, by e-mail if they agreed, in another form where the address is out of
 * date; by telephone where it is urgent, besides. `web` is the substitute for ten and more, `media` 164.406, `hhs` 164.408;
 * `elsewhere` is the notice to people who have no record here.
 */
export const personalMethods = ['mail', 'email', 'substitute', 'phone'] as const
export const publicMethods = ['elsewhere', 'web', 'media', 'hhs'] as const
export type NoticeMethod = (typeof personalMethods)[number] | (typeof publicMethods)[number]

export const delayKinds = ['oral', 'written'] as const

/** What is still to be done, or was. */
export const breachDuties = ['conclude', 'individuals', 'substitute', 'media', 'hhs'] as const
export type BreachDuty = (typeof breachDuties)[number]

export const letterLanguages = ['en', 'es'] as const
