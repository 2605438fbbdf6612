import { type Kysely, sql } from 'kysely'

/** What readiness writes to see whether as much can be written as an act writes: one row a node. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw('create table write_probe (node text primary key, at text not null, weight text not null)')
    .execute(db)
}
