export const loginStates = ['invited', 'active', 'locked', 'disabled'] as const
/** What an act can ask of a login; `none` where the patient has none. */
export type LoginState = (typeof loginStates)[number] | 'none'

/** What a patient signs in on, as far as it says so. */
export const devices = [
  'iphone',
  'ipad',
  'android',
  'windows',
  'mac',
  'chromebook',
  'linux',
  'other',
] as const

export const disableReasons = [
  'patient-request',
  'suspected-takeover',
  'wrong-person',
  'deceased',
  'duplicate',
  'moved',
  'shared-login',
] as const
/** What becomes of the contacts of a kind that were on file, and the kinds of telephones. */
export const oldContacts = ['end', 'keep'] as const
export const phoneKinds = ['mobile', 'landline'] as const
export const enableReasons = [
  'patient-request',
  'identity-proven',
  'investigation-closed',
  'disabled-in-error',
] as const

/** What records is asked to correct, the papers that show it, who saw them, and what records answers. */
export const correctable = ['name', 'birth-date'] as const
export const papers = [
  'birth-certificate',
  'passport',
  'photo-id',
  'marriage-certificate',
  'court-order',
  'naturalization-certificate',
  'none',
] as const
export const paperSeenBy = ['desk', 'clinic', 'registration', 'not-yet'] as const
export const correctionAnswers = ['corrected', 'was-right', 'paper-wanted'] as const

/** What a proxy is to the patient, what they see, and the papers that show it; the last two hold beyond the age of majority. */
export const relationships = [
  'parent',
  'guardian',
  'spouse',
  'child',
  'sibling',
  'caregiver',
  'other',
] as const
export const proxyAccess = ['full', 'limited'] as const
export const adultPapers = ['adult-guardianship', 'power-of-attorney'] as const
export const proxyPapers = [
  'birth-certificate',
  'adoption-decree',
  'custody-order',
  'foster-placement',
  ...adultPapers,
  'none',
] as const

/**
 * What a remedy of diagnosis is where it is no act of its own name: another act, a transfer to the cause's queue, another record,
 * or something to tell the caller. Each remedy is one of these or an act, and a test holds it (2026-11-26).
 */
export const remedyKinds: Readonly<Record<string, { act: string } | 'transfer' | 'record' | 'told'>> = {
  'patient-own-login': { act: 'invite' },
  'correct-contact': { act: 'change-email' },
  'correct-registration': { act: 'ask-correction' },
  'prove-in-person': { act: 'seen-in-person' },
  'open-surviving-record': 'record',
  'hand-to-privacy': 'transfer',
  'refer-duplicate': 'transfer',
  'route-to-clinic': 'transfer',
  'refer-release-of-information': 'transfer',
  'offer-proxy-access': { act: 'grant-proxy' },
  'wait-for-incident': 'told',
  'explain-age-policy': 'told',
  'explain-adulthood': 'told',
  'remind-proxy': 'told',
  'redirect-portal': 'told',
  'guide-device': 'told',
  'check-address-and-username': 'told',
}
