import { type Kysely, sql } from 'kysely'

/**
 * What sources say of patients' health. The content is sealed; beside it stands only what records are found and put in order
 * by. Codes and the ids of sources are keyed hashes.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table clinical_record (
    id text primary key, patient_id text not null references patient(id), kind text not null, at text not null,
    code_key text, source_key text not null unique, content_key text not null, withdrawn integer not null,
    version integer not null, changed_at text not null, content text)`)
  await run(
    'create index clinical_record_at on clinical_record (patient_id, kind, at, id) where withdrawn = 0',
  )
  await run('create index clinical_record_changed on clinical_record (patient_id, changed_at, id)')
  await run('create index clinical_record_code on clinical_record (patient_id, code_key, at, id)')
  await run('create index patient_replaced_by on patient (replaced_by) where replaced_by is not null')
}
