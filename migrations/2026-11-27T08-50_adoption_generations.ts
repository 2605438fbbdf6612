import { type Kysely, sql } from 'kysely'

/**
 * Adoption figures are counted anew beside those that are shown, which stay until the new ones are whole: each generation
 * has rows of its own and knows how far it has counted. Events bear the number of the step that took them in, so that a
 * count that is broken off goes on from the same histories.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table adoption_generation (
    generation integer primary key, stage text not null check (stage in ('making', 'shown', 'left')),
    merged integer not null, round_to integer, carried_to integer, merged_at text,
    from_batch integer not null, rebuilt_to integer not null, piece_to integer, events integer not null)`)
  await run(`insert into adoption_generation
    select 0, 'shown', merged, round_to, carried_to, merged_at, 0, 0, null, 0 from adoption_state`)
  await run('alter table adoption_round_done add column generation integer not null default 0')
  await run('alter table adoption_event add column batch integer not null default 0')
  await run('alter table adoption_state add column batch integer not null default 0')
  await run(`update adoption_state set batch = (select max(b) from (
    select merged as b from adoption_state union all select round_to from adoption_state
    union all select batch from adoption_effect) as known)`)
  // A count that was under way has emptied the figures: they are counted anew, from its beginning.
  await run('update adoption_state set recount = 1 where rebuilt_to is not null')
  for (const column of ['merged', 'round_to', 'carried_to', 'merged_at', 'rebuilt_to', 'generation'])
    await run(`alter table adoption_state drop column ${column}`)
}
