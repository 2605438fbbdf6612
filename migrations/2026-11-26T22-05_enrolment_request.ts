import { type Kysely, sql } from 'kysely'

/** An enrolment that one person asked for and another has to approve; at most one waits about anybody. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table enrolment_request (
    id text primary key, staff_id text not null references staff(id), kind text not null, reason text, recognised text,
    staff_version integer not null, asked_by text not null references staff(id), asked_at text not null,
    decision text, decided_by text references staff(id), decided_at text)`)
  await run('create index enrolment_request_staff on enrolment_request (staff_id, asked_at)')
}
