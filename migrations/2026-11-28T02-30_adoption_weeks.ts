import { type Kysely, sql } from 'kysely'

/** Shares and rates have weeks as well: what they are made of is counted anew. What is published stays as it is. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('update adoption_state set recount = 1 where exists (select 1 from adoption_event)')
  await run("update adoption_generation set stage = 'left' where stage = 'making'")
}
