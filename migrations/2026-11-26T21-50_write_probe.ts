import { type Kysely, sql } from 'kysely'

/** What readiness writes to see whether anything can be written: one row a node. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('create table write_probe (node text primary key, at text not null)').execute(db)
}
