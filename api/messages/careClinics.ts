import type { Kysely } from 'kysely'
import { clinicsBooked } from '../appointments/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { allClinics, clinicsOfPatient } from '../patients/visits.ts'

/** The clinics a patient can write to: those that care for them, by name. */
export async function careClinics(db: Kysely<Tables>, patientIds: readonly string[]) {
  const ids = new Set(
    (await Promise.all([clinicsOfPatient(db, patientIds), clinicsBooked(db, patientIds)])).flat(),
  )
  return ids.size === 0 ? [] : (await allClinics(db)).filter(({ id }) => ids.has(id))
}
