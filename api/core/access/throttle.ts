import type { Ctx } from '../context.ts'
import { held } from '../db/lock.ts'
import { type Trx, transact } from '../db/transact.ts'
import { TooMany } from '../errors.ts'

export interface Limit {
  /** What is counted, for instance `staff:ada@example.test`; stored only as a keyed hash. */
  key: string
  /** Attempts that may fail before the first wait. */
  free: number
}

const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
const forgottenAfterMs = 24 * 3_600_000

/** What is counted for one key. */
export interface Counted {
  keyHash: string
  failures: number
  /** How long the next attempt must still wait. */
  waitMs: number
}

/** Reads what is counted for a key and holds it until the transaction ends, so that attempts at once take turns. */
export async function holdLimit(trx: Trx, ctx: Ctx, key: string): Promise<Counted> {
  const now = ctx.now()
  const keyHash = ctx.desk.keys.mac('throttle', key)
  await trx
    .insertInto('throttle')
    .values({ key_hash: keyHash, failures: 0, last_failure_at: now.toISOString(), blocked_until: null })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const seen = await held(
    ctx.desk.db,
    trx.selectFrom('throttle').selectAll().where('key_hash', '=', keyHash),
  ).executeTakeFirstOrThrow()
  const stale = now.getTime() - Date.parse(seen.last_failure_at) > forgottenAfterMs
  const waitMs = seen.blocked_until ? Date.parse(seen.blocked_until) - now.getTime() : 0
  return { keyHash, failures: stale ? 0 : seen.failures, waitMs: Math.max(0, waitMs) }
}

/**
 * Counts one failure of what the transaction holds. Past the free ones each doubles the wait, from 30 s to 1 h (NIST SP
 * 800-63B-4, 3.2.2).
 */
export async function countFailure(trx: Trx, ctx: Ctx, counted: Counted, free: number): Promise<void> {
  const now = ctx.now()
  const failures = counted.failures + 1
  const over = failures - free
  const waitMs = over <= 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (over - 1))
  await trx
    .updateTable('throttle')
    .set({
      failures,
      last_failure_at: now.toISOString(),
      blocked_until: waitMs ? new Date(now.getTime() + waitMs).toISOString() : null,
    })
    .where('key_hash', '=', counted.keyHash)
    .execute()
}

/**
 * Takes one attempt from each limit before the secret is looked at, so that parallel guesses count too.
 * @throws TooMany with the seconds to wait.
 */
export async function takeAttempt(ctx: Ctx, limits: readonly Limit[]): Promise<void> {
  const wait = await transact(ctx.desk.db, async (trx) => {
    let longest = 0
    for (const { key, free } of limits) {
      const counted = await holdLimit(trx, ctx, key)
      if (counted.waitMs > 0) longest = Math.max(longest, counted.waitMs)
      else await countFailure(trx, ctx, counted, free)
    }
    return longest
  })
  if (wait > 0) throw new TooMany('Too many attempts. Wait before the next one.', wait / 1000)
}

/** Gives the attempts back after a success. */
export async function clearAttempts(ctx: Ctx, keys: readonly string[]): Promise<void> {
  await ctx.desk.db.write
    .deleteFrom('throttle')
    .where(
      'key_hash',
      'in',
      keys.map((key) => ctx.desk.keys.mac('throttle', key)),
    )
    .execute()
}

/**
 * Gives one attempt back to a limit shared with others, whose failures stay counted. A wait can only be its own: nobody
 * gets past one.
 */
export async function giveBackAttempt(ctx: Ctx, key: string): Promise<void> {
  await ctx.desk.db.write
    .updateTable('throttle')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
    .where('key_hash', '=', ctx.desk.keys.mac('throttle', key))
    .where('failures', '>', 0)
    .execute()
}
