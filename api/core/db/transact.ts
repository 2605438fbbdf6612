import type { Transaction } from 'kysely'
import { noteCommit } from './committed.ts'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

export type Trx = Transaction<Tables>

// Two transactions that wait for each other, or a snapshot another one overtook: nothing of it happened.
const retryable = /^(40001|40P01)$/

/** Whether a transaction was undone for a reason that is gone when it is begun again. */
const isRetryable = (error: unknown): boolean =>
  error instanceof Error && retryable.test(String((error as { code?: unknown }).code))

const duplicate = /^(23505|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/

/** Whether a transaction was undone because a row with its key is there, which another may just have made. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && duplicate.test(String((error as { code?: unknown }).code))

/** How often work is begun again that others were in the way of. */
const triesAtOnce = 5

/**
 * Work that is begun again where another transaction was in its way, or made a row it wanted to make: it then sees that row.
 * It changes nothing outside of the transaction.
 */
export async function transactAgain<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let n = 1; ; n++)
    try {
      return await transact(db, work)
    } catch (error) {
      if (n === triesAtOnce || !(isRetryable(error) || isDuplicate(error))) throw error
    }
}

/**
 * Work inside must use `trx`, never the database it came from.
 * @throws CommitUnknown when the database went away while it committed; after any other error nothing was changed.
 */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  const result = await commit(db, work)
  await db.durable()
  return result
}

/**
 * The only place that opens a transaction. What it committed a power cut may still undo: nothing of it may leave the process
 * before `db.durable()` returns, which `transact` waits for.
 */
export async function commit<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  const result = await db.write.transaction().execute(async (trx) => {
    const end = db.inTransaction?.(trx)
    try {
      return await work(trx)
    } finally {
      end?.()
    }
  })
  noteCommit()
  return result
}
