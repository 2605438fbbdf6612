import { type Kysely, sql } from 'kysely'

/** A notice may tell of several changes at once. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table mail add column changes integer not null default 1').execute(db)
}
