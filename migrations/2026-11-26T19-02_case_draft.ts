import { type Kysely, sql } from 'kysely'

/** What somebody is typing about a case, or about a patient who has none yet; sealed, and for its writer alone. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table case_draft (
    staff_id text not null references staff(id), form text not null, about_id text not null,
    sealed text not null, updated_at text not null, primary key (staff_id, form, about_id))`)
  await run('create index case_draft_updated on case_draft (updated_at)')
}
