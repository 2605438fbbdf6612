import { type Kysely, sql } from 'kysely'

/** From how many people on a number is shown is drawn of each by itself: what those who see no patients are shown is drawn once more. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('update adoption_state set published_day = null').execute(db)
}
