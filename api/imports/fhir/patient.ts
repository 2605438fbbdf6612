import type { NamedPlace } from '../../patients/places.ts'
import type { GivenVisit } from '../../patients/saveVisits.ts'
import type { ReadRules, SourcePatient, Warn } from '../records.ts'
import { addressOf, contactsOf } from './contacts.ts'
import { recordNumbers } from './identifiers.ts'
import { type Named, namedBy } from './named.ts'
import { namesOf } from './names.ts'
import { calledBy, callOf, conceptText, type Json, list, part, pointsTo, serverOf, text } from './resource.ts'
import { asTold } from './told.ts'

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

/** Reads a FHIR Patient (R4 and R5), believing what it says of use, period, rank, status and link. */
export function toPatient(
  given: Json,
  visits: GivenVisit[],
  base: string | undefined,
  named: Named,
  rules: ReadRules,
  warn: Warn,
): SourcePatient {
  const patient = asTold(given, warn)
  const languages = list(patient.communication)
  const spoken = languages.find((one) => one.preferred === true) ?? languages[0]
  const id = text(patient.id)
  const server = serverOf(base, rules.source)
  const replacedBy = list(patient.link).find((link) => link.type === 'replaced-by')
  if (list(patient.link).some((link) => link.type === 'replaces'))
    warn(
      'link',
      'says that this record replaces another, which is not followed: the replaced record must say so itself',
    )
  const [race, ethnicity] = [usCoreText(patient, 'race'), usCoreText(patient, 'ethnicity')]
  const carries = (field: string, value: unknown) => isCarried(rules, field, value)
  return {
    id: id && callOf(id, server),
    numbers: recordNumbers(patient, base, rules, warn),
    ...namesOf(patient, rules, warn),
    birthDate: text(patient.birthDate),
    ...(carries('gender', given.gender) && { sex: text(patient.gender) ?? null }),
    ...(carries('communication', given.communication) && {
      language:
        list(part(spoken?.language, 'coding')).flatMap((c) => text(c.code) ?? [])[0] ??
        conceptText(spoken?.language) ??
        null,
    }),
    ...(carries('race', race) && { race }),
    ...(carries('ethnicity', ethnicity) && { ethnicity }),
    ...(carries('address', given.address) && addressOf(patient, rules, warn)),
    ...(carries('telecom', given.telecom) && { contacts: contactsOf(patient, rules, warn) }),
    ...deathOf(patient),
    ...(typeof patient.active === 'boolean' && { active: patient.active }),
    ...replacedOf(replacedBy, server, warn),
    ...(carries('generalPractitioner', given.generalPractitioner) && {
      primaryProvider: primaryProvider(patient, named, rules, warn),
    }),
    visits,
  }
}

/**
 * Whether a source tells of a field. FHIR leaves an empty list out, so that who lacks it has none, or the source has it of nobody
 * and takes away nothing that another told: it is told of once some Patient of the source had it (2026-11-27).
 */
function isCarried({ carried }: ReadRules, field: string, value: unknown): boolean {
  if (value !== undefined && value !== null) carried.add(field)
  return carried.has(field)
}

function deathOf(patient: Json): Pick<SourcePatient, 'deceased' | 'deceasedAt'> {
  const at = text(patient.deceasedDateTime)
  if (at) return { deceasedAt: at }
  return typeof patient.deceasedBoolean === 'boolean' ? { deceased: patient.deceasedBoolean } : {}
}

/** A record that was replaced is out of use, whether or not its successor is at hand. */
function replacedOf(
  link: Json | undefined,
  server: string | undefined,
  warn: Warn,
): Pick<SourcePatient, 'replacedBy' | 'active'> {
  if (!link) return {}
  const to = pointsTo(part(link.other, 'reference'))
  if (!to) warn('link', 'does not say by a reference which record took its place; it is out of use')
  return { active: false, ...(to && { replacedBy: calledBy(to, server) }) }
}

function primaryProvider(patient: Json, named: Named, rules: ReadRules, warn: Warn): NamedPlace | null {
  const references = list(patient.generalPractitioner)
  const people = references.filter((one) => !/(^|\/)Organization\//.test(text(one.reference) ?? ''))
  const found = people.flatMap((one) => namedBy(one, named, rules) ?? [])[0]
  if (!found && references.length > 0)
    warn('generalPractitioner', 'names nobody: it has no display, and no Practitioner stands beside it')
  return found ?? null
}

/** What a US Core extension says: its text, else what its categories are called. */
function usCoreText(patient: Json, name: string): string | null {
  const found = list(patient.extension).find((one) => one.url === usCore + name)
  const parts = list(found?.extension)
  const said = parts.flatMap((one) => (one.url === 'text' ? (text(one.valueString) ?? []) : []))[0]
  const categories = parts
    .filter((one) => one.url === 'ombCategory')
    .flatMap((one) => text(part(one.valueCoding, 'display')) ?? text(part(one.valueCoding, 'code')) ?? [])
  return said ?? (categories.join(', ') || null)
}
