import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Adoption: what patients do with the portal, event by event, and the daily figures kept from it. See
 * api/adoption/README.md for how they hang together.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = (statement: string) => sql.raw(statement).execute(db)
  const clustered = postgres ? '' : ' without rowid'

  await run('alter table patient add column payer text')

  // A number is never given twice: whoever read a row must not take another for it.
  const numbered = postgres
    ? 'bigint generated always as identity primary key'
    : 'integer primary key autoincrement'
  await run(`create table adoption_inbox (
    seq ${numbered}, id text not null, patient_id text not null, kind text not null, at text not null, value bigint)`)
  await run(`create table adoption_event (
    person integer not null, id text not null, kind text not null, day integer not null, at bigint not null,
    value bigint, data text, primary key (person, id))${clustered}`)
  await run('create table adoption_person (person integer primary key, patient_id text not null unique)')
  await run(
    'create table adoption_cell (cell integer primary key, grp integer not null, key text not null unique)',
  )
  await run('create table adoption_effect (batch integer primary key, body text not null)')
  await run(`create table adoption_state (
    id integer primary key check (id = 1), merged integer not null, round_to integer, horizon integer,
    backfilled_at text, merged_at text,
    rebuilt_to integer)`)
  await run('insert into adoption_state (id, merged) values (1, 0)')
  await run('create table adoption_round_done (shard text primary key)')
  await run(`create table adoption_rollup (
    grp integer not null, month integer not null, series text not null, cell integer not null,
    carry integer not null, total integer not null, days text not null,
    primary key (grp, month, series, cell))${clustered}`)

  await run(`create table adoption_annotation (
    id text primary key, on_day text not null, kind text not null, label text not null,
    created_by text not null references staff(id), created_at text not null)`)
  await run(`create table adoption_goal (
    figure text primary key, percent double precision not null, set_by text not null references staff(id),
    set_at text not null)`)
}
