import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../context.ts'
import { Busy, comeAgainSeconds } from '../errors.ts'
import type { Entrance } from './entrance.ts'

/** Whether a request may have a body that changes something. */
export const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * Bounds what is under way at once, from when its body is here; that is bounded before. What takes longer than some 2 ms, a password,
 * waits in its own queue and is not counted, and nor is a body that is still coming in: a stranger who trickles two hundred of them
 * would hold every place for as long as a request may take to arrive (2026-11-26). @throws Busy where it is full
 */
export function limitCrowd(entrance: Entrance): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    // Asked from within this process: no socket waits.
    if (!(c.env as { incoming?: unknown } | undefined)?.incoming) return next()
    const ctx = c.get('ctx')
    const crowd = entrance.crowdOf(ctx.crowd ?? 'staff', ctx.cookie)
    if (isUnsafe(c.req.method)) {
      // Kept by the request, whoever reads it later; one that breaks off is told there, as one that is no JSON is.
      // What has files in it is no text.
      const files = c.req.header('content-type')?.startsWith('multipart/')
      await (files ? c.req.arrayBuffer() : c.req.text()).catch(() => {})
    }
    if (entrance.isFull(crowd)) throw new Busy(comeAgainSeconds)
    let leave = entrance.enter()
    ctx.uncounted = async (work) => {
      leave()
      try {
        return await work()
      } finally {
        leave = entrance.enter()
      }
    }
    try {
      await next()
      if (ctx.crowd === 'staff' && ctx.cookie !== undefined && ctx.session?.state === 'complete')
        entrance.know(ctx.cookie)
    } finally {
      leave()
    }
  }
}

/**
 * Whether whoever asked has hung up: what waits for its turn need not be done then. The socket says so: a message that was read to
 * its end counts as destroyed, and whoever sent it waits.
 */
export function goneOf(env: unknown): () => boolean {
  const { incoming } = (env ?? {}) as { incoming?: IncomingMessage }
  return () => incoming?.socket?.destroyed === true
}
