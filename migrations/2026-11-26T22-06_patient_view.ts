import { type Kysely, sql } from 'kysely'

/** That a patient agreed to let an agent see what they see in the portal, in a case and for a while. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table patient_view (
    id text primary key, patient_id text not null references patient(id), case_id text not null references support_case(id),
    staff_id text not null references staff(id), verification_id text not null references verification(id),
    consent text not null, begun_at text not null, until_at text not null, ended_at text)`)
  await run('create index patient_view_staff on patient_view (staff_id, ended_at)')
}
