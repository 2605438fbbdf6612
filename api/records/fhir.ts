import type { Coding, Entry, Value } from './entry.ts'
import { flagOf } from './present.ts'
import type { Opened } from './queries.ts'

export type Json = Record<string, unknown>

const hl7 = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
})
/** What a resource is sorted under; without a word of the source's, what stands in. */
const sorted = (categories: readonly Coding[] | undefined, otherwise?: Json): Json =>
  categories?.length
    ? { category: categories.map((one) => ({ coding: [one] })) }
    : otherwise
      ? { category: [otherwise] }
      : {}
const conceptOf = (name: string, codes: readonly Coding[] = []) => ({
  ...(codes.length > 0 && { coding: codes }),
  text: name,
})
// A dateTime of FHIR: a time wants its offset.
const dateTime = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/
const asDate = <K extends string>(key: K, value: string | undefined): Json =>
  value !== undefined && dateTime.test(value) ? { [key]: value } : {}
const when = <K extends string>(key: K, value: unknown): Json =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? {} : { [key]: value }
/** A code of a closed list of FHIR's, or what stands in for a word that is none of it. */
export const oneOf = (codes: string, said: string | undefined, otherwise: string): string =>
  said !== undefined && codes.split(' ').includes(said) ? said : otherwise

const clinicalStatuses = 'active recurrence relapse inactive remission resolved'
const verifications = 'unconfirmed provisional differential confirmed refuted'
const intents = 'proposal plan order original-order reflex-order filler-order instance-order option'
/** What is not said to be other than confirmed is taken for that; of a word that FHIR has not it is not known. */
const sureness = (words: string, { verification }: Entry): string =>
  verification === undefined ? 'confirmed' : oneOf(words, verification, 'unconfirmed')
// What US Core calls every document that is not said to be of another sort.
const clinicalNote = {
  coding: [
    {
      system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
      code: 'clinical-note',
    },
  ],
}
const appointmentStatuses = 'proposed pending booked arrived fulfilled cancelled noshow checked-in waitlist'
const observationStatuses =
  'registered preliminary final amended corrected cancelled entered-in-error unknown'

function valuesOf(values: readonly Value[] = []): Json {
  const [own] = values.filter((value) => value.name === undefined)
  const parts = values.filter((value) => value.name !== undefined)
  return {
    ...(own && valuePart(own)),
    ...when(
      'component',
      parts.map((value) => ({ code: conceptOf(value.name!, value.codes), ...valuePart(value) })),
    ),
  }
}

function valuePart(value: Value): Json {
  const { number, comparator, text, unit, low, high, range } = value
  const quantity = (of: number) => ({ value: of, ...(unit && { unit }) })
  const where = flagOf(value)
  const flag = where && ({ high: 'H', low: 'L', usual: 'N', unusual: 'A' } as const)[where]
  return {
    ...(number === undefined
      ? { valueString: text ?? '' }
      : { valueQuantity: { ...quantity(number), ...(comparator && { comparator }) } }),
    ...(flag && { interpretation: [hl7('v3-ObservationInterpretation', flag)] }),
    ...((low !== undefined || high !== undefined || range) && {
      referenceRange: [
        {
          ...(low !== undefined && { low: quantity(low) }),
          ...(high !== undefined && { high: quantity(high) }),
          ...(range && { text: range }),
        },
      ],
    }),
  }
}

/** A moment that FHIR takes for one: with its offset. */
const instantOf = (value: string | undefined): string | undefined =>
  value !== undefined && dateTime.test(value) && value.includes('T') ? value : undefined

/** When something was done: from and until, or the one moment or day. */
const performed = ({ at, until }: Entry): Json =>
  at !== undefined && until !== undefined && until !== at && dateTime.test(at) && dateTime.test(until)
    ? { performedPeriod: { start: at, end: until } }
    : asDate('performedDateTime', at)

