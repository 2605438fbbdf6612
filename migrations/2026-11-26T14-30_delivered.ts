import { type Kysely, sql } from 'kysely'

/** When a gateway said that a text message arrived; that it did not is a state of it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table mail add column delivered_at text`.execute(db)
}
