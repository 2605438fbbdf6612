import { type Kysely, sql } from 'kysely'

/**
 * Telephone numbers are compared by the country the hospital is in. Those taken in before were compared by their last ten
 * digits: the application goes through them before anybody searches (`patient_search`).
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw(`alter table patient_search add column home_country text not null default 'US'`).execute(db)
  await sql.raw('update patient_search set made_as = 3 where not exists (select 1 from patient)').execute(db)
}
