import { type Kysely, sql } from 'kysely'

/**
 * Numbers, addresses and record numbers stood among the words of names and were found by prefix, so that they could be read
 * out. What patients are found by is emptied here and made anew by the application, which knows how, before anybody searches;
 * `patient_search` says how far that is. What one member of staff asks of identities in a day is kept as keyed hashes.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('create table patient_search (made_as integer not null, upto text not null)')
  await run(
    `insert into patient_search select case when exists (select 1 from patient) then 0 else 1 end, ''`,
  )
  await run('delete from patient_term')
  await run(`update patient set words = ''`)
  await run(`create table caller_question (
    staff_id text not null references staff(id), hospital_day text not null, about text not null, macs text not null,
    primary key (staff_id, hospital_day, about))`)
  await run('create index caller_question_day on caller_question (hospital_day)')
}
