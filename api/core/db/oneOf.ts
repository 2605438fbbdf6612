import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

/** Whole numbers as a table named `k` of one column `value`; one parameter however many they are. */
export const listOf = (db: Db, numbers: readonly number[]): RawBuilder<unknown> =>
  db.engine === 'postgres'
    ? sql`unnest(${numbers}::integer[]) as k (value)`
    : sql`json_each(${JSON.stringify(numbers)}) as k`

/**
 * That a column's value is one of some; one parameter however many they are. PostgreSQL needs the column's own type to
 * look a list up by hash.
 */
export const oneOf = (
  db: Db,
  column: string,
  type: 'integer' | 'bigint' | 'text',
  values: readonly (number | string)[],
): RawBuilder<boolean> =>
  db.engine === 'postgres'
    ? sql<boolean>`${sql.ref(column)} = any(${values}::${sql.raw(type)}[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`

/** Rows of three texts as a table of columns `a`, `b` and `c`, from one parameter: a JSON array of arrays. */
export const rowsOfThree = (db: Kysely<Tables>, json: string) =>
  db.getExecutor().adapter instanceof PostgresAdapter
    ? sql<{
        a: string
        b: string
        c: string
      }>`(select value ->> 0 as a, value ->> 1 as b, value ->> 2 as c from json_array_elements(${json}::json))`
    : sql<{
        a: string
        b: string
        c: string
      }>`(select value ->> 0 as a, value ->> 1 as b, value ->> 2 as c from json_each(${json}))`
