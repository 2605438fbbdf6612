import { type Kysely, sql } from 'kysely'

/**
 * Cells are blurred each by itself: what those who see no patients are shown is drawn once more, of all months. Accounts that
 * were closed or opened again are noted as well, and visits are looked at with what came of them.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('update adoption_state set published_day = null')
  await run('update adoption_state set backfilled_at = null where backfilled_at is not null')
  await run('update adoption_state set recount = 1 where exists (select 1 from adoption_event)')
  await run("update adoption_generation set stage = 'left' where stage = 'making'")
}
