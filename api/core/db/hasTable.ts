import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

/** Whether a database has a table yet: for whoever looks before it is brought up to date. */
export async function hasTable(db: Db, table: keyof Tables | 'restore_unfinished'): Promise<boolean> {
  const query =
    db.engine === 'postgres'
      ? sql<{ n: number }>`select count(to_regclass(${table}))::int as n`
      : sql<{ n: number }>`select count(*) as n from sqlite_schema where name = ${table}`
  return (await query.execute(db.write)).rows[0]!.n > 0
}
