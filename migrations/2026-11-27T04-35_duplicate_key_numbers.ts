import { type Kysely, sql } from 'kysely'

/** Keys have other numbers now: the next pass begins anew. Pairs, and what was decided of them, stay. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of [
    'delete from duplicate_key',
    'delete from duplicate_person',
    `update duplicate_search set upto = ''`,
  ])
    await sql.raw(statement).execute(db)
}
