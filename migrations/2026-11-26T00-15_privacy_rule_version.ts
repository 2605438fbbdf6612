import { type Kysely, sql } from 'kysely'

/** Rules of unusual access carry a version: a change made on what somebody else has changed meanwhile is refused. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table privacy_rule add column version integer not null default 1').execute(db)
}
