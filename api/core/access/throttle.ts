import type { Kysely } from 'kysely'
import { isAhead } from '../ahead.ts'
import type { Ctx } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import type { Trx } from '../db/transact.ts'
import { TooMany } from '../errors.ts'
import { readPolicy } from '../policy.ts'
import { said } from '../words.ts'
import { accessPolicy } from './policy.ts'

const waitFirst = said(
  'too-many-attempts',
  'Too many attempts. Wait before the next one.',
  'Demasiados intentos. Espere antes del siguiente.',
)

export interface Limit {
  /** What is counted, for instance `staff:ada@example.test`; stored only as a keyed hash. */
  key: string
  /** Attempts that may fail before the first wait. */
  free: number
  /** One failure is forgotten each so many minutes: who tries once an hour keeps nobody out. */
  forgets: number
  /** What is tried there, where different ones are counted: the same one again counts only once it is forgotten. */
  each?: string
}

/** A wait that began: whoever comes during it adds nothing to the log. */
export interface Block {
  /** The kind of limit: what its keys begin with. */
  limit: string
  /** A keyed hash of what it counts, by which it is known again. */
  key: string
  /** Attempts that brought it about. */
  count: number
}

/** What began in a transaction under way, by the hash of its limit. */
const begun = new WeakMap<Trx, Map<string, Block>>()

/** The waits that began in a transaction and stand: those of an attempt that was right were given back. */
export const blocksBegun = (trx: Trx): Block[] => [...(begun.get(trx)?.values() ?? [])]

function noteBlock(trx: Trx, { key }: Limit, key_hash: string, count: number): void {
  if (!begun.has(trx)) begun.set(trx, new Map())
  begun.get(trx)!.set(key_hash, { limit: key.split(':')[0]!, key: key_hash, count })
}

/**
 * Where a request comes from, as limits count it: of IPv6 the first 64 bits, since every household has as many addresses
 * behind them as it likes.
 */
