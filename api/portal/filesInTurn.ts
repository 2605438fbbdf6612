import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
import { Busy, NotSignedIn } from '../core/errors.ts'
import { bringsFiles } from '../core/http/guard.ts'
import { findPatient } from './findPatient.ts'

/** Each is some ten million bytes, and several times that until it is stored (2026-11-27). */
const mostAtOnce = 8
const comeAgainSeconds = 2

/**
 * Bodies with files are read of who is signed in only, of each login one at a time, and of all together so many that they find room
 * in memory: a body is here in full before anything else is decided.
 * @throws NotSignedIn, Busy before any of it is read
 */
export function filesInTurn(): MiddlewareHandler<DeskEnv> {
  const sending = new Set<string>()
  return async (c, next) => {
    if (!bringsFiles(c)) return next()
    await findPatient(c, async () => {})
    const { actor } = c.get('ctx')
    if (actor.type !== 'patient') {
      if (c.req.path.startsWith('/portal/v1/')) throw new NotSignedIn()
      return c.redirect('/portal/sign-in?ended', 303)
    }
    if (sending.has(actor.id) || sending.size >= mostAtOnce) throw new Busy(comeAgainSeconds)
    sending.add(actor.id)
    try {
      await next()
    } finally {
      sending.delete(actor.id)
    }
  }
}
