import type { MiddlewareHandler } from 'hono'
import { limitReached, ofBlock } from '../acts/limits.ts'
import { auditPolicy } from '../audit/policy.ts'
import { record } from '../audit/record.ts'
import { sameText } from '../core/access/sameText.ts'
import { blocksBegun, countAttempt, networkOf } from '../core/access/throttle.ts'
import type { Ctx, DeskEnv } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'

/**
 * Finds the system that collects the log by its token (`AUDIT_READ_TOKEN`); any other token is nobody's. Wrong ones are counted by
 * the network they come from, and leave an event once a block; the right one is not kept out by them.
 */
export const findCollector: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const ctx = c.get('ctx')
  const { readToken } = ctx.desk.config.audit
  const given = /^Bearer (.*)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (readToken !== undefined && given !== undefined && ctx.actor.type === 'anonymous') {
    if (sameText(given, readToken)) ctx.actor = { type: 'system', id: 'audit-reader' }
    else await countWrong(ctx)
  }
  await next()
}

async function countWrong(ctx: Ctx): Promise<void> {
  await transact(ctx.desk.db, async (trx) => {
    const { wrongReadTokens: free, wrongReadTokenForgottenMinutes: forgets } = await readPolicy(
      trx,
      auditPolicy,
    )
    await countAttempt(trx, ctx, [{ key: `audit-reader:${networkOf(ctx.ip)}`, free, forgets }])
    for (const block of blocksBegun(trx)) await record(trx, ctx, limitReached, ofBlock(block))
  })
}
