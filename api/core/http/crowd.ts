import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { Crowd } from '../access/inTurn.ts'
import { hashToken } from '../access/keys.ts'
import type { DeskEnv } from '../context.ts'
import { Busy } from '../errors.ts'

/*
 * Load that is more than can be done is refused early, so that what is done is done in time: patients, and strangers, before
 * staff who are at work. What waits in the operating system's sockets shows as requests that all begin in one turn of the event
 * loop, and as how long the turn has lasted; what waits here as requests begun and not answered. Each has its bound. (2026-11-26: some
 * 2 ms a request; what takes longer, a password, waits in its own queue and is not counted, and nor is a body that is still coming in:
 * a stranger who trickles two hundred of them would hold every place for as long as a request may take to arrive. 2026-11-27: a count
 * alone lets a machine that is slow or shared be late by as much as it is slower.)
 */
const most = {
  patients: { inOneTurn: 50, turnMs: 50, underWay: 50 },
  staff: { inOneTurn: 100, turnMs: 150, underWay: 120 },
} as const satisfies Record<Crowd, { inOneTurn: number; turnMs: number; underWay: number }>
/** So few are no crowd, however long a machine takes that has no time for them. */
const few = 10
const comeAgainSeconds = 1
/** How many sessions are known to be staff’s at work; a hospital has fewer. */
const mostKnown = 5_000

/** Whether a request may have a body that changes something. */
export const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** Bounds what is under way at once, from when its body is here; that is bounded before. @throws Busy where it is full */
export function limitCrowd(): MiddlewareHandler<DeskEnv> {
  let begunNow = 0
  let turnBegan = 0
  let underWay = 0
  // By their cookies, hashed. Who is not known by one is a stranger, and would else use up what is kept for those who work: the
  // staff’s addresses are open to everybody. To ask the database would be work before anything is refused (2026-11-26).
  const atWork = new Set<string>()
  return async (c, next) => {
    // Asked from within this process: no socket waits, and no turn ends in between.
    if (!(c.env as { incoming?: unknown } | undefined)?.incoming) return next()
    const ctx = c.get('ctx')
    const cookie = ctx.crowd === 'staff' && ctx.cookie !== undefined ? hashToken(ctx.cookie) : undefined
    const crowd = cookie !== undefined && atWork.has(cookie) ? 'staff' : 'patients'
    if (begunNow === 0) {
      turnBegan = performance.now()
      setImmediate(() => {
        begunNow = 0
      })
    }
    const { inOneTurn, turnMs } = most[crowd]
    const isLate = begunNow >= few && performance.now() - turnBegan > turnMs
    if (isLate || begunNow >= inOneTurn || underWay >= most[crowd].underWay) throw new Busy(comeAgainSeconds)
    begunNow++
    if (isUnsafe(c.req.method)) {
      // Kept by the request, whoever reads it later; one that breaks off is told there, as one that is no JSON is.
      // What has files in it is no text.
      const files = c.req.header('content-type')?.startsWith('multipart/')
      await (files ? c.req.arrayBuffer() : c.req.text()).catch(() => {})
      if (underWay >= most[crowd].underWay) throw new Busy(comeAgainSeconds)
    }
    underWay++
    ctx.uncounted = async (work) => {
      underWay--
      try {
        return await work()
      } finally {
        underWay++
      }
    }
    try {
      await next()
      if (cookie !== undefined && ctx.session?.state === 'complete') keepLast(atWork, cookie)
    } finally {
      underWay--
    }
  }
}

function keepLast(known: Set<string>, one: string): void {
  known.delete(one)
  known.add(one)
  if (known.size > mostKnown) known.delete(known.values().next().value!)
}

/**
 * Whether whoever asked has hung up: what waits for its turn need not be done then. The socket says so: a message that was read to
 * its end counts as destroyed, and whoever sent it waits.
 */
export function goneOf(env: unknown): () => boolean {
  const { incoming } = (env ?? {}) as { incoming?: IncomingMessage }
  return () => incoming?.socket?.destroyed === true
}
