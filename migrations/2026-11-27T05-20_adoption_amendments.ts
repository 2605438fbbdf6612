import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Events of other portals may correct and withdraw each other, and wait for patients who are not on record yet; figures are
 * made anew beside those that are shown. What is told by two ways counts once, so figures kept before are counted anew.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const clustered = db.getExecutor().adapter instanceof PostgresAdapter ? '' : ' without rowid'
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table adoption_inbox add column amends text')
  await run('alter table adoption_event add column amends text')
  await run(`create table adoption_waiting (
    mrn text not null, id text not null, kind text not null, at text not null, value bigint, amends text,
    told_at text not null, primary key (mrn, id))${clustered}`)
  await run('alter table adoption_state add column generation integer not null default 0')
  await run('update adoption_state set rebuilt_to = null')
  await run('update adoption_state set recount = 1 where exists (select 1 from adoption_event)')
}
