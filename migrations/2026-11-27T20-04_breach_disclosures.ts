import { type Kysely, sql } from 'kysely'

/** The entry in the register of disclosures that was made of a breach for somebody it affects. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw('alter table breach_patient add column disclosure_id text references disclosure(id)')
    .execute(db)
}
