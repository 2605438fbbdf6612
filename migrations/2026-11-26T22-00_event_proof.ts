import { type Kysely, sql } from 'kysely'

/** That the desk wrote an event, said by a key that is not in the database: what waits without it is not sealed. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table audit_pending add column proof text').execute(db)
}
