import { type Kysely, sql } from 'kysely'

/** Cells are blurred each by itself: what those who see no patients are shown is drawn once more, of all months. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('update adoption_state set published_day = null').execute(db)
}
