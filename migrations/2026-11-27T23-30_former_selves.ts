import { type Kysely, sql } from 'kysely'

/** What a patient was called and when they were born before a feed last said otherwise, so that no two changes make another person. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table patient add column former_selves text').execute(db)
}
