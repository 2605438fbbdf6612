import type { Insertable, Kysely } from 'kysely'
import { insertColumns, insertOfColumns, type Value } from './insertColumns.ts'
import { isPostgres } from './oneOf.ts'
import { preparedChange } from './prepared.ts'
import type { Tables } from './tables.ts'

type Row<T extends keyof Tables> = Insertable<Tables[T]>

const mostAtOnce = 128
/** Fewer rows are as fast one value after the other. */
const worthColumns = 8

/**
 * An insert for one table that is compiled once for each power of two of rows: any number of rows is a few
 * statements, none of them built anew; many rows of PostgreSQL are one. With `key`, a row that is there already is replaced.
 *
 * What was written is counted: a trigger that somebody else put there can drop a row without a word.
 * @throws Error where fewer rows were written than given
 */
export function insertRows<T extends keyof Tables>(
  table: T,
  columns: readonly (keyof Tables[T] & string)[],
  key?: readonly (keyof Tables[T] & string)[],
) {
  const width = columns.length
  // A parameter is named by its place among all: a list of values is read faster than names are made.
  const of = (count: number) =>
    preparedChange((db: Kysely<Tables>, p: Record<string, string | number | null>) => {
      const query = db
        .insertInto(table)
        .values(
          Array.from({ length: count }, (_, i) =>
            Object.fromEntries(columns.map((column, j) => [column, p[i * width + j]])),
          ) as never,
        )
      if (!key) return query
      const rest = columns.filter((column) => !key.includes(column))
      return query.onConflict((oc) =>
        oc
          .columns(key as never)
          .doUpdateSet(
            (eb) =>
              Object.fromEntries(
                rest.map((column) => [column, eb.ref(`excluded.${column}` as never)]),
              ) as never,
          ),
      )
    })
  const inserts = new Map<number, ReturnType<typeof of>>()
  const requireAll = (count: number, written: number) => {
    if (written !== count) throw new Error(`of ${count} rows of ${table}, ${written} were written`)
  }
  return async (db: Kysely<Tables>, rows: readonly Row<T>[]): Promise<void> => {
    if (rows.length >= worthColumns && isPostgres(db)) {
      const { text, rowsAtMost } = await insertOfColumns(db, table, columns, key)
      for (let from = 0; from < rows.length; from += rowsAtMost) {
        const some = rows.slice(from, from + rowsAtMost)
        const values = columns.map((column) =>
          some.map((row) => (row[column as keyof Row<T>] ?? null) as Value),
        )
        requireAll(some.length, await insertColumns(db, text, values))
      }
      return
    }
    for (let from = 0, count = mostAtOnce; from < rows.length; from += count) {
      while (count > rows.length - from) count /= 2
      const params: unknown[] = []
      for (let i = from; i < from + count; i++)
        for (const column of columns) params.push(rows[i]![column as keyof Row<T>])
      const insert = inserts.get(count) ?? of(count)
      inserts.set(count, insert)
      const written = await insert(db, params as unknown as Record<string, string | number | null>)
      requireAll(count, written)
    }
  }
}
