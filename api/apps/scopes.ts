import { dataScopes, typesWithin } from '../fhir/scopes.ts'
import type { TypeName } from '../fhir/types.ts'

/** Beside what of a record may be read: whose it is, who signed in, and that it goes on. */
const others = ['openid', 'fhirUser', 'launch/patient', 'offline_access'] as const

/** All that can be asked for; what else an app asks for is left out of what it is told it got (RFC 6749, 3.3). */
export const scopes: string[] = [...others, ...dataScopes]
const known = new Set(scopes)

export const scopesIn = (asked: string | undefined): string[] =>
  (asked ?? '').split(' ').filter((one) => known.has(one))

/** Whether it goes on without the patient, by tokens that are renewed. */
export const goesOn = (asked: readonly string[]): boolean => asked.includes('offline_access')

/** What of a record would be read, by types. */
export const typesAsked = (asked: readonly string[]): TypeName[] => [
  ...new Set([...typesWithin(asked, 'r'), ...typesWithin(asked, 's')]),
]
