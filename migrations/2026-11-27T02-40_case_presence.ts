import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Who has a case open at which of several nodes, for some seconds at a time. On PostgreSQL it is kept out of its log: after a
 * crash nobody is anywhere.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  const unlogged = db.getExecutor().adapter instanceof PostgresAdapter ? 'unlogged ' : ''
  await run(`create ${unlogged}table case_presence (
    id text primary key, case_id text not null, staff_id text not null, until_second bigint not null)`)
  await run('create index case_presence_case on case_presence (case_id)')
  await run('create index case_presence_until on case_presence (until_second)')
}
