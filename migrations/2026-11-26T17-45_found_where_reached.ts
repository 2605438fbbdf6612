import { type Kysely, sql } from 'kysely'

/**
 * Telephones and e-mail addresses find people where they are on file: they stood among the words of names a second time, with all
 * names beside them, and each new person paid for it. Whose rows those of a word are is known from the patient's own row, so
 * that the second index, as large as the table, goes. A record's number that is the patient's telephone too stays.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`delete from patient_term where term >= '=' and term < '>' and exists (
    select 1 from contact_point c join patient p on p.id = c.patient_id
    where c.patient_id = patient_term.patient_id and c.value_key = substr(patient_term.term, 2)
      and replace(replace(replace(lower(p.mrn), '-', ''), ' ', ''), '.', '') <> c.value_key)`)
  await run('drop index patient_term_patient')
}
