import { type Kysely, sql } from 'kysely'

/** The security risk analysis, its reviews, and who of the staff was trained in what. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table risk (
    id text primary key, asset text not null, threat text not null, likelihood text not null, impact text not null,
    measures text not null, owner text not null, due_on text not null, recorded_by text not null references staff(id),
    recorded_at text not null, closed_at text, closed_by text references staff(id), closed_reason text,
    replaced_by text references risk(id))`)
  await run(`create table risk_review (
    id text primary key, conclusion text not null, risks integer not null, hash text not null,
    reviewed_by text not null references staff(id), reviewed_at text not null)`)
  await run(`create table training (
    id text primary key, staff_id text not null references staff(id), subject text not null, completed_on text not null,
    recorded_by text not null references staff(id), recorded_at text not null,
    withdrawn_at text, withdrawn_by text references staff(id), withdrawn_reason text)`)
  await run('create index training_of on training (staff_id, completed_on)')
}
