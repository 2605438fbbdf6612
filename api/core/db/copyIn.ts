import { existsSync } from 'node:fs'
import { from as copyFrom } from 'pg-copy-streams'
import { copyHeader, drained } from './copyOut.ts'
import { migrate } from './migrate.ts'
import { openDb } from './open.ts'
import { Client } from './pgClient.ts'
import { migrations, requireKnown } from './schemaState.ts'

/** What says of a PostgreSQL database that drills may empty it. */
const mark = 'portal_desk_scratch'

/** @throws Error when a database is there, or, on PostgreSQL, anything at all */
export async function requireEmpty(url: string, file: string | undefined): Promise<void> {
  if (file !== undefined) {
    const there = [file, `${file}-wal`].find((one) => existsSync(one))
    if (there)
      throw new Error(`${there} is there: a backup is restored into an empty place only. Move it away first.`)
    return
  }
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(
      `select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'v', 'S')
       and relname <> $1 limit 1`,
      [mark],
    )
    if (rows[0])
      throw new Error(
        'The database holds tables: a backup is restored into an empty database only. Create one (createdb) and name it in DATABASE_URL.',
      )
  } finally {
    await client.end()
  }
}

/**
 * Empties the database of drills, and marks it as theirs. Its role owns it.
 * @throws Error when it was not marked and holds anything
 */
export async function emptyScratch(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(
      `select to_regclass($1) is not null as ours, quote_ident(current_schema()) as schema`,
      [mark],
    )
    if (rows[0].ours) {
      await client.query(`drop schema ${rows[0].schema} cascade`)
      await client.query(`create schema ${rows[0].schema}`)
    } else await requireEmpty(url, undefined)
    await client.query(`create table ${mark} ()`)
  } finally {
    await client.end()
  }
}

/** Takes the mark of drills from a database that is to hold a hospital from now on: no drill empties it any more. */
export async function unmarkScratch(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(`drop table if exists ${mark}`).finally(() => client.end())
}

interface Block {
  head: string
  rows: AsyncGenerator<Buffer>
}

/**
 * Fills an empty PostgreSQL database with what `copyOut` made: the schema by the migrations it had, then every table.
 * What would act on rows as they come (triggers), or judge them before all are there (foreign keys), is set aside until
 * they are, and so are indexes, which are made faster at the end; all that is one transaction.
 * @returns how many rows came in
 * @throws Error when the copy is none, is of a newer version, or holds what its schema refuses
 */
export async function copyIntoPostgres(url: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const reader = blocksOf(bytes)
  const first = (await reader.next()).value as Block | undefined
  if (!first?.head.startsWith('COPY kysely_migration '))
    throw new Error('this is no copy of a PostgreSQL database')
  const log: Buffer[] = []
  for await (const chunk of first.rows) log.push(chunk)
  const columns = first.head.slice(first.head.indexOf('(') + 1, first.head.indexOf(')')).split(', ')
  const applied = Buffer.concat(log)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const values = line.split('\t')
      return { name: values[columns.indexOf('name')]!, hash: values[columns.indexOf('hash')] ?? null }
    })
  const known = migrations()
  requireKnown(applied, known)
  const db = openDb(url)
  await migrate(db, known.slice(0, applied.length)).finally(() => db.close())

  const client = new Client(url)
  await client.connect()
  try {
    await client.query('begin')
    const setBack = await setAside(client)
    let rows = 0
    for await (const { head, rows: data } of reader) {
      const into = client.query(copyFrom(head.slice(0, -1)))
      // Asked for at once: an error of the server comes while rows are still handed over.
      const done = new Promise<void>((resolve, reject) => into.once('finish', resolve).once('error', reject))
      done.catch(() => {})
      for await (const chunk of data) if (!into.write(chunk)) await Promise.race([drained(into), done])
      into.end()
      await done
      rows += into.rowCount
    }
    for (const statement of setBack) await client.query(statement)
    await client.query('commit')
    return rows
  } finally {
    await client.end()
  }
}

/** @returns what puts all of it back, in order */
async function setAside(client: Client): Promise<string[]> {
  const ask = async <R extends object>(query: string) => (await client.query<R>(query)).rows
  const here = 'current_schema()::regnamespace'
  const tables = await ask<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = ${here} and relkind = 'r'`,
  )
  const keys = await ask<{ name: string; on: string; def: string }>(
    `select quote_ident(conname) as name, conrelid::regclass::text as on, pg_get_constraintdef(oid) as def
     from pg_constraint where contype = 'f' and connamespace = ${here}`,
  )
  const indexes = await ask<{ name: string; def: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as def from pg_index i
     join pg_class c on c.oid = i.indexrelid where c.relnamespace = ${here} and not i.indisprimary
     and not exists (select from pg_constraint where conindid = i.indexrelid)`,
  )
  const counters = await ask<{ on: string; column: string }>(
    `select attrelid::regclass::text as on, attname as column from pg_attribute a
     join pg_class c on c.oid = a.attrelid where c.relnamespace = ${here} and attidentity <> ''`,
  )
  for (const { name, on } of keys) await client.query(`alter table ${on} drop constraint ${name}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`)
  const filled = tables.map(({ name }) => name).filter((name) => name !== 'kysely_migration')
  await client.query(`truncate ${filled.join(', ')}`)
  return [
    ...indexes.map(({ def }) => def),
    ...keys.map(({ name, on, def }) => `alter table ${on} add constraint ${name} ${def}`),
    ...tables.map(({ name }) => `alter table ${name} enable trigger user`),
    ...counters.map(
      ({ on, column }) =>
        `select setval(pg_get_serial_sequence('${on}', '${column}'), coalesce((select max(${column}) from ${on}), 0) + 1, false)`,
    ),
    'analyze',
  ]
}

const named = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'
/** A table and its columns as `copyOut` writes them, and nothing besides: it is said to the database as it stands. */
const blockHead = new RegExp(`^COPY ${named} \\(${named}(?:, ${named})*\\) FROM stdin;$`)

const endOfRows = Buffer.from('\n\\.\n')

/** The blocks of a copy, one after the other; each is read to its end before the next is asked for. */
async function* blocksOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  const source = bytes[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { value, done } = await source.next()
    if (done) return false
    held = held.length ? Buffer.concat([held, value]) : Buffer.from(value)
    return true
  }
  const cutShort = () => new Error('the copy ends in the middle')
  async function line(): Promise<string | undefined> {
    let end = held.indexOf('\n')
    for (; end < 0; end = held.indexOf('\n'))
      if (!(await more())) return held.length ? held.toString() : undefined
    const read = held.subarray(0, end).toString('utf8')
    // Its end stays: the end of the rows begins with one, also where there are none.
    held = held.subarray(end)
    return read
  }
  async function* rows(): AsyncGenerator<Buffer> {
    let first = 1
    for (;;) {
      const end = held.indexOf(endOfRows)
      if (end >= 0) {
        if (end + 1 > first) yield held.subarray(first, end + 1)
        held = held.subarray(end + endOfRows.length)
        return
      }
      const safe = held.length - endOfRows.length
      if (safe > first) {
        yield held.subarray(first, safe)
        held = held.subarray(safe)
        first = 0
      }
      if (!(await more())) throw cutShort()
    }
  }
  if (`${await line()}\n` !== copyHeader) throw new Error('this is no copy of a PostgreSQL database')
  held = held.subarray(1)
  for (let head = await line(); head; head = await line()) {
    if (!blockHead.test(head)) throw new Error('this is no copy of a PostgreSQL database')
    yield { head, rows: rows() }
  }
}
