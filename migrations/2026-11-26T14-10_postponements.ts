import { type Kysely, sql } from 'kysely'

/** How often in a row a call back was put off, since somebody else was given the case. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`alter table support_case add column postponements integer not null default 0`.execute(db)
}
