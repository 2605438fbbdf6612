import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * On PostgreSQL the indexes in order of time hold the kind too: what is asked for often stands among the rows nearest
 * in time, and to look there first must not read the table. That an index alone can answer is known of vacuumed rows
 * only. By default a fifth of a table may be added before its new rows are, and the newest are those looked at most, so
 * it is done every so many rows instead. SQLite merges short walks by kind, and needs none of it.
 */
export async function up(db: Kysely<any>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const column of ['', 'actor', 'ip']) {
    const name = column ? `audit_search_${column}_at` : 'audit_search_at'
    const first = column ? `${column}, ` : ''
    const where = column ? ` where ${column} is not null` : ''
    await run(`drop index ${name}`)
    await run(`create index ${name} on audit_search (${first}at, leaf_index) include (kind)${where}`)
  }
  for (const table of ['audit_search', 'audit_patient'])
    await run(
      `alter table ${table} set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000)`,
    )
}
