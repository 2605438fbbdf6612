import { type Kysely, sql } from 'kysely'

/** When a source last changed what it says of somebody's health, so that an older word does not take a newer one's place. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table clinical_record add column said_at text').execute(db)
}
