import type { Entry, GivenEntry } from '../../records/entry.ts'
import type { Kind } from '../../records/lists.ts'
import { readMoment } from '../read/moments.ts'
import { type ReadRules, unnamedSource, type Warn } from '../records.ts'
import { documentOf, periodOf } from './document.ts'
import { type Named, namedBy } from './named.ts'
import {
  codeIn,
  codesOf,
  conceptText,
  isObject,
  type Json,
  list,
  longestName,
  longestText,
  part,
  pointsTo,
  text,
} from './resource.ts'
import { valuesOf } from './values.ts'

const kindOf: Record<string, Kind> = {
  Condition: 'problem',
  AllergyIntolerance: 'allergy',
  MedicationRequest: 'medication',
  MedicationStatement: 'medication',
  Immunization: 'immunization',
  Procedure: 'procedure',
  Observation: 'result',
  DiagnosticReport: 'report',
  DocumentReference: 'document',
  CareTeam: 'care-team',
  Appointment: 'appointment',
}
/** The types that are read into records. */
export const clinicalTypes = Object.keys(kindOf)
export const isClinical = (type: string | undefined): boolean =>
  type !== undefined && Object.hasOwn(kindOf, type)

/**
 * Reads what a FHIR resource (R4, and R5 where it is the same) says of somebody's health. @returns nothing, having said why,
 * for one that says of nothing
 */
export function toEntry(
  resource: Json,
  base: string | undefined,
  named: Named,
  rules: ReadRules,
  warn: Warn,
): GivenEntry | undefined {
  const type = text(resource.resourceType)!
  const id = text(resource.id)
  const number = list(resource.identifier).find((one) => text(one.system) && text(one.value))
  if (!id && !number) return nothing(warn, 'id', 'is missing')
  const called = id
    ? { issuer: base ?? rules.source ?? unnamedSource, value: `${type}/${id}` }
    : { issuer: text(number!.system)!, value: `${type}?${text(number!.value)}` }
  const kind = kindOf[type]!
  const said = saidAt(resource, rules)
  const withdrawn =
    text(resource.status)?.toLowerCase() === 'entered-in-error' ||
    codeIn(resource.verificationStatus) === 'entered-in-error' ||
    text(resource.docStatus) === 'entered-in-error'
  if (withdrawn) return { ...called, ...said, withdrawn, at: '', entry: { kind, name: '', codes: [] } }
  const coded = conceptOf(resource)
  const name = nameOf(resource, coded)
  if (!name)
    return nothing(warn, type.startsWith('Medication') ? 'medication' : 'code', 'does not say what it is')
  const when = whenOf(resource)
  const at = when && readMoment(when, rules)
  if (when && !at) warn('date', 'is no day or moment')
  if (kind === 'appointment' && !/T.*(Z|[+-]\d{2}:\d{2})$/.test(when ?? ''))
    return nothing(warn, 'start', 'is missing, or no moment with its offset')
  const until = untilOf(resource)
  const status = codeIn(resource.clinicalStatus) ?? text(resource.status)
  const by = byWhom(resource, named, rules)
  const entry: Entry = {
    kind,
    name: name.slice(0, longestName),
    codes: codesOf(coded),
    ...listed('categories', categorised.has(kind) ? categoriesOf(resource).flatMap(codesOf) : []),
    ...(status && { status }),
    ...(at && { at: when }),
    ...(until && readMoment(until, rules) && { until }),
    ...turnedBy(resource),
    ...whatDay(resource),
    ...(kind === 'result' && { values: valuesOf(resource, warn) }),
    ...listed('details', detailsOf(resource, named, rules)),
    ...(by && { by }),
    ...(noteOf(resource) && { note: noteOf(resource)! }),
    ...documentOf(resource, warn),
    ...periodOf(resource, rules),
  }
  return { ...called, ...said, withdrawn, at: at ?? '', entry }
}

/** When its server last changed it. */
function saidAt({ meta }: Json, rules: ReadRules): Pick<GivenEntry, 'saidAt'> {
  const said = text(part(meta, 'lastUpdated'))
  const at = said && /T.*(Z|[+-]\d{2}:\d{2})$/.test(said) ? readMoment(said, rules) : undefined
  return at ? { saidAt: at } : {}
}

/** What an entry of a Bundle says is gone from its server: taken back, whoever it was said of. */
export function goneEntry({ request }: Json, rules: ReadRules): GivenEntry | undefined {
  if (text(part(request, 'method')) !== 'DELETE') return undefined
  const pointed = pointsTo(part(request, 'url'))
  const kind = kindOf[pointed?.id.split('/')[0] ?? '']
  if (!pointed || !kind) return undefined
  const issuer = pointed.base ?? rules.source ?? unnamedSource
  return { issuer, value: pointed.id, withdrawn: true, at: '', entry: { kind, name: '', codes: [] } }
}

const nothing = (warn: Warn, field: string, rule: string) => void warn(field, rule)

/** What turns the rest into something else, as FHIR's modifiers do: what was ruled out, must not be given, or is no order. */
function turnedBy(resource: Json): Pick<Entry, 'verification' | 'doNotPerform' | 'intent'> {
  const verification = codeIn(resource.verificationStatus)
  const intent = text(resource.intent)
  return {
    ...(verification && verification !== 'confirmed' && { verification }),
    ...(resource.doNotPerform === true && { doNotPerform: true }),
    ...(resource.resourceType === 'MedicationRequest' && intent && intent !== 'order' && { intent }),
  }
}

