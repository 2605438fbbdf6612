import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { toCome } from './book.ts'
import { kindTexts } from './kindTexts.ts'
import { appointmentsPolicy } from './policy.ts'
import { placesOf } from './slots.ts'
import type { AppointmentRow } from './tables.ts'

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

/** Visits of patients as they stand, latest first, after one of them. */
export async function visitsBefore(
  db: Kysely<Tables>,
  patientIds: readonly string[],
  after: { at: string; id: string } | undefined,
  most: number,
) {
  const rows = await visitsOf(db, patientIds)
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('starts_at', 'id'), '<', eb.tuple(after!.at, after!.id))),
    )
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return withPlaces(db, rows)
}

/** Those of some visits that are these patients'. */
export const visitsCalled = async (
  db: Kysely<Tables>,
  patientIds: readonly string[],
  ids: readonly string[],
) => (ids.length === 0 ? [] : withPlaces(db, await visitsOf(db, patientIds).where('id', 'in', ids).execute()))

const visitsOf = (db: Kysely<Tables>, patientIds: readonly string[]) =>
  db.selectFrom('appointment').selectAll().where('patient_id', 'in', patientIds)

async function withPlaces(db: Kysely<Tables>, rows: readonly AppointmentRow[]) {
  const place = await placesOf(db, rows)
  return rows.map((row) => ({ ...row, ...place(row), what: kindTexts[row.kind].en }))
}

/** What keeps a patient from booking: as many visits as one may have, a wait that is not over, an offer that passed since a moment. */
export async function bookingTrouble(
  db: Kysely<Tables>,
  patientIds: readonly string[],
  now: string,
  since: string,
) {
  const [booked, entries, { visitsAtOnce }] = await Promise.all([
    toCome(db, patientIds, now),
    db
      .selectFrom('wait_entry')
      .select(['status', 'created_at', 'changed_at'])
      .where('patient_id', 'in', patientIds)
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
