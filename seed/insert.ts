import type { Insertable } from 'kysely'
import { insertRows } from '../api/core/db/insertRows.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Trx } from '../api/core/db/transact.ts'

type Insert = ReturnType<typeof insertRows<never>>
const inserts = new Map<string, Insert>()

/** Inserts many rows of the same columns, by statements that are compiled once for each table and set of columns. */
export async function insertAll<T extends keyof Tables>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!) as (keyof Tables[T] & string)[]
  const key = `${table} ${columns}`
  let insert = inserts.get(key)
  if (!insert) {
    insert = insertRows(table, columns) as unknown as Insert
    inserts.set(key, insert)
  }
  await insert(trx, rows as never)
}
