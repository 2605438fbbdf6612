import type { Insertable } from 'kysely'
import type { Tables } from '../api/core/db/tables.ts'
import type { Trx } from '../api/core/db/transact.ts'

/** Inserts many rows in statements that stay under both engines' limit of bound values. */
export async function insertAll<T extends keyof Tables>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!).length
  const size = Math.max(1, Math.floor(900 / columns))
  for (let i = 0; i < rows.length; i += size)
    await trx
      .insertInto(table)
      .values(rows.slice(i, i + size) as never)
      .execute()
}
