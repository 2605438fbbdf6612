/** A patient's name as lists and heads show it; some people have one name, and father and son differ by the suffix. */
export const fullName = (patient: { familyName: string; givenName: string; suffix: string | null }): string =>
  [[patient.familyName, patient.suffix].filter(Boolean).join(' '), patient.givenName]
    .filter(Boolean)
    .join(', ')
