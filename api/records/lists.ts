/** What there is in a record, in the order in which it is shown. */
export const kinds = [
  'problem',
  'allergy',
  'medication',
  'immunization',
  'result',
  'report',
  'document',
  'care-team',
] as const
export type Kind = (typeof kinds)[number]
