import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/*
 * What other rooms may read of visits.
 */

/** The clinics where a patient booked a visit. */
export async function clinicsBooked(db: Kysely<Tables>, patientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('clinic_id')
    .distinct()
    .where('patient_id', '=', patientId)
    .execute()
  return rows.map((row) => row.clinic_id)
}
