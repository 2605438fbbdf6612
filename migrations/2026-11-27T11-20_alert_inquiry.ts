import { type Kysely, sql } from 'kysely'

/** What an officer asked an employee or a manager about an alert, by a link, and what was answered. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table alert_inquiry (
    id text primary key, alert_id text not null references privacy_alert(id), asked text not null,
    staff_id text not null references staff(id), question text not null, token_hash text not null unique,
    asked_by text not null references staff(id), asked_at text not null, expires_at text not null,
    answered_at text, was_work text, answer text)`)
  await run('create index alert_inquiry_of on alert_inquiry (alert_id, id)')
}
