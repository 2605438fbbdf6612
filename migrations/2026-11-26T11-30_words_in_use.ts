import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * The words of names are kept once each and numbered, so that whoever holds them in memory asks only for what is new; what they
 * may be taken for is worked out there. The rows that were found by keys of each word, some forty of one, are gone.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(
    postgres
      ? 'create table name_word (id integer generated always as identity primary key, word text collate "C" not null)'
      : 'create table name_word (id integer primary key, word text not null)',
  )
  await run('insert into name_word (word) select distinct word from name_key')
  await run('create index name_word_word on name_word (word)')
  await run('drop table name_key')
}
