import { type Kysely, sql } from 'kysely'

// The months of one cell side by side, with what is asked of them: a long period is one stretch to read and no row is looked for.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index adoption_rollup_span on adoption_rollup (grp, series, cell, month, carry, total)`.execute(
    db,
  )
}
