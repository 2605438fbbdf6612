/** Who may stand behind an event. */
export const actorTypes = ['staff', 'patient', 'system', 'anonymous'] as const

/** What a list of the log can be sorted by, and the columns an auditor chooses from. */
export const auditColumns = [
  'at',
  'leafIndex',
  'actorId',
  'actorName',
  'actorType',
  'actorRole',
  'action',
  'outcome',
  'patientIds',
  'objectType',
  'objectId',
  'caseId',
  'purpose',
  'ip',
  'sessionId',
  'requestId',
  'fields',
] as const
export type AuditColumn = (typeof auditColumns)[number]

export const exportFormats = ['csv', 'ndjson', 'fhir'] as const
/** Why records may leave the log, or be reported on. */
export const exportReasons = [
  'patient-request',
  'privacy-investigation',
  'compliance-audit',
  'legal-request',
  'security-incident',
] as const
