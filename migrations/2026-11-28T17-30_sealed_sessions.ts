import { type Kysely, sql } from 'kysely'

/** A session carries a keyed digest of itself; one of before this carries none and is over. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const table of ['staff_session', 'portal_session'])
    await sql.raw(`alter table ${table} add column seal text`).execute(db)
}
