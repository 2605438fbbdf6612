/** What there is in a record, in the order in which it is shown. */
export const kinds = [
  'problem',
  'allergy',
  'medication',
  'immunization',
  'procedure',
  'result',
  'report',
  'document',
  'care-team',
  'appointment',
] as const
export type Kind = (typeof kinds)[number]
