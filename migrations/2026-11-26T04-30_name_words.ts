import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * The words of names by what they may be taken for, so that search forgives. It is filled by the application, which goes
 * through those already on file before anybody searches (`patient_search`). The same row may come twice, of two
 * transactions at once: nothing unique makes one wait for the other.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const key = postgres ? 'text collate "C"' : 'text'
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table name_key (key ${key} not null, word ${key} not null)`)
  await run('create index name_key_word on name_key (key, word)')
  await run('update patient_search set made_as = 2 where not exists (select 1 from patient)')
}
