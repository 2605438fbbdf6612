import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * What those who may not see patients are shown of adoption: a copy of each day, with the people of a cell blurred. Figures
 * kept before know no people, so they are counted once more.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const clustered = db.getExecutor().adapter instanceof PostgresAdapter ? '' : ' without rowid'
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table adoption_published (
    grp integer not null, series text not null, cell integer not null, month integer not null,
    n integer not null, people integer not null, primary key (grp, series, cell, month))${clustered}`)
  await run('alter table adoption_state add column published_day integer')
  await run('alter table adoption_state add column recount integer not null default 0')
  await run('update adoption_state set recount = 1 where exists (select 1 from adoption_event)')
}
