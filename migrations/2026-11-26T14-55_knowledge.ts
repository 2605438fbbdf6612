import { type Kysely, sql } from 'kysely'

/** What agents say and do about a cause of access trouble, in the hospital's own words; at most one version waits. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table knowledge_version (
    id text primary key, topic text not null, language text not null, to_say text not null, to_do text not null,
    written_by text not null references staff(id), written_at text not null,
    decision text, decided_by text references staff(id), decided_at text, version integer)`)
  await run(
    'create unique index knowledge_waiting on knowledge_version (topic, language) where decision is null',
  )
  await run('create unique index knowledge_approved on knowledge_version (topic, language, version)')
}