/** Of which sort the day is, where it is not the usual one of its kind. */
function whatDay(resource: Json): Pick<Entry, 'dayIs'> {
  const began = text(resource.onsetDateTime) ?? text(part(resource.onsetPeriod, 'start'))
  if (resource.resourceType === 'Condition' && !began && text(resource.recordedDate))
    return { dayIs: 'recorded' }
  return resource.resourceType === 'AllergyIntolerance' && began ? { dayIs: 'onset' } : {}
}

const listed = <K extends string, V>(key: K, values: V[]) =>
  (values.length > 0 ? { [key]: values } : {}) as { [key in K]?: V[] }

/** The kinds whose sort is asked for by whoever reads them. */
const categorised = new Set<Kind>(['problem', 'procedure', 'result', 'report', 'document', 'care-team'])

/** One category is no list. */
const categoriesOf = ({ category }: Json) => (isObject(category) ? [category] : list(category))

const conceptOf = (resource: Json): unknown =>
  resource.code ??
  resource.vaccineCode ??
  resource.medicationCodeableConcept ??
  contained(resource)?.code ??
  resource.type ??
  list(resource.category)[0] ??
  list(resource.serviceType)[0] ??
  resource.appointmentType

/** The Medication a request carries within itself. */
const contained = (resource: Json): Json | undefined =>
  list(resource.contained).find((one) => one.resourceType === 'Medication')

const nameOf = (resource: Json, coded: unknown): string | undefined =>
  text(resource.description) ??
  (resource.resourceType === 'CareTeam'
    ? (text(resource.name) ?? conceptText(coded) ?? 'Care team')
    : undefined) ??
  conceptText(coded) ??
  text(part(resource.medicationReference, 'display')) ??
  (resource.resourceType === 'Appointment' ? 'Visit' : undefined)

const whenOf = (resource: Json): string | undefined =>
  [
    resource.onsetDateTime,
    part(resource.onsetPeriod, 'start'),
    resource.effectiveDateTime,
    part(resource.effectivePeriod, 'start'),
    resource.occurrenceDateTime,
    resource.performedDateTime,
    part(resource.performedPeriod ?? resource.occurrencePeriod, 'start'),
    resource.start,
    resource.authoredOn,
    part(resource.period, 'start'),
    resource.recordedDate,
    resource.date,
    resource.issued,
  ].flatMap((one) => text(one) ?? [])[0]

const untilOf = (resource: Json): string | undefined =>
  [
    resource.abatementDateTime,
    part(resource.performedPeriod ?? resource.occurrencePeriod, 'end'),
    part(resource.period, 'end'),
    resource.end,
  ].flatMap((one) => text(one) ?? [])[0]

/** Who takes part in an appointment, of one type of FHIR. */
const partOf = (resource: Json, type: string): unknown[] =>
  resource.resourceType === 'Appointment'
    ? list(resource.participant)
        .map((one) => one.actor)
        .filter((actor) => pointsTo(part(actor, 'reference'))?.id.startsWith(`${type}/`))
    : []

/** Whose it is. */
export const subjectOf = (resource: Json): unknown =>
  resource.subject ?? resource.patient ?? resource.beneficiary ?? partOf(resource, 'Patient')[0]

function byWhom(resource: Json, named: Named, rules: ReadRules): string | undefined {
  const all = [
    ...partOf(resource, 'Practitioner'),
    resource.requester,
    resource.recorder,
    ...list(resource.performer),
    ...list(resource.author),
  ]
  return all.flatMap((one) => namedBy(part(one, 'actor') ?? one, named, rules)?.name ?? [])[0]
}

const noteOf = (resource: Json): string | undefined =>
  (
    text(resource.conclusion) ??
    text(resource.patientInstruction) ??
    text(resource.comment) ??
    (list(resource.note)
      .flatMap((one) => text(one.text) ?? [])
      .join('\n') ||
      undefined)
  )?.slice(0, longestText)

/** Reactions, how it is taken, why it was done, what belongs to a report, who is in a team, where one is to come. */
function detailsOf(resource: Json, named: Named, rules: ReadRules): string[] {
  const found =
    resource.resourceType === 'DiagnosticReport'
      ? list(resource.result).map((one) => text(one.display))
      : resource.resourceType === 'CareTeam'
        ? list(resource.participant).map((one) => {
            if (pointsTo(part(one.member, 'reference'))?.id.startsWith('Patient/')) return undefined
            const name = namedBy(one.member, named, rules)?.name ?? text(part(one.member, 'display'))
            const role = list(one.role).flatMap((role) => conceptText(role) ?? [])[0]
            return name && role ? `${name} (${role})` : name
          })
        : [
            ...list(resource.reaction).flatMap((one) => list(one.manifestation).map(conceptText)),
            ...list(resource.dosageInstruction).map((one) => text(one.text)),
            ...(resource.resourceType === 'Procedure' ? list(resource.reasonCode).map(conceptText) : []),
            ...partOf(resource, 'Location').map((one) => namedBy(one, named, rules)?.name),
          ]
  return [...new Set(found.flatMap((one) => one?.slice(0, longestName) ?? []))]
}
