import type { Action } from '../audit/action.ts'
import { type AuditEntry, record } from '../audit/record.ts'
import type { Block } from '../core/access/throttle.ts'
import type { Ctx, StaffCtx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { TooMany } from '../core/errors.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { said } from '../core/words.ts'
import { actsPolicy } from './policy.ts'

/** A limit that was reached, once for each block however many attempts it refuses (2026-11-26). */
export const limitReached: Action = {
  name: 'limit.reached',
  letter: 'E',
  words: { en: 'Reached a limit on attempts', es: 'Alcanzó un límite de intentos' },
  watch: 'nothing',
}

const tooManyRequests = said(
  'too-many-requests',
  'More was asked for at once than one person can. Nothing was lost: it goes on in a few seconds.',
  'Se pidió de una vez más de lo que puede una persona. No se perdió nada: sigue en unos segundos.',
)
const tooManyStreams = said(
  'too-many-streams',
  'Live updates are open in too many windows. Close one of them.',
  'Las novedades en directo están abiertas en demasiadas ventanas. Cierre una de ellas.',
)
const nextStreamSeconds = 30

/** What the log says of a block: which limit, a keyed hash of what is counted there, and how many there were. */
export const ofBlock = ({ limit, key, count }: Block): Pick<AuditEntry, 'outcome' | 'detail'> => ({
  outcome: 'denied',
  detail: { limit, key, count },
})

/** The session a request came with, also one of staff whose second factor is not proved yet. */
const sessionOf = ({ actor, session }: Ctx): string | undefined =>
  ('sid' in actor ? actor.sid : undefined) ?? session?.sid

/** Takes one request from the budget of a session, where there is one, or of what stands for it. @throws TooMany */
export async function spendRequest(ctx: Ctx, by = sessionOf(ctx)): Promise<void> {
  if (by === undefined) return
  const { desk } = ctx
  const { requestsAMinute } = await recentPolicy(desk.db, actsPolicy)
  const now = ctx.now()
  const { waitMs, halfFreeMs } = desk.budgets.take(by, requestsAMinute, now)
  if (waitMs === 0) return
  // Whoever goes on asking makes one block and not many.
  if (desk.budgets.begins(`requests:${by}`, new Date(now.getTime() + halfFreeMs), now))
    await tell(ctx, { limit: 'requests', key: by, count: requestsAMinute })
  throw new TooMany(tooManyRequests, waitMs / 1000)
}

/** Takes a place for one more stream of somebody; the function returned leaves it. @throws TooMany */
export async function enterStream(ctx: StaffCtx): Promise<() => void> {
  const { liveStreams } = await recentPolicy(ctx.desk.db, actsPolicy)
  const leave = ctx.desk.budgets.enter(ctx.actor.id, liveStreams)
  if (leave) return leave
  const until = new Date(ctx.now().getTime() + nextStreamSeconds * 1000)
  if (ctx.desk.budgets.begins(`streams:${ctx.actor.id}`, until, ctx.now()))
    await tell(ctx, { limit: 'streams', key: ctx.actor.id, count: liveStreams })
  throw new TooMany(tooManyStreams, nextStreamSeconds)
}

const tell = (ctx: Ctx, block: Block): Promise<void> =>
  transact(ctx.desk.db, (trx) =>
    record(trx, ctx, limitReached, ofBlock({ ...block, key: ctx.desk.keys.mac('limit', block.key) })),
  )

/** An answer that is streamed, with what is to be done once it ended, whoever ended it. */
export function whenEnded(response: Response, ended: () => void): Response {
  if (!response.body) {
    ended()
    return response
  }
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          ended()
          controller.close()
        } catch (error) {
          ended()
          controller.error(error)
        }
      },
      cancel(reason) {
        ended()
        return reader.cancel(reason)
      },
    },
    // Nothing is read before somebody asks for it: a slow reader slows the reading.
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}
