import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { version } from '../version.ts'
import type { Db } from './open.ts'
import { SchemaRefused } from './schemaState.ts'

// A copy's name says how far things are: being written; whole, while the update runs; and when it is done.
const writing = '.writing-'
const unfinished = () => `${writing}${randomUUID()}`
const isPartial = (copy: string) => copy.includes(writing)
const underWay = '.updating'
/** What is said of a file that is there no more, by the file system and by SQLite. */
const gone = ['ENOENT', 'SQLITE_CANTOPEN']

/**
 * Copies a SQLite database to `<file>.before-<version>` beside it. A copy whose update was broken off is from before
 * all of it, and is kept in the place of one from its middle.
 * @param applied how many migrations the database has; with none there is nothing to copy.
 * @returns what to call once the database is up to date: only this copy is left then.
 * @throws SchemaRefused when there is no room for it.
 */
export async function copyBeforeUpdate(db: Db, applied: number): Promise<(() => void) | undefined> {
  if (applied === 0) return undefined
  const { rows } = await sql<{ file: string }>`
    select file from pragma_database_list where name = 'main'`.execute(db.write)
  const file = rows[0]!.file
  const fromBefore = () => copiesOf(file).find((copy) => copy.endsWith(underWay) && appliedIn(copy) < applied)
  let copy = fromBefore()
  while (!copy) {
    const written = await writeCopy(db, file)
    // Another process may have begun meanwhile, or be done: it takes away what nobody is writing, and this one may be among it.
    copy = fromBefore() ?? `${file}.before-${version}${underWay}`
    try {
      if (!existsSync(copy) || appliedIn(copy) >= appliedIn(written)) renameSync(written, copy)
    } catch (error) {
      if (!gone.includes(String((error as { code?: unknown }).code))) throw error
      if (existsSync(copy.slice(0, -underWay.length))) return undefined
      copy = undefined
    }
  }
  return () => {
    const kept = copy.slice(0, -underWay.length)
    if (existsSync(copy)) renameSync(copy, kept)
    for (const other of copiesOf(file))
      if (other !== kept && !(isPartial(other) && isBeingWritten(other))) rmSync(other, { force: true })
  }
}

async function writeCopy(db: Db, file: string): Promise<string> {
  // What a process left that ended while it copied takes room that this copy may need.
  for (const left of copiesOf(file))
    if (isPartial(left) && !isBeingWritten(left)) rmSync(left, { force: true })
  const partial = `${file}.before-${version}${unfinished()}`
  const { rows } = await sql<{ bytes: number }>`
    select (page_count - freelist_count) * page_size as bytes
    from pragma_page_count, pragma_freelist_count, pragma_page_size`.execute(db.write)
  const disk = statfsSync(path.dirname(file))
  const [needed, free] = [rows[0]!.bytes, disk.bavail * disk.bsize]
  if (free < needed) throw noRoom(file, needed, free)
  try {
    await sql`vacuum into ${partial}`.execute(db.write)
  } catch (error) {
    rmSync(partial, { force: true })
    if ((error as { code?: string }).code === 'SQLITE_FULL') throw noRoom(file, needed, free)
    throw error
  }
  chmodSync(partial, 0o600)
  return partial
}

function copiesOf(file: string): string[] {
  const start = `${path.basename(file)}.before-`
  return readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(start))
    .map((name) => path.join(path.dirname(file), name))
}

/** Whoever writes a copy, or the journal beside it, holds the copy's lock, which ends with the process, however that ended. */
function isBeingWritten(partial: string): boolean {
  let db: Database.Database | undefined
  try {
    db = new Database(partial.replace(/-journal$/, ''), { timeout: 0, fileMustExist: true })
    db.exec('begin exclusive; rollback')
    return false
  } catch (error) {
    return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
  } finally {
    db?.close()
  }
}

function appliedIn(copy: string): number {
  const db = new Database(copy, { readonly: true })
  try {
    return db.prepare('select count(*) from kysely_migration').pluck().get() as number
  } finally {
    db.close()
  }
}

const noRoom = (file: string, needed: number, free: number) => {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  return new SchemaRefused(
    `Before an update the database is copied, and there is no room for the copy in ${path.dirname(file)}: ` +
      `it needs ${megabytes(needed)} MB, and ${megabytes(free)} MB are free. Make room and start again; nothing was changed.`,
  )
}
