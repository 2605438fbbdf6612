import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { lockFile } from './lockFile.ts'
import { sqliteFile } from './open.ts'
import { Client } from './pgClient.ts'

/** Numbers of the advisory locks that stand for what one process at a time does with a PostgreSQL database. */
const numbers = { backup: 0xbac0, recount: 0xadea, restore: 0x4e57 } as const

export type Alone = keyof typeof numbers | 'server'

/**
 * Takes what one process at a time may have of a database; it ends with the process, however that ended. On SQLite it is
 * a lock of the operating system on a file of its own beside the database, on PostgreSQL one of the session.
 * @returns what lets go of it; nothing where another has it
 */
export async function holdAlone(url: string, what: Alone): Promise<(() => Promise<void>) | undefined> {
  const file = sqliteFile(url)
  if (file !== undefined) return holdFile(lockFile(file, what))
  if (what === 'server') return async () => {}
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(`select pg_try_advisory_lock(${numbers[what]}) as mine`)
  if (rows[0].mine) return () => client.end()
  await client.end()
  return undefined
}

function holdFile(lock: string): (() => Promise<void>) | undefined {
  let db: Database.Database
  try {
    db = new Database(lock, { timeout: 0 })
  } catch (error) {
    // On a disk that takes nothing nobody else can begin either.
    if (/^SQLITE_(CANTOPEN|READONLY|FULL|IOERR)/.test(codeOf(error))) return async () => {}
    throw error
  }
  try {
    // A journal would leave a file beside it; nothing is ever written.
    db.pragma('journal_mode = MEMORY')
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return async () => {
    db.exec('rollback')
    db.close()
    rmSync(lock, { force: true })
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code)
