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
): RawBuilder<boolean> => oneOfList(db.read, column, type, asList(db.read, values))

/** Some values as one parameter of a prepared query. */
export type List = string | readonly (number | string)[]

export const asList = (db: Kysely<Tables>, values: readonly (number | string)[]): List =>
  isPostgres(db) ? values : JSON.stringify(values)

/** The same as `oneOf`, of values that `asList` made a parameter. */
export const oneOfList = (
  db: Kysely<Tables>,
  column: string,
  type: 'integer' | 'bigint' | 'text',
  list: List,
): RawBuilder<boolean> =>
  isPostgres(db)
    ? sql<boolean>`${sql.ref(column)} = any(${list}::${sql.raw(type)}[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${list}))`

/** Some values of a prepared query, by their place. */
export type Each = { [place: number]: string }

export const asEach = (values: readonly string[]): Each => ({ ...values })

/** The same, each as a parameter of its own: a plan follows an index by each of them, and reads a list through. */
export const eachOf = (params: Each, count: number): string[] =>
  Array.from({ length: count }, (_, place) => params[place]!)

export const isPostgres = (db: Kysely<Tables>) => db.getExecutor().adapter instanceof PostgresAdapter

/**
 * The same value, of which PostgreSQL does not know when it plans: seeing from where to where a statement goes, it takes the plan made
 * for these values to be cheaper than the one it keeps, and plans anew each time (2026-11-27).
 */
export const unseen = <T>(db: Kysely<Tables>, value: T, type: 'text' | 'integer' = 'text') =>
  isPostgres(db) ? sql<T>`(select ${value}::${sql.raw(type)})` : sql<T>`${value}`

/** That a line of words has one that begins so: what is looked for stands after a space, and needs no escaping. */
export const holds = (db: Kysely<Tables>, line: string, begun: string): RawBuilder<boolean> =>
  isPostgres(db)
    ? sql<boolean>`strpos(${sql.ref(line)}, ${begun}) > 0`
    : sql<boolean>`instr(${sql.ref(line)}, ${begun}) > 0`

/** Rows of three texts as a table of columns `a`, `b` and `c`, from one parameter: a JSON array of arrays. */
export const rowsOfThree = (db: Kysely<Tables>, json: string) =>
  isPostgres(db)
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

/**
 * The same of words, which hold no tab and no end of a line: PostgreSQL takes lines apart in a third of the time that it takes
 * JSON.
 * @param text by `asWordsOfThree`
 */
export const wordsOfThree = (db: Kysely<Tables>, text: string) => {
  if (!isPostgres(db)) return rowsOfThree(db, text)
  const column = (n: number) => sql`string_to_array(part[${sql.lit(n)}], E'\\n')`
  return sql<{ a: string; b: string; c: string }>`
    (select a, b, c
     from (select string_to_array(${text}, E'\\t') as part) as given,
     unnest(${column(1)}, ${column(2)}, ${column(3)}) as word (a, b, c))`
}

export const asWordsOfThree = (
  db: Kysely<Tables>,
  rows: readonly (readonly [string, string, string])[],
): string =>
  isPostgres(db)
    ? [0, 1, 2].map((column) => rows.map((row) => row[column]).join('\n')).join('\t')
    : JSON.stringify(rows)
