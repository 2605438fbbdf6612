import { type Kysely, sql } from 'kysely'

/** When a change of a rule that one officer made alone went back by itself, since nobody else looked at it in time. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table privacy_rule_change add column lapsed_at text').execute(db)
}
