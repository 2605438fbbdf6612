import { CompiledQuery, type Kysely, sql } from 'kysely'
import { keepPlan } from './keptPlans.ts'
import type { Tables } from './tables.ts'

/** So many values go to PostgreSQL at once: each column of them is one parameter. */
const valuesAtMost = 60_000

/** An insert of whole columns, and how many rows it may have. */
export interface ColumnInsert {
  text: string
  rowsAtMost: number
}

const inserts = new Map<string, Promise<ColumnInsert>>()

/**
 * The statement that inserts any number of rows into a table of PostgreSQL, each column of them as one parameter. To take a
 * statement apart that has a parameter for each value takes longer than to write its rows; this one each session reads once. What
 * types the columns have the database says (2026-11-27). With `key`, a row that is there already is replaced.
 */
export function insertOfColumns(
  db: Kysely<Tables>,
  table: string,
  columns: readonly string[],
  key: readonly string[] = [],
): Promise<ColumnInsert> {
  const what = [table, ...columns, 'by', ...key].join(' ')
  let insert = inserts.get(what)
  if (!insert) {
    insert = made(db, table, columns, key)
    inserts.set(what, insert)
    // Asked again by whoever comes next.
    insert.catch(() => inserts.delete(what))
  }
  return insert
}

async function made(
  db: Kysely<Tables>,
  table: string,
  columns: readonly string[],
  key: readonly string[],
): Promise<ColumnInsert> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = quote_ident(${table})::regclass and attnum > 0 and not attisdropped`.execute(db)
  const types = new Map(rows.map(({ name, type }) => [name, type]))
  const given = columns.map((column, i) => {
    const type = types.get(column)
    if (type === undefined) throw new Error(`${table} has no column ${column}`)
    return `$${i + 1}::${type}[]`
  })
  const quoted = (some: readonly string[]) => some.map((column) => `"${column}"`)
  const names = quoted(columns).join(', ')
  const rest = quoted(columns.filter((column) => !key.includes(column)))
  const replaces = `on conflict (${quoted(key).join(', ')}) do update set ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}`
  const text = `insert into "${table}" (${names}) select ${names} from unnest(${given.join(', ')}) as given (${names})${
    key.length > 0 ? ` ${replaces}` : ''
  }`
  keepPlan(text)
  return { text, rowsAtMost: Math.floor(valuesAtMost / columns.length) }
}

export type Value = string | number | null

// What JSON escapes otherwise than an array does: the end of a line, say.
const otherwise = /\\[^"\\]/

/**
 * A column as PostgreSQL writes an array. The library looks through each text by itself, which takes several times as long; JSON is the
 * same but for its brackets. Of a column without any value nothing is said: `unnest` fills it up (2026-11-27).
 */
export function arrayOf(values: readonly Value[]): string | readonly Value[] {
  if (values.every((value) => value === null)) return '{}'
  const json = JSON.stringify(values)
  return otherwise.test(json) ? values : `{${json.slice(1, -1)}}`
}

/** @returns how many rows were written */
export async function insertColumns(
  db: Kysely<Tables>,
  text: string,
  columns: readonly (readonly Value[])[],
): Promise<number> {
  const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, columns.map(arrayOf)))
  return Number(numAffectedRows ?? 0)
}
