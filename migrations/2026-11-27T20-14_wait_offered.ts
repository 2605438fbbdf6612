import { type Kysely, sql } from 'kysely'

/** When who waits for a visit was first offered a time: how soon a clinic answers what is asked of it. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table wait_entry add column offered_at text')
  await run("update wait_entry set offered_at = changed_at where status = 'offered'")
}
