import { type Kysely, sql } from 'kysely'

/** A change of role that one person asked for and another has to approve; at most one waits about anybody. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table role_request (
    id text primary key, staff_id text not null references staff(id), from_role text not null, to_role text not null,
    reason text not null, staff_version integer not null, asked_by text not null references staff(id), asked_at text not null,
    decision text, decided_by text references staff(id), decided_at text)`)
  await run('create index role_request_staff on role_request (staff_id, asked_at)')
}
