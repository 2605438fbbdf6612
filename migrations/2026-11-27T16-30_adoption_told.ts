import { type Kysely, sql } from 'kysely'

/**
 * Invitations that came back are noted as well, and are delivered no longer: what the house holds is looked through once more. What
 * those who see no patients are shown is drawn once more, by stricter rules. Of a goal it is known what its owner was mailed.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table adoption_goal add column told text')
  await run('update adoption_state set published_day = null')
  await run('update adoption_state set backfilled_at = null where backfilled_at is not null')
  await run('update adoption_state set recount = 1 where exists (select 1 from adoption_event)')
  await run("update adoption_generation set stage = 'left' where stage = 'making'")
}
