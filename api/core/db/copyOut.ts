import { once } from 'node:events'
import { createReadStream, existsSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import Database from 'better-sqlite3'
import { to as copyTo } from 'pg-copy-streams'
import { sqliteFile } from './open.ts'
import { Client } from './pgClient.ts'

/** The first line of a copy of PostgreSQL: what follows is COPY blocks as psql reads them, the migrations' first. */
export const copyHeader = '-- Portal Desk, PostgreSQL, 1\n'

/** What ends the name of a copy of each engine: such a copy is restored into that engine alone. */
export const copyKinds = { sqlite: 'db', postgres: 'sql' } as const

/** One moment of a database, as bytes. */
export interface Copy {
  bytes: Readable
  /** Lets go of what the copy needed, whether it was read to its end or not. */
  close(): Promise<void>
}

/**
 * Copies a database that goes on being used: all of it as of one moment. Nobody who writes waits.
 * @param scratch a file beside which nothing else is, for what SQLite has to write down first; it needs room there
 * @throws Error when there is no room, or what was copied is damaged
 */
export async function copyOut(url: string, scratch: string): Promise<Copy> {
  const file = sqliteFile(url)
  return file === undefined ? copyPostgres(url) : copySqlite(file, scratch)
}

/** `vacuum into` and not the online backup of SQLite, which begins anew whenever another connection writes (2026-11-26). */
async function copySqlite(file: string, scratch: string): Promise<Copy> {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 })
  try {
    const needed = db
      .prepare(
        `select (page_count - freelist_count) * page_size
         from pragma_page_count, pragma_freelist_count, pragma_page_size`,
      )
      .pluck()
      .get() as number
    const { bavail, bsize } = statfsSync(path.dirname(scratch))
    if (bavail * bsize < needed)
      throw new Error(
        `there is no room for the copy in ${path.dirname(scratch)}: it needs ${Math.ceil(needed / 1e6)} MB`,
      )
    db.prepare('vacuum into ?').run(scratch)
  } finally {
    db.close()
  }
  requireSound(scratch)
  const bytes = createReadStream(scratch, { highWaterMark: 1 << 20 })
  return {
    bytes,
    async close() {
      bytes.destroy()
      rmSync(scratch, { force: true })
    },
  }
}

/** @throws Error when the file is damaged, or a row of it points to none */
export function requireSound(file: string): void {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const said = db.pragma('integrity_check(1)', { simple: true })
    if (said !== 'ok') throw new Error(`the copy is damaged: ${said}`)
    const [stray] = db.pragma('foreign_key_check') as { table: string }[]
    if (stray) throw new Error(`the copy is damaged: a row of ${stray.table} points to no row`)
  } finally {
    db.close()
    for (const beside of ['-wal', '-shm']) if (existsSync(file + beside)) rmSync(file + beside)
  }
}

async function copyPostgres(url: string): Promise<Copy> {
  const client = new Client(url)
  await client.connect()
  // What is copied is what one moment held, however long it takes: of a copy table by table only this is one database.
  await client.query('begin isolation level repeatable read read only')
  await client.query(`select set_config('statement_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true)`)
  return { bytes: Readable.from(blocks(client), { objectMode: false }), close: () => client.end() }
}

async function* blocks(client: Client): AsyncGenerator<Buffer | string> {
  yield copyHeader
  for (const { name, columns } of await tablesOf(client)) {
    yield `COPY ${name} (${columns}) FROM stdin;\n`
    yield* client.query(copyTo(`copy ${name} (${columns}) to stdout`))
    yield '\\.\n'
  }
  await client.query('commit')
}

interface TableOf {
  name: string
  columns: string
}

/** Tables with their columns, quoted; the migrations first, since a restore begins by making their schema. */
async function tablesOf(client: Client): Promise<TableOf[]> {
  const { rows } = await client.query<TableOf>(`
    select quote_ident(c.relname) as name,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    order by c.relname <> 'kysely_migration', c.relname`)
  return rows
}

/** Waits until something that was begun to be written takes more. */
export const drained = (stream: NodeJS.WritableStream) => once(stream, 'drain')
