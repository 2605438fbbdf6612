import { type Kysely, sql } from 'kysely'

/**
 * Letters that bring a patient without a mailbox into the portal: asked for in a call, printed and posted by others. Of an
 * address it is kept since when it is on file, as of an e-mail address.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table patient add column address_since text')
  await run(`create table letter_batch (
    id text primary key, printed_by text not null references staff(id), printed_at text not null, letters integer not null,
    posted_by text references staff(id), posted_at text)`)
  await run(`create table letter (
    id text primary key, patient_id text not null references patient(id), case_id text not null references support_case(id),
    ordered_by text not null references staff(id), ordered_at text not null, address text not null, state text not null,
    batch_id text references letter_batch(id), token_id text, expires_at text, state_at text not null)`)
  await run("create unique index letter_waiting on letter (patient_id) where state = 'waiting'")
  await run('create index letter_state on letter (state, ordered_at)')
  await run('create index letter_patient on letter (patient_id, ordered_at)')
  await run('create index letter_of_batch on letter (batch_id)')
  await run('create index letter_batch_printed on letter_batch (printed_at)')
}
