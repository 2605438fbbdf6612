import type { Kysely } from 'kysely'
import { clinicsBooked } from '../appointments/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { Invalid } from '../core/errors.ts'
import { allClinics, clinicsOfPatient } from '../patients/visits.ts'
import { notYourClinic } from './words.ts'

/** The clinics a patient can write to: those that care for them, by name. */
export async function careClinics(db: Kysely<Tables>, patientIds: readonly string[]) {
  const ids = new Set(
    (await Promise.all([clinicsOfPatient(db, patientIds), clinicsBooked(db, patientIds)])).flat(),
  )
  return ids.size === 0 ? [] : (await allClinics(db)).filter(({ id }) => ids.has(id))
}

/** @throws Invalid for a clinic that does not care for the patient */
export async function expectCareClinic(
  db: Kysely<Tables>,
  patientIds: readonly string[],
  clinicId: string,
): Promise<void> {
  const clinics = await careClinics(db, patientIds)
  if (!clinics.some((one) => one.id === clinicId)) throw new Invalid({ clinicId: notYourClinic })
}
