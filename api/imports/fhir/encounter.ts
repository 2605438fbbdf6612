import type { Identifier } from '../../patients/record.ts'
import type { GivenVisit } from '../../patients/saveVisits.ts'
import { readMoment, whyNoVisit } from '../read/moments.ts'
import { type ReadRules, unnamedSource, type Warn } from '../records.ts'
import { type Named, namedBy } from './named.ts'
import { isObject, type Json, list, type Pointed, part, pointsTo, text } from './resource.ts'

/** Statuses of R4 and R5 in which the patient was, or is, there. */
const happened = new Set(
  'arrived triaged in-progress onleave finished completed discharged on-hold discontinued'.split(' '),
)
const withdrawn = new Set(['planned', 'cancelled', 'entered-in-error', 'no-show', 'noshow'])

/** Reads a FHIR Encounter (R4 and R5). @returns nothing, having said why, for one that is no visit of a known day */
export function toVisit(
  encounter: Json,
  base: string | undefined,
  named: Named,
  rules: ReadRules,
  warn: Warn,
): GivenVisit | undefined {
  const status = text(encounter.status)
    ?.toLowerCase()
    .replace(/[_\s]+/g, '-')
    .replace(/^canceled$/, 'cancelled')
  const id = text(encounter.id)
  const number = list(encounter.identifier).find((one) => text(one.system) && text(one.value))
  const start = text(part(encounter.period, 'start')) ?? text(part(encounter.actualPeriod, 'start'))
  if (!id && !number) return nothing(warn, 'id', 'is missing')
  // The id comes first: it was the visit’s number before there were issuers, and every resource of a server has one.
  const numbered = id
    ? { issuer: base ?? rules.source ?? unnamedSource, value: id }
    : { issuer: text(number!.system)!, value: text(number!.value)! }
  if (status && withdrawn.has(status)) return { ...numbered, startedAt: '', withdrawn: true }
  if (status ? !happened.has(status) : encounter.status !== undefined && encounter.status !== null)
    return nothing(warn, 'status', 'does not say that the visit took place')
  if (!start) return nothing(warn, 'period.start', 'is missing')
  const startedAt = readMoment(start, rules)
  if (!startedAt) return nothing(warn, 'period.start', 'must be a day or a moment')
  const noDay = whyNoVisit(startedAt, rules)
  if (noDay) return nothing(warn, 'period.start', noDay)
  const providers = list(encounter.participant).map((one) => one.individual ?? one.actor)
  const provider = providers.flatMap((one) => (isPerson(one) ? (namedBy(one, named, rules) ?? []) : []))[0]
  return {
    ...numbered,
    startedAt,
    withdrawn: false,
    provider,
    clinic: namedBy(encounter.serviceProvider, named, rules),
  }
}

const isPerson = (reference: unknown) =>
  !/(^|\/)(Patient|RelatedPerson|Device|Group)\//.test(text(part(reference, 'reference')) ?? '')

function nothing(warn: Warn, field: string, rule: string): undefined {
  warn(field, rule)
}

/** Whom a visit or a coverage is of, and on which server that is where it says. */
export function patientOf(reference: unknown): Pointed | { number: Identifier } | undefined {
  if (!isObject(reference)) return undefined
  const to = pointsTo(reference.reference)
  if (to) return { ...to, id: to.id.replace(/^Patient\//, '') }
  const [system, value] = [
    text(part(reference.identifier, 'system')),
    text(part(reference.identifier, 'value')),
  ]
  return system && value ? { number: { system, value } } : undefined
}
