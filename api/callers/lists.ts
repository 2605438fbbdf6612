/** Who may be on the phone, and the photo identities that count at the desk. */
export const callers = ['patient', 'proxy', 'guardian', 'other'] as const
/** What proved a caller to level 2. */
export const raisedBy = ['code', 'authenticator', 'passkey'] as const
export const photoDocuments = [
  'drivers-licence',
  'state-id',
  'passport',
  'military-id',
  'tribal-id',
  'permanent-resident-card',
] as const
