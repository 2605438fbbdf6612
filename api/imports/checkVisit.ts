import { issueWords, text } from '../core/http/schema.ts'
import type { NamedPlace } from '../patients/places.ts'
import type { GivenVisit } from '../patients/saveVisits.ts'
import type { Warn } from './records.ts'

const label = text(300)

/** A visit with what can be kept of it; nothing, having said why, where its number cannot. */
export function checkVisit(visit: GivenVisit, warn: Warn): GivenVisit | undefined {
  const { error } = label.safeParse(`${visit.issuer}|${visit.value}`)
  if (error) warn('visit', issueWords(error.issues[0]!).en)
  return error
    ? undefined
    : {
        ...visit,
        provider: checkPlace(visit.provider, 'provider', warn),
        clinic: checkPlace(visit.clinic, 'clinic', warn),
      }
}

export function checkPlace(
  place: NamedPlace | null | undefined,
  field: string,
  warn: Warn,
): NamedPlace | undefined {
  if (!place) return undefined
  const error = label.safeParse(place.name).error ?? label.safeParse(`${place.issuer}|${place.value}`).error
  if (error) warn(field, issueWords(error.issues[0]!).en)
  return error ? undefined : place
}
