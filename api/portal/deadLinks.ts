import type { Done } from '../acts/act.ts'
import {
  countAttempt,
  type Limit,
  networkOf,
  refuseWhileBlocked,
  tooManyAttempts,
} from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { isLive, type Secret } from '../logins/links.ts'
import { portalPolicy } from './policy.ts'
import { deadLink } from './words.ts'

/*
 * Links that are none, or not any more. One that works is never made to wait, whoever tries others from the same network.
 */

const limitOf = (policy: PolicyOf<typeof portalPolicy>, ctx: Ctx): Limit => ({
  key: `link-from:${networkOf(ctx.ip)}`,
  free: policy.deadLinksPerNetwork,
  forgets: policy.deadLinkForgottenMinutes,
})

/** Whether a link is worth any work. @throws TooMany where it is not, and its network tried too many such. */
export async function isWorthWork(ctx: Ctx, secret: Secret): Promise<boolean> {
  if (await isLive(ctx, secret)) return true
  await refuseWhileBlocked(ctx, [limitOf(await readPolicy(ctx.desk.db.read, portalPolicy), ctx)])
  return false
}

/** Counts a link that does not work against the network it comes from. @returns milliseconds to wait, or 0 */
export const countDeadLink = async (trx: Trx, ctx: Ctx): Promise<number> =>
  countAttempt(trx, ctx, [limitOf(await readPolicy(trx, portalPolicy), ctx)])

/** What whoever gives such a link is answered. Of nonsense the log has nothing to hold, but for the block it leads to. */
export async function refuseDeadLink(trx: Trx, ctx: Ctx, { kind }: Secret): Promise<Done<never>> {
  const waitMs = await countDeadLink(trx, ctx)
  const dead = new Invalid({ [kind === 'activation' ? 'code' : 'token']: deadLink })
  return { refuse: waitMs > 0 ? tooManyAttempts(waitMs) : dead, unchanged: true }
}
