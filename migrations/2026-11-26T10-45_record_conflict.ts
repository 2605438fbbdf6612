import { type Kysely, sql } from 'kysely'

/**
 * Records that wait for people are decided: what was decided, why, by whom, and into whose record one was taken. What the feed
 * said is kept encrypted until then and not after. Of the records of one person’s numbers only the newest waits. The table is
 * made anew and empty: what waited in it was in the clear and without its visits, and the next feed that says it puts it
 * aside again.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('drop table record_conflict')
  await run(`create table record_conflict (
    id text primary key, patient_id text not null references patient(id), other_patient_id text references patient(id),
    reason text not null, numbers_key text not null, digest text not null, file text not null, place text not null,
    record text not null, found_at text not null, decision text, because text, note text,
    decided_by text references staff(id), decided_at text, taken_into text references patient(id),
    version integer not null)`)
  await run(
    `create unique index record_conflict_waiting on record_conflict (numbers_key) where decision is null`,
  )
  await run('create index record_conflict_digest on record_conflict (digest)')
  await run('create index record_conflict_patient on record_conflict (patient_id)')
  await run('create index record_conflict_found on record_conflict (found_at)')
}
