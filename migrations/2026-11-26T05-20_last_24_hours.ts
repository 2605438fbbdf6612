import { type Kysely, sql } from 'kysely'

/**
 * What is answered and asked wrongly is counted over the last 24 hours, no more by the hospital's day: a change of its time
 * zone began a new day, and gave all budgets back. Answers of a day count until that day is over; what staff asked in searches
 * begins anew.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('drop index caller_wrong_answer_day')
  await run('alter table caller_wrong_answer rename column hospital_day to answered_at')
  await run(`update caller_wrong_answer set answered_at = answered_at || 'T00:00:00.000Z'`)
  await run('create index caller_wrong_answer_at on caller_wrong_answer (answered_at)')
  await run('drop table caller_question')
  await run(`create table caller_question (
    staff_id text not null references staff(id), about text not null, asked text not null, last_asked_at text not null,
    primary key (staff_id, about))`)
  await run('create index caller_question_at on caller_question (last_asked_at)')
}
