import { type Kysely, sql } from 'kysely'

/** A staff member's own number as it was given, encrypted, and the home country its key was made by. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table staff_record add column phone text`.execute(db)
  await sql`alter table staff_record add column phone_home text`.execute(db)
}
