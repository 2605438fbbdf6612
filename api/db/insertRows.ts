import type { Kysely } from 'kysely'
import { preparedBy } from './prepared.ts'
import type { Tables } from './tables.ts'

type Row<T extends keyof Tables> = { [K in keyof Tables[T]]: Tables[T][K] }

const mostAtOnce = 128

/**
 * An insert for one table that is compiled once for each power of two of rows: any number of rows is a few
 * statements, none of them built anew.
 */
export function insertRows<T extends keyof Tables>(table: T, columns: readonly (keyof Tables[T] & string)[]) {
  const insert = preparedBy(
    (count: number) => (db: Kysely<Tables>, p: Record<string, string | number | null>) =>
      db
        .insertInto(table)
        .values(
          Array.from({ length: count }, (_, i) =>
            Object.fromEntries(columns.map((column) => [column, p[`${column} ${i}`]])),
          ) as never,
        ),
  )
  return async (db: Kysely<Tables>, rows: readonly Row<T>[]): Promise<void> => {
    for (let from = 0, count = mostAtOnce; from < rows.length; from += count) {
      while (count > rows.length - from) count /= 2
      const params: Record<string, never> = {}
      for (let i = 0; i < count; i++)
        for (const column of columns) params[`${column} ${i}`] = rows[from + i]![column] as never
      await insert(count, db, params)
    }
  }
}
