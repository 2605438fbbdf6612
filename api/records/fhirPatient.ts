import type { PatientRow } from '../patients/published.ts'
import { type Json, oneOf } from './fhir.ts'

const genders = 'male female other unknown'

/** Who the patient is, with the numbers that others know them by. */
export function toPatient(
  patient: PatientRow,
  identifiers: readonly { system: string; value: string }[],
): Json {
  const uris = identifiers.filter(({ system }) => /^\S+$/.test(system))
  return {
    resourceType: 'Patient',
    id: patient.id,
    meta: { versionId: String(patient.version), lastUpdated: patient.updated_at },
    identifier:
      uris.length > 0 ? uris.map(({ system, value }) => ({ system, value })) : [{ value: patient.mrn }],
    name: [
      {
        family: patient.family_name,
        ...(patient.given_name && { given: patient.given_name.split(/\s+/).filter(Boolean) }),
      },
    ],
    gender: oneOf(genders, patient.sex ?? undefined, 'unknown'),
    birthDate: patient.birth_date,
  }
}
