import { type Kysely, sql } from 'kysely'

/** Two columns of the figures' bookkeeping are called what they hold. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table adoption_state rename column horizon to carried_to').execute(db)
  await sql.raw('alter table adoption_round_done rename column shard to block').execute(db)
}
