import { sql } from 'kysely'
import { hasTable } from './hasTable.ts'
import type { Db } from './open.ts'
import type { Trx } from './transact.ts'

/*
 * A database stands in its place minutes before `restore` is through: its log is verified then and gets a new epoch, and sessions
 * end. Broken off meanwhile, it was served as it was: sessions lived on, and the log went on beside the one that was lost (2026-11-28).
 */
const mark = 'restore_unfinished'

/** Says of a database that a restore fills that it is not through. */
export const markUnfinished = async (db: Db): Promise<void> => {
  await sql`create table ${sql.table(mark)} (at text)`.execute(db.write)
}

/** Takes that back, once the restore has said what came of it. */
export const unmarkUnfinished = async (trx: Trx): Promise<void> => {
  await sql`drop table if exists ${sql.table(mark)}`.execute(trx)
}

/** @throws Error where a restore was broken off, or goes on */
export async function requireRestored(db: Db): Promise<void> {
  if (await hasTable(db, mark))
    throw new Error(
      'This database is of a restore that was broken off, or still goes on. Where it was broken off, take the database away and restore once more.',
    )
}
