export const loginStates = ['invited', 'active', 'locked', 'disabled'] as const
/** What an act can ask of a login; `none` where the patient has none. */
export type LoginState = (typeof loginStates)[number] | 'none'

export const disableReasons = [
  'patient-request',
  'suspected-takeover',
  'wrong-person',
  'deceased',
  'duplicate',
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
