import { type Kysely, sql } from 'kysely'

/** How often a case was reopened and when last, and how it had been closed before each time. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table support_case add column reopened integer not null default 0')
  await run(`create table case_reopening (
    id text primary key, case_id text not null references support_case(id),
    closed_at text not null, cause text, outcome text, resolve_seconds integer,
    reopened_by text not null references staff(id), reopened_at text not null)`)
  await run('create index case_reopening_case on case_reopening (case_id, reopened_at)')
}
