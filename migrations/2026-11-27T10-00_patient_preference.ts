import { type Kysely, sql } from 'kysely'

/** How a patient wants to be written to, as they chose it in the portal. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table patient_preference (
    patient_id text primary key references patient(id), language text, news text not null, paperless integer not null,
    changed_at text not null)`)
}
