import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { appointmentsPolicy } from './policy.ts'

/*
 * What other rooms may read of visits.
 */

/** The clinics where a patient booked a visit. */
export async function clinicsBooked(db: Kysely<Tables>, patientIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('clinic_id')
    .distinct()
    .where('patient_id', 'in', patientIds)
    .execute()
  return rows.map((row) => row.clinic_id)
}

/** What keeps a patient from booking: as many visits as one may have, a wait that is not over, an offer that passed since a moment. */
export async function bookingTrouble(db: Kysely<Tables>, patientId: string, now: string, since: string) {
  const [booked, entries, { visitsAtOnce }] = await Promise.all([
    db
      .selectFrom('appointment')
      .select('id')
      .where('patient_id', '=', patientId)
      .where('status', '=', 'booked')
      .where('ends_at', '>', now)
      .execute(),
    db
      .selectFrom('wait_entry')
      .select(['status', 'created_at', 'changed_at'])
      .where('patient_id', '=', patientId)
      .where('status', 'in', ['waiting', 'lapsed'])
      .where('changed_at', '>', since)
      .orderBy('created_at')
      .execute(),
    readPolicy(db, appointmentsPolicy),
  ])
  return {
    full: booked.length >= visitsAtOnce ? booked.length : undefined,
    waitsSince: entries.find((one) => one.status === 'waiting')?.created_at,
    lapsedAt: entries.findLast((one) => one.status === 'lapsed')?.changed_at,
  }
}
