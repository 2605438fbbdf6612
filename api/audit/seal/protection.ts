import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import type { Fault } from './faults.ts'
import { ofPostgres, ownersOnly, type Part } from './partsOfPostgres.ts'

/** Something of the schema that is not as the migrations made it. */
export interface Breach {
  what: 'missing' | 'strange' | 'changed' | 'right'
  /** A table, trigger, rule, policy, view, function, operator, cast or event trigger, with its table; or a table and what our role may do with it. */
  name: string
}

/**
 * All that can make a statement do something else than it says: triggers and what they run, rules, row security, views. One
 * trigger that ignores an insert lets somebody work without a record while every event there is stays as it was sealed. So the
 * whole schema is looked at and not only the log's: what was done is written in other tables, too. On PostgreSQL each of our tables
 * must be one as well: in the place of a table a view, or a table whose parts lie in another schema, does what these say; and what is
 * found by a name beside tables is ours or PostgreSQL's: functions, operators and casts, and what runs when the server connects (2026-11-28).
 */
export async function protectionOf(db: Db): Promise<string[]> {
  const parts =
    db.engine === 'sqlite'
      ? (await ofSqlite.execute(db.read)).rows.map(({ sql, ...part }) => ({ ...part, text: [sql] }))
      : (await ofPostgres.execute(db.read)).rows
  return parts.map(lineOf).sort()
}

/** A part on a line of its own: what it is called, and what it does. */
function lineOf({
  kind,
  name,
  args,
  on,
  text,
  away,
  schema,
}: Part & { away?: string | null; schema?: string }) {
  const inSchema = [away, name].filter((word) => word != null).join('.')
  const called = [kind, args == null ? inSchema : `${inSchema}(${args})`, on == null ? '' : `on ${on}`]
  const does = schema === undefined ? text : text.map((word) => word?.replaceAll(`${schema}.`, ''))
  return [called, does].map((words) => oneLine(words.filter(Boolean).join(' '))).join(between)
}

// A name is whatever somebody called it: no two different parts may be one line, nor one look like two.
const oneLine = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ')).slice(1, -1)
const between = '\t'

const ofSqlite = sql<Omit<Part, 'text'> & { sql: string }>`
  select type as kind, name, null as args, tbl_name as "on", sql
  from sqlite_master where type in ('trigger', 'view')`

/**
 * Where a name is looked for: unless told otherwise, what PostgreSQL itself has comes first. Told otherwise, a table that somebody called
 * pg_trigger is what all of the above is read from. It is asked by a command, which no function of that name answers (2026-11-28).
 */
async function looksElsewhere(db: Db): Promise<boolean> {
  const { rows } = await sql<{ search_path: string }>`show search_path`.execute(db.read)
  return /pg_catalog|pg_temp/i.test(rows[0]!.search_path)
}

/** Written by the test that makes a database anew, for each engine. */
const expectedOf = (engine: Db['engine']) =>
  readFileSync(new URL(`./protection.${engine}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')

/** What is not as the migrations made it; nothing where all is. Whole lines are compared: a name proves nothing. */
export async function findBreaches(db: Db): Promise<Breach[]> {
  const should = expectedOf(db.engine)
  const nameOf = (line: string) => line.split(between)[0]!
  const known = new Set(should.map(nameOf))
  // A table of somebody else's does nothing to ours.
  const is = (await protectionOf(db)).filter((line) => !line.startsWith('table ') || known.has(nameOf(line)))
  const strange = without(is, should).map(nameOf)
  const missing = without(should, is).map(nameOf)
  const breaches: Breach[] = [
    ...missing.map((name) => ({
      what: strange.includes(name) ? ('changed' as const) : ('missing' as const),
      name,
    })),
    ...strange.filter((name) => !missing.includes(name)).map((name) => ({ what: 'strange' as const, name })),
  ]
  if (db.engine === 'postgres') {
    if (await looksElsewhere(db)) breaches.push({ what: 'changed', name: 'search path' })
    for (const { relation, verb } of (await ownersOnly.execute(db.read)).rows)
      breaches.push({ what: 'right', name: `${relation}: ${verb}` })
  }
  return breaches
}

/** The lines of one list that are not in the other, each as often as it is there too often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** The same as a fault of the log. */
export async function aboutProtection(db: Db): Promise<Fault[]> {
  const breaches = await findBreaches(db)
  if (breaches.length === 0) return []
  const named = breaches.map(({ what, name }) => `${name} (${what})`).join(', ')
  const message = `what protects the log is not as it was made, so that events may have been kept from it: ${named}`
  return [{ kind: 'protection', leafIndex: null, eventId: null, message }]
}
