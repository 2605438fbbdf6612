import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Which records may be one person’s: what the search for them has seen, the pairs it found, and what was merged, row by row, so
 * that it can be taken apart again. Keys stand in the order in which they are asked for; person 0 stands for more people than
 * a key tells of.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const id = postgres ? 'text collate "C"' : 'text'
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table duplicate_search (
    model text, model_number integer not null, fitted_people integer not null, upto ${id} not null,
    next_person integer not null, swept_at text)`)
  await run(`insert into duplicate_search values (null, 0, 0, '', 1, null)`)
  await run(`create table duplicate_person (
    patient_id text primary key references patient(id), number integer not null unique,
    version integer not null, model_number integer not null)`)
  await run(`create table duplicate_key (key bigint not null, person integer not null, primary key (key, person))
    ${postgres ? '' : 'without rowid'}`)
  await run(`create table duplicate_pair (
    id text primary key, patient_id ${id} not null references patient(id), other_patient_id ${id} not null references patient(id),
    bits double precision not null, band text not null, levels text not null, found_at text not null,
    state text not null, because text, note text, decided_by text references staff(id), decided_at text,
    version integer not null, unique (patient_id, other_patient_id))`)
  await run('create index duplicate_pair_other on duplicate_pair (other_patient_id)')
  await run('create index duplicate_pair_state on duplicate_pair (state, bits)')
  await run(`create table record_merge (
    id text primary key, pair_id text not null,
    survivor_id text not null references patient(id), replaced_id text not null references patient(id),
    merged_by text not null references staff(id), merged_at text not null,
    unmerged_by text references staff(id), unmerged_at text)`)
  await run('create unique index record_merge_stands on record_merge (replaced_id) where unmerged_at is null')
  await run('create index record_merge_pair on record_merge (pair_id)')
  await run(`create table record_merge_row (
    merge_id text not null references record_merge(id), moved text not null, row_id text not null,
    primary key (merge_id, moved, row_id))`)
}
