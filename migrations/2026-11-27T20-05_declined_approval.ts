import { type Kysely, sql } from 'kysely'

/** A second person may decline what waits for their approval: who did, when, why, and what they noted for whoever asked. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table verification add column declined_by text references staff(id)')
  await run('alter table verification add column declined_at text')
  await run('alter table verification add column declined_reason text')
  await run('alter table verification add column declined_note text')
}
