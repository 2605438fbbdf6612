import { type Kysely, sql } from 'kysely'

/**
 * When a patient is to be called back stands beside when the case was due: what is agreed with the patient does not move what
 * the desk promised of itself.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table support_case add column call_back_at text`.execute(db)
}
