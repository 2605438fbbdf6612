import { type Kysely, sql } from 'kysely'

/** How many acts a case has had, by which whoever has it open sees that it changed. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(
      'create table case_acts (case_id text not null primary key references support_case(id), n integer not null)',
    )
    .execute(db)
}
