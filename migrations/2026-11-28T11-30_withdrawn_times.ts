import { type Kysely, sql } from 'kysely'

/** A time that is withdrawn while somebody has it is remembered, so that it is offered to nobody once it is given back. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table slot add column withdrawn_at text').execute(db)
}
