import { type Kysely, sql } from 'kysely'

/** The data key of each patient whose clinical content is kept, wrapped by a key that is not in the database. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table vault_key (
    patient_id text primary key references patient(id), wrapped_by text not null, wrapped text not null,
    made_at text not null)`)
  await run('create index vault_key_wrapped_by on vault_key (wrapped_by, patient_id)')
}
