import { type Kysely, sql } from 'kysely'

/** Requests for an accounting of disclosures, with a copy of what was given; and what an agency asked to leave out of one for a time. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table accounting_request (
    id text primary key, patient_id text not null references patient(id), received_on text not null,
    from_day text not null, to_day text not null, due_on text not null, free integer not null,
    recorded_by text not null references staff(id), recorded_at text not null,
    extended_on text, extended_reason text,
    answered_at text, answered_by text references staff(id), method text, copy text, left_out integer,
    withdrawn_at text, withdrawn_by text references staff(id), withdrawn_reason text)`)
  await run('create index accounting_request_of on accounting_request (patient_id, received_on)')
  await run(
    'create index accounting_request_due on accounting_request (due_on) where answered_at is null and withdrawn_at is null',
  )
  await run(`create table disclosure_suspension (
    id text primary key, patient_id text not null references patient(id), purpose text not null, recipient text not null,
    kind text not null, official text not null, said_on text not null, until_day text not null, reason text not null,
    recorded_by text not null references staff(id), recorded_at text not null)`)
  await run('create index disclosure_suspension_of on disclosure_suspension (patient_id, until_day)')
}
