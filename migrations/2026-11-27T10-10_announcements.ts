import { type Kysely, sql } from 'kysely'

/** Outages are reported and ended by the desk, and announcements stand beside them; patients read what is said of either. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`alter table incident add column kind text not null default 'outage'`)
  for (const column of ['text_en', 'text_es', 'reported_by', 'ended_by'])
    await run(`alter table incident add column ${column} text`)
}