const byKind: Record<Entry['kind'], (entry: Entry, patient: Json) => Json> = {
  problem: (e, subject) => ({
    ...(e.status &&
      clinicalStatuses.split(' ').includes(e.status) && {
        clinicalStatus: hl7('condition-clinical', e.status),
      }),
    verificationStatus: hl7('condition-ver-status', sureness(verifications, e)),
    ...sorted(e.categories, hl7('condition-category', 'problem-list-item')),
    code: conceptOf(e.name, e.codes),
    subject,
    ...asDate(e.dayIs === 'recorded' ? 'recordedDate' : 'onsetDateTime', e.at),
    ...asDate('abatementDateTime', e.until),
  }),
  allergy: (e, patient) => ({
    clinicalStatus: hl7('allergyintolerance-clinical', oneOf('active inactive resolved', e.status, 'active')),
    verificationStatus: hl7(
      'allergyintolerance-verification',
      sureness('unconfirmed presumed confirmed refuted', e),
    ),
    code: conceptOf(e.name, e.codes),
    patient,
    ...asDate(e.dayIs === 'onset' ? 'onsetDateTime' : 'recordedDate', e.at),
    ...when(
      'reaction',
      e.details?.map((one) => ({ manifestation: [{ text: one }] })),
    ),
  }),
  medication: (e, subject) => ({
    status: oneOf('active on-hold cancelled completed stopped draft', e.status, 'unknown'),
    intent: oneOf(intents, e.intent, 'order'),
    ...(e.doNotPerform && { doNotPerform: true }),
    medicationCodeableConcept: conceptOf(e.name, e.codes),
    subject,
    ...asDate('authoredOn', e.at),
    ...when('requester', e.by && { display: e.by }),
    ...when(
      'dosageInstruction',
      e.details?.map((text) => ({ text })),
    ),
  }),
  immunization: (e, patient) => ({
    status: oneOf('completed not-done', e.status, 'completed'),
    vaccineCode: conceptOf(e.name, e.codes),
    patient,
    ...(e.at && dateTime.test(e.at) ? { occurrenceDateTime: e.at } : { occurrenceString: 'unknown' }),
  }),
  procedure: (e, subject) => ({
    status: oneOf('preparation in-progress not-done on-hold stopped completed', e.status, 'unknown'),
    ...(e.categories?.[0] && { category: { coding: [e.categories[0]] } }),
    code: conceptOf(e.name, e.codes),
    subject,
    ...performed(e),
    ...when('performer', e.by && [{ actor: { display: e.by } }]),
    ...when(
      'reasonCode',
      e.details?.map((text) => ({ text })),
    ),
  }),
  appointment: (e, patient) => {
    const start = instantOf(e.at)
    return {
      // One without its moment can be nothing else (FHIR R4, Appointment, app-3).
      status: oneOf(
        start ? appointmentStatuses : 'proposed cancelled waitlist',
        e.status,
        start ? 'booked' : 'proposed',
      ),
      serviceType: [conceptOf(e.name, e.codes)],
      // FHIR wants both or neither; of one whose end no source says it is the beginning.
      ...(start && { start, end: instantOf(e.until) ?? start }),
      ...when('comment', e.note),
      participant: [
        { actor: patient, status: 'accepted' },
        ...[e.by, ...(e.details ?? [])].flatMap((display) =>
          display ? [{ actor: { display }, status: 'accepted' }] : [],
        ),
      ],
    }
  },
  result: (e, subject) => ({
    status: oneOf(observationStatuses, e.status, 'unknown'),
    ...sorted(e.categories),
    code: conceptOf(e.name, e.codes),
    subject,
    ...asDate('effectiveDateTime', e.at),
    ...when('performer', e.by && [{ display: e.by }]),
    ...valuesOf(e.values),
  }),
  report: (e, subject) => ({
    status: oneOf(`${observationStatuses} partial appended`, e.status, 'unknown'),
    ...sorted(e.categories),
    code: conceptOf(e.name, e.codes),
    subject,
    ...asDate('effectiveDateTime', e.at),
    ...when('performer', e.by && [{ display: e.by }]),
    ...when(
      'result',
      e.details?.map((display) => ({ display })),
    ),
    ...when('conclusion', e.note),
    ...when('presentedForm', e.document?.data && [e.document]),
  }),
  document: (e, subject) => ({
    status: oneOf('current superseded', e.status, 'current'),
    type: conceptOf(e.name, e.codes),
    ...sorted(e.categories, clinicalNote),
    subject,
    ...(e.at && dateTime.test(e.at) && e.at.includes('T') && { date: e.at }),
    ...when('author', e.by && [{ display: e.by }]),
    content: [{ attachment: e.document ?? { title: e.name } }],
    ...periodOf(e.period),
  }),
  'care-team': (e, subject) => ({
    status: oneOf('proposed active suspended inactive', e.status, 'active'),
    ...sorted(e.categories),
    name: e.name,
    subject,
    ...(e.at && dateTime.test(e.at) && { period: { start: e.at, ...asDate('end', e.until) } }),
    ...when(
      'participant',
      e.details?.map((display) => ({ member: { display } })),
    ),
  }),
}
/** Of a document's: the sides that are dates of FHIR. */
function periodOf(said: Entry['period']): Json {
  const period = { ...asDate('start', said?.start), ...asDate('end', said?.end) }
  return Object.keys(period).length > 0 ? { context: { period } } : {}
}

const noted = new Set([
  'problem',
  'allergy',
  'medication',
  'immunization',
  'procedure',
  'result',
  'care-team',
])

/** One record as a resource of FHIR R4. */
export function toResource({ id, version, changed_at, entry: found }: Opened, patient: Json): Json {
  const entry = found as Entry
  return {
    resourceType: typeOf[entry.kind],
    ...byKind[entry.kind](entry, patient),
    id,
    meta: { versionId: String(version), lastUpdated: changed_at },
    ...(entry.note && noted.has(entry.kind) && { note: [{ text: entry.note }] }),
  }
}

/** What FHIR calls each kind. */
export const typeOf = {
  problem: 'Condition',
  allergy: 'AllergyIntolerance',
  medication: 'MedicationRequest',
  immunization: 'Immunization',
  procedure: 'Procedure',
  result: 'Observation',
  report: 'DiagnosticReport',
  document: 'DocumentReference',
  'care-team': 'CareTeam',
  appointment: 'Appointment',
} as const satisfies Record<Entry['kind'], string>
