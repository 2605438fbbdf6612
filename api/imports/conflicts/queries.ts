import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'

/** Records that were put aside, with the names of whom they concern and of who decided. */
export const conflictRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('record_conflict as c')
    .innerJoin(patientNames(db).as('p'), 'p.id', 'c.patient_id')
    .leftJoin(patientNames(db).as('o'), 'o.id', 'c.other_patient_id')
    .leftJoin(staffNames(db).as('s'), 's.id', 'c.decided_by')
    .selectAll('c')
    .select(['p.family_name', 'p.given_name', 's.name as decided_name'])
    .select(['o.family_name as other_family_name', 'o.given_name as other_given_name'])

export type ConflictListed = Awaited<ReturnType<ReturnType<typeof conflictRows>['executeTakeFirstOrThrow']>>

/** What waits for records, newest first: where it stood and whom it concerns, without what it says of them. */
export const conflictsWaiting = (db: Kysely<Tables>) =>
  db
    .selectFrom('record_conflict')
    .select(['id', 'reason', 'patient_id', 'other_patient_id', 'file', 'place', 'found_at'])
    .where('decision', 'is', null)
    .orderBy('found_at', 'desc')
    .orderBy('id')
    .execute()

/** Whether a record waits that says it is a patient’s, or might be. */
export async function hasConflict(db: Kysely<Tables>, patientId: string): Promise<boolean> {
  const of = (column: 'patient_id' | 'other_patient_id') =>
    db
      .selectFrom('record_conflict')
      .select('id')
      .where(column, '=', patientId)
      .where('decision', 'is', null)
      .executeTakeFirst()
  return (await of('patient_id')) !== undefined || (await of('other_patient_id')) !== undefined
}
