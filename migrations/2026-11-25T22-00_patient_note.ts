import { type Kysely, sql } from 'kysely'

/** Notes on a patient: what the next call should know, whatever case it comes in. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table patient_note (
    id text primary key, patient_id text not null references patient(id),
    staff_id text not null references staff(id), text text not null, created_at text not null)`)
  await run('create index patient_note_patient on patient_note (patient_id, created_at)')
}
