import { type Kysely, sql } from 'kysely'

/** Links by which an owner who is told of a change says that it was not theirs. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table notice_link (
    id text primary key, token_hash text not null unique, patient_id text not null references patient(id),
    notice text not null, staff_id text references staff(id), case_id text references support_case(id),
    created_at text not null, expires_at text not null, used_at text)`)
  await run('create index notice_link_patient on notice_link (patient_id)')
}
