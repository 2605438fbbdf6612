import { type Kysely, sql } from 'kysely'

/** The register of sanctions, and on which day officers were last reminded of what is due. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table sanction (
    id text primary key, staff_id text not null references staff(id), alert_id text references privacy_alert(id),
    kind text not null, decided_on text not null, decided_by text not null, description text not null,
    carried_out_on text, recorded_by text not null references staff(id), recorded_at text not null,
    withdrawn_at text, withdrawn_by text references staff(id), withdrawn_reason text)`)
  await run('create index sanction_of on sanction (staff_id, decided_on)')
  await run('create table privacy_reminder (day text primary key, sent_at text not null)')
}
