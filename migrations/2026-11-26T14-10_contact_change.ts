import { type Kysely, sql } from 'kysely'

/** Changes of contact that the desk asked for, and what keeps a feed's old value from coming back. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table contact_change (
    id text primary key, patient_id text not null references patient(id), case_id text not null references support_case(id),
    system text not null, sealed_value text, ends_old integer not null, on_file text not null,
    asked_by text not null references staff(id), asked_at text not null, due_at text not null,
    state text not null, ended_at text)`)
  await run(
    `create unique index contact_change_waiting on contact_change (patient_id, system) where state = 'waiting'`,
  )
  await run(`create index contact_change_due on contact_change (due_at) where state = 'waiting'`)
  await run('create index contact_change_patient on contact_change (patient_id, asked_at)')
  await run('alter table notice_link add column only_change text references contact_change(id)')
  await run('alter table contact_point add column put_at_desk integer not null default 0')
  await run('alter table patient add column replaced_address text')
}
