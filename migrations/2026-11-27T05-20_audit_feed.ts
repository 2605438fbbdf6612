import { type Kysely, sql } from 'kysely'

/** How far the log has gone to each receiver, by the number of the next event, and who is at it. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`create table audit_feed (
    target text primary key, next_leaf bigint not null, tries integer not null, busy_until text, retry_at text,
    sent_at text, failed_at text, error text)`)
    .execute(db)
}
