import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Work that inserts many rows to a statement. What would undo one such statement SQLite keeps in a file of its own as soon as it is
 * more than a few pages, and throws it away again: an eighth of an import. It is kept in memory meanwhile; statements have a bound
 * on their rows (2026-11-26).
 */
export async function inBulk<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (db.engine !== 'sqlite') return work()
  const keep = (where: 'memory' | 'default') => sql.raw(`pragma temp_store = ${where}`).execute(db.write)
  await keep('memory')
  try {
    return await work()
  } finally {
    await keep('default')
  }
}
