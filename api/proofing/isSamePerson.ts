import { compareAnswers } from '../callers/compare.ts'
import type { PatientRow } from '../patients/published.ts'
import type { Claims } from './provider.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * Whether somebody whom a provider vouches for is the patient: first name, last name and date of birth together, by the rules by
 * which callers are compared (OpenID Connect Core 1.0, 5.1). What differs is not told.
 * @param today the hospital's day, YYYY-MM-DD
 * @param home the home country, by which telephone numbers are read
 */
export function isSamePerson(claims: Claims, patient: PatientRow, today: string, home: string): boolean {
  const birthDate = text(claims.birthdate)
  // OpenID Connect writes a birth date one way; a year alone, or 0000, proves nothing.
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(birthDate)) return false
  const asserted = { givenName: text(claims.given_name), familyName: text(claims.family_name), birthDate }
  const nothingElse = { phones: [], emails: [], identifiers: [] }
  const { unmatched } = compareAnswers(asserted, {
    patient,
    today,
    home,
    ...nothingElse,
    lastVisitDate: undefined,
    primaryCareProvider: undefined,
  })
  return unmatched.length === 0
}
