import { type Kysely, sql } from 'kysely'

/** Whether something waits about a patient is asked of every case that is shown: also where they are the second of two. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(
      'create index record_conflict_other on record_conflict (other_patient_id) where other_patient_id is not null',
    )
    .execute(db)
}
