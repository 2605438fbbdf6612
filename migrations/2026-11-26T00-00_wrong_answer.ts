import { type Kysely, sql } from 'kysely'

/**
 * What was answered wrongly of a patient on a day, as a keyed hash: each different wrong answer counts, whoever asks. The
 * number of failed verifications, which it replaces, let one wrong answer beside a right one go free. Kinship is judged by
 * names as they are, so the staff's key of a last word goes. Right answers that nobody was told of stand there too, not counted
 * as wrong: else a question that closes would tell.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table caller_wrong_answer (
    patient_id text not null references patient(id), hospital_day text not null, factor text not null,
    answer_mac text not null, wrong integer not null, primary key (patient_id, hospital_day, factor, answer_mac))`)
  await run('create index caller_wrong_answer_day on caller_wrong_answer (hospital_day)')
  await run(`update setting set name = 'wrongAnswersADay' where name = 'failedVerificationsADay'`)
  await run('alter table staff drop column family_key')
}
