import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'
import type { Trx } from './transact.ts'

/** A database of either engine. `read` never sees a change that is not committed. */
export interface Db {
  engine: 'sqlite' | 'postgres'
  write: Kysely<Tables>
  read: Kysely<Tables>
  /** The same, for tables whose pages are seldom in memory. */
  readCold: Kysely<Tables>
  /**
   * Lets prepared statements of a transaction that has begun run without a queue, where the engine is in this process.
   * @returns what ends it, as the transaction ends
   */
  inTransaction?(trx: Trx): (() => void) | undefined
  /**
   * Returns once what was committed before would outlast a power cut: at once where a commit says so itself.
   * @throws CommitUnknown when the disk does not say so.
   */
  durable(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens `postgres://…` or `sqlite:<file>`; `serving` says that requests wait on this process.
 * @param poolUrl of a pooler before the same database, for what serves
 * @throws when the file cannot be opened or the SQLite version is unsafe; PostgreSQL connects on first use.
 */
export function openDb(url: string, serving = false, poolUrl?: string): Db {
  if (isPostgres(url)) {
    const through = serving ? poolUrl : undefined
    const write = openPostgres(through ?? url, serving, through !== undefined)
    return {
      engine: 'postgres',
      write,
      read: write,
      readCold: write,
      durable: async () => {},
      close: () => write.destroy(),
    }
  }
  const file = sqliteFile(url)!
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return { engine: 'sqlite', ...openSqlite(file, serving) }
}

const isPostgres = (url: string) => /^postgres(ql)?:/.test(url)

/** The file of a SQLite database; nothing where the address is not of one. */
export const sqliteFile = (url: string): string | undefined =>
  isPostgres(url) ? undefined : url.replace(/^sqlite:(\/\/)?/, '')

/**
 * For those that must not make a database by looking for one.
 * @throws Error when an address names a SQLite file that is not there.
 */
export function requireDatabase(url: string): void {
  const file = sqliteFile(url)
  if (file === undefined || existsSync(file)) return
  throw new Error(
    `There is no database at ${file}. Run \`npm run desk -- migrate\`, or start the server, to make one.`,
  )
}
