import { type Kysely, sql } from 'kysely'

/** Texts of notes that supervisors write for agents, in versions as articles have them; at most one version of each waits. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table macro (
    id text primary key, language text not null, category text, retired_at text, retired_by text references staff(id))`)
  await run(`create table macro_version (
    id text primary key, macro_id text not null references macro(id), title text not null, body text not null,
    written_by text not null references staff(id), written_at text not null,
    decision text, decided_by text references staff(id), decided_at text, version integer)`)
  await run('create unique index macro_waiting on macro_version (macro_id) where decision is null')
  await run('create unique index macro_approved on macro_version (macro_id, version)')
}
