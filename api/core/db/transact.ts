import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Ctx } from '../context.ts'
import { Invalid } from '../errors.ts'
import { noteCommit } from './committed.ts'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

export type Trx = Transaction<Tables>

// Two transactions that wait for each other, or a snapshot another one overtook: nothing of it happened.
const retryable = /^(40001|40P01)$/

/** Whether a transaction was undone for a reason that is gone when it is begun again. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && retryable.test(String((error as { code?: unknown }).code))

/**
 * The only place that opens a transaction. Work inside must use `trx`, never the database it came from.
 * @throws CommitUnknown when the database went away while it committed; after any other error nothing was changed.
 */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  const result = await db.write.transaction().execute(work)
  noteCommit()
  return result
}

/**
 * A transaction with one effect per `Idempotency-Key`: the key, the change, its audit record and the result
 * commit together, and a repeated call gets the first result back. Without a key it is a plain transaction.
 * @throws Invalid when the key was used for another request.
 */
export function transactOnce<T>(ctx: Ctx, work: (trx: Trx) => Promise<T>): Promise<T> {
  const once = ctx.idempotency
  if (!once) return transact(ctx.desk.db, work)
  const actor = 'id' in ctx.actor ? ctx.actor.id : ctx.actor.type
  const requestHash = createHash('sha256').update(once.request).digest('base64url')
  return transact(ctx.desk.db, async (trx) => {
    const inserted = await trx
      .insertInto('idempotency')
      .values({
        actor_id: actor,
        key: once.key,
        request_hash: requestHash,
        result: null,
        created_at: ctx.now().toISOString(),
      })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst()
    const mine = trx.updateTable('idempotency').where('actor_id', '=', actor).where('key', '=', once.key)
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const first = await trx
        .selectFrom('idempotency')
        .select(['request_hash', 'result'])
        .where('actor_id', '=', actor)
        .where('key', '=', once.key)
        .executeTakeFirstOrThrow()
      if (first.request_hash !== requestHash)
        throw new Invalid({ 'Idempotency-Key': 'was already used for a different request' })
      return JSON.parse(first.result!) as T
    }
    const result = await work(trx)
    await mine.set({ result: JSON.stringify(result ?? null) }).execute()
    return result
  })
}
