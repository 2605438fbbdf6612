import { type Kysely, sql } from 'kysely'

/** What the receiver of a case needs is asked at the transfer, and kept with its note. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  await run(`create table case_handover (
    note_id text primary key references case_note(id), case_id text not null references support_case(id),
    queue text not null, answers text not null, answer_note_id text references case_note(id))`)
  await run('create index case_handover_case on case_handover (case_id)')
}
