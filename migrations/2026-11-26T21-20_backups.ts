import { type Kysely, sql } from 'kysely'

/** Backups and drills, each with what became of it; and by what a key is known to be this database's. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table backup (
    id text primary key, kind text not null check (kind in ('backup', 'drill')),
    state text not null check (state in ('running', 'done', 'failed')),
    at text not null, finished_at text, file text, bytes bigint, took_ms bigint, restore_ms bigint,
    events bigint, problem text)`)
  await run('create index backup_latest on backup (kind, state, at)')
  await run('create table key_check (name text primary key, value text not null)')
}
