import { type Kysely, sql } from 'kysely'

/** How urgent a case is, and until when it waits for the patient, while which its service level stands still. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`alter table support_case add column priority text not null default 'routine'`)
  await run('alter table support_case add column waiting_until text')
}
