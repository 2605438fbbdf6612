/** Who may be on the phone, and the photo identities that count at the desk. */
export const callers = ['patient', 'proxy', 'guardian', 'other'] as const
/** What proved a caller to level 2. */
export const raisedBy = ['code', 'authenticator', 'passkey'] as const
/** Why a second person declines to approve a proof of identity; the first two doubt who it is. */
export const declineReasons = [
  'another-person',
  'document-doubted',
  'document-expired',
  'not-shown',
  'wrong-record',
  'other',
] as const
/** Declined for these, somebody may have tried to be the patient. */
export const doubts = [
  'another-person',
  'document-doubted',
] as const satisfies readonly (typeof declineReasons)[number][]
export const photoDocuments = [
  'drivers-licence',
  'state-id',
  'passport',
  'military-id',
  'tribal-id',
  'permanent-resident-card',
] as const
