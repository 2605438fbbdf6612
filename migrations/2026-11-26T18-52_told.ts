import { type Kysely, sql } from 'kysely'

/** Who wants to be told how, when each was mailed that cases wait, and which answers nobody at the desk has read yet. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table staff_alerts (
    staff_id text primary key references staff(id), sound integer not null, digest integer not null)`)
  await run(`create table queue_digest (
    staff_id text primary key references staff(id), sent_at text not null)`)
  await run(`create table unread_answer (
    case_id text primary key references support_case(id), answered_at text not null)`)
}
