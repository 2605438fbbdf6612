import { type Kysely, sql } from 'kysely'

/** Questions to the list of cases that somebody keeps under a name. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`create table case_view (
    id text primary key, staff_id text not null references staff(id), name text not null,
    filter text not null, created_at text not null, unique (staff_id, name))`)
    .execute(db)
}
