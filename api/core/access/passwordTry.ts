import type { Ctx } from '../context.ts'
import type { Trx } from '../db/transact.ts'
import { verifyPassword } from './passwords.ts'
import { countAttempt, giveBackAttempts, type Limit, refuseWhileBlocked } from './throttle.ts'

/*
 * What signing in with a password comes to, for staff and patients alike. Comparing costs a core for a while, so it is done
 * before the transaction; there the try is counted, and it is looked again whether the hash is still theirs.
 */

/** What a try is counted by: its own name, and, for a device that is not known, what it shares with others of its network. */
export interface TryLimits {
  own: Limit
  shared?: readonly Limit[]
}

// The network's come first: who has to wait there uses up nobody's own.
const inOrder = ({ own, shared = [] }: TryLimits) => [...shared, own]

export interface Compared {
  right: boolean
  /** What the password was compared with. */
  hash: string | null | undefined
}

/** Compares a password with a hash, in the same time where there is none. @throws TooMany where the try would have to wait. */
export async function comparePassword(
  ctx: Ctx,
  limits: TryLimits,
  hash: string | null | undefined,
  password: string,
): Promise<Compared> {
  await refuseWhileBlocked(ctx, inOrder(limits))
  return { right: await verifyPassword(hash, password, ctx), hash }
}

/** Counts the try. @returns milliseconds to wait where a limit is reached, else 0. */
export const countTry = (trx: Trx, ctx: Ctx, limits: TryLimits): Promise<number> =>
  countAttempt(trx, ctx, inOrder(limits))

/** After a right one: what failed before on one's own limit is forgotten, the network gets its own back. */
export const giveBackTry = (trx: Trx, ctx: Ctx, { own, shared }: TryLimits): Promise<void> =>
  giveBackAttempts(trx, ctx, own, shared)
