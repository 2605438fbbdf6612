import type { Json } from '../records/fhir.ts'

/*
 * Which profile of US Core a resource is of. A source may say less than one wants: a resource that has not what its profile requires
 * claims none. Kinds that are never held in full, such as the role of who is in a care team, have no line here (2026-11-27).
 */

const base = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

type Coded = { coding?: { system?: string; code?: string }[] }
const coded = (value: unknown): boolean => ((value as Coded | undefined)?.coding?.length ?? 0) > 0
const isIn = (resource: Json, code: string): boolean =>
  ((resource.category ?? []) as Coded[]).some((one) => one.coding?.some((each) => each.code === code))
/** An Observation says something: a value, or one of its parts does. */
const says = (resource: Json): boolean =>
  ['valueQuantity', 'valueString', 'component'].some((name) => resource[name] !== undefined)

const profileFor: Readonly<Record<string, (resource: Json) => string | undefined>> = {
  Patient: ({ identifier }) =>
    (identifier as { system?: string }[]).every((one) => one.system) ? 'patient' : undefined,
  Condition: (resource) =>
    !coded(resource.code)
      ? undefined
      : isIn(resource, 'encounter-diagnosis')
        ? 'condition-encounter-diagnosis'
        : isIn(resource, 'problem-list-item') || isIn(resource, 'health-concern')
          ? 'condition-problems-health-concerns'
          : undefined,
  AllergyIntolerance: ({ code }) => (coded(code) ? 'allergyintolerance' : undefined),
  MedicationRequest: ({ medicationCodeableConcept, authoredOn }) =>
    coded(medicationCodeableConcept) && authoredOn ? 'medicationrequest' : undefined,
  Immunization: ({ vaccineCode, occurrenceDateTime }) =>
    coded(vaccineCode) && occurrenceDateTime ? 'immunization' : undefined,
  Procedure: ({ code, status, performedDateTime, performedPeriod }) =>
    coded(code) &&
    (performedDateTime || performedPeriod || !['completed', 'in-progress'].includes(status as string))
      ? 'procedure'
      : undefined,
  Observation: (resource) =>
    !coded(resource.code) || !resource.effectiveDateTime || !says(resource)
      ? undefined
      : isIn(resource, 'laboratory')
        ? 'observation-lab'
        : isIn(resource, 'vital-signs')
          ? 'vital-signs'
          : undefined,
  DocumentReference: ({ type, content }) =>
    coded(type) && (content as { attachment: { data?: string } }[]).every((one) => one.attachment.data)
      ? 'documentreference'
      : undefined,
}

/** The resource with the profile it is of, where there is one. */
export function profiled(resource: Json): Json {
  const name = profileFor[resource.resourceType as string]?.(resource)
  return name ? { ...resource, meta: { ...(resource.meta as Json), profile: [`${base}${name}`] } } : resource
}
