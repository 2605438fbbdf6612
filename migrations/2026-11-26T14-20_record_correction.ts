import { type Kysely, sql } from 'kysely'

/** Requests to records to have a name or birth date corrected, with the kind of paper they rest on. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table record_correction (
    id text primary key, patient_id text not null references patient(id), case_id text not null references support_case(id),
    field text not null, paper text not null, seen_by text not null, asked_by text not null references staff(id),
    asked_at text not null, answer text, answered_by text references staff(id), answered_at text)`)
  await run(
    'create unique index record_correction_waiting on record_correction (patient_id, field) where answer is null',
  )
  await run('create index record_correction_case on record_correction (case_id)')
}