export function networkOf(ip: string | null): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(ip ?? '')?.[1]
  if (v4 || !ip?.includes(':')) return v4 ?? String(ip)
  const [before, after] = ip.split('::')
  const [head, tail] = [before!.split(':').filter(Boolean), (after ?? '').split(':').filter(Boolean)]
  const gap = after === undefined ? [] : Array(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return `${[...head, ...gap, ...tail]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}

/**
 * Takes one attempt from each limit before the secret is looked at, so that parallel guesses count too: within the
 * transaction that decides on it, guesses with one key take turns, and one that was right gives its attempt back before
 * the next is counted. Past the free attempts each failure doubles the wait, as the policy has it (NIST SP 800-63B-4, 3.2.2).
 * A limit that is reached ends it: limits that come first keep one stranger from using up those that follow.
 * @returns milliseconds to wait where a limit is reached, else 0.
 */
export async function countAttempt(trx: Trx, ctx: Ctx, limits: readonly Limit[]): Promise<number> {
  const now = ctx.now()
  const { firstWaitSeconds, longestWaitMinutes } = await readPolicy(trx, accessPolicy)
  for (const limit of limits) {
    const seen = await take(trx, ctx, limit)
    const blockedMs = blockedFor(seen, now)
    if (blockedMs > 0) return blockedMs
    // One that counts already does so once.
    if (limit.each !== undefined && !(await takePlace(trx, ctx, keyOfEach(limit), limit.forgets))) continue
    const { left, since } = leaked(seen, limit, now)
    const failures = left + 1
    const over = failures - limit.free
    const waitMs =
      over <= 0 ? 0 : Math.min(longestWaitMinutes * 60_000, firstWaitSeconds * 1000 * 2 ** (over - 1))
    await trx
      .updateTable('throttle')
      .set({
        failures,
        last_failure_at: since,
        blocked_until: waitMs ? new Date(now.getTime() + waitMs).toISOString() : null,
      })
      .where('key_hash', '=', seen.key_hash)
      .execute()
    if (waitMs) noteBlock(trx, limit, seen.key_hash, failures)
  }
  return 0
}

const keyOfEach = ({ key, each }: Limit) => `${key}:${each}`

/** Takes a place that is free again after so many minutes. @returns false where it is taken */
async function takePlace(trx: Trx, ctx: Ctx, key: string, forgets: number): Promise<boolean> {
  const seen = await take(trx, ctx, { key })
  if (leaked(seen, { forgets }, ctx.now()).left > 0) return false
  await trx
    .updateTable('throttle')
    .set({ failures: 1, last_failure_at: ctx.now().toISOString() })
    .where('key_hash', '=', seen.key_hash)
    .execute()
  return true
}

/**
 * Takes one from a budget of so many within any stretch of so many minutes. Each of them has a place of its own that is free
 * again when that time is over, so that no stretch holds more than the budget. Of forty at once each sees those before it,
 * since the rows are held until the transaction ends.
 * @returns false where nothing is left
 */
export async function spend(
  trx: Trx,
  ctx: Ctx,
  { key, most, minutes }: { key: string; most: number; minutes: number },
): Promise<boolean> {
  for (let n = 0; n < most; n++) {
    if (await takePlace(trx, ctx, `${key}:${n}`, minutes)) return true
  }
  return false
}

/**
 * Takes several at once from a budget of so many in so many minutes: as many may come at once, and what was taken is free
 * again little by little. Requests at once take turns, over all nodes.
 * @returns milliseconds until there are as many where there are not, and nothing is taken; else 0
 */
export async function draw(
  trx: Trx,
  ctx: Ctx,
  { key, most, minutes }: { key: string; most: number; minutes: number },
  n: number,
): Promise<number> {
  const seen = await take(trx, ctx, { key })
  const forgets = minutes / most
  const { left, since } = leaked(seen, { forgets }, ctx.now())
  const over = left + n - most
  if (over > 0) return Date.parse(since) + over * forgets * 60_000 - ctx.now().getTime()
  await trx
    .updateTable('throttle')
    .set({ failures: left + n, last_failure_at: since })
    .where('key_hash', '=', seen.key_hash)
    .execute()
  return 0
}

/** The row of a limit, held until the transaction ends. */
function take(trx: Trx, ctx: Ctx, { key }: Pick<Limit, 'key'>): Promise<Tables['throttle']> {
  const key_hash = ctx.desk.keys.mac('throttle', key)
  return (
    trx
      .insertInto('throttle')
      .values({ key_hash, failures: 0, last_failure_at: ctx.now().toISOString(), blocked_until: null })
      // Also where the row is there: it is held, and it is there although another transaction just deleted it.
      .onConflict((oc) => oc.column('key_hash').doUpdateSet({ key_hash }))
      .returningAll()
      .executeTakeFirstOrThrow()
  )
}

/** What is left of a wait; none where it began ahead of now. */
function blockedFor(seen: Pick<Tables['throttle'], 'blocked_until' | 'last_failure_at'>, now: Date): number {
  if (!seen.blocked_until || isAhead(seen.last_failure_at, now)) return 0
  return Date.parse(seen.blocked_until) - now.getTime()
}

/** What still counts of failures, and from when the next one is forgotten; what is left of the time to it still counts. */
function leaked(seen: Tables['throttle'], { forgets }: Pick<Limit, 'forgets'>, now: Date) {
  const from = Date.parse(seen.last_failure_at)
  if (isAhead(from, now)) return { left: 0, since: now.toISOString() }
  const gone = Math.max(0, Math.floor((now.getTime() - from) / (forgets * 60_000)))
  const left = Math.max(0, seen.failures - gone)
  return { left, since: (left === 0 ? now : new Date(from + gone * forgets * 60_000)).toISOString() }
}

export const tooManyAttempts = (waitMs: number) => new TooMany(waitFirst, waitMs / 1000)

/** Refuses at once what a limit will refuse anyway, before work is spent on it. @throws TooMany */
export async function refuseWhileBlocked(ctx: Ctx, limits: readonly Limit[]): Promise<void> {
  const rows = await ctx.desk.db.read
    .selectFrom('throttle')
    .select(['blocked_until', 'last_failure_at'])
    .where('key_hash', 'in', hashesOf(ctx, limits))
    .execute()
  const wait = Math.max(0, ...rows.map((row) => blockedFor(row, ctx.now())))
  if (wait > 0) throw tooManyAttempts(wait)
}

/** After a success: what failed before on one's own limit is forgotten, limits shared with others get their one back. */
export async function giveBackAttempts(
  trx: Trx,
  ctx: Ctx,
  own: Limit,
  shared: readonly Limit[] = [],
): Promise<void> {
  await trx
    .updateTable('throttle')
    .set({ failures: 0, blocked_until: null })
    .where('key_hash', 'in', hashesOf(ctx, [own]))
    .execute()
  forgetBlock(trx, ctx, own)
  for (const limit of shared) await giveBackOne(trx, ctx, limit)
}

function forgetBlock(trx: Trx, ctx: Ctx, limit: Limit): void {
  for (const hash of hashesOf(ctx, [limit])) begun.get(trx)?.delete(hash)
}

/** Gives the one attempt back that was right; what failed before stays counted. */
export async function giveBackOne(trx: Trx, ctx: Ctx, limit: Limit): Promise<void> {
  // A wait can only be one this attempt began: nobody gets past another.
  await trx
    .updateTable('throttle')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
    .where('key_hash', 'in', hashesOf(ctx, [limit]))
    .where('failures', '>', 0)
    .execute()
  // Of different ones this was one that counts: it does not any more.
  if (limit.each !== undefined)
    await trx
      .updateTable('throttle')
      .set({ failures: 0 })
      .where('key_hash', 'in', hashesOf(ctx, [{ ...limit, key: keyOfEach(limit) }]))
      .execute()
  forgetBlock(trx, ctx, limit)
}

const hashesOf = (ctx: Ctx, limits: readonly Limit[]) =>
  limits.map(({ key }) => ctx.desk.keys.mac('throttle', key))

/** Forgets whoever last failed before a moment. */
export async function forgetFailures(db: Kysely<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('throttle').where('last_failure_at', '<', before.toISOString()).execute()
}
