import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
import { findAppAccess } from './access.ts'

/** Finds the patient for whom an app reads, by the token it was given; here alone, so that it opens nothing else. */
export const findApp: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const ctx = c.get('ctx')
  const [, token] = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '') ?? []
  if (token && ctx.actor.type === 'anonymous') {
    const actor = await findAppAccess(ctx, token)
    if (actor) ctx.actor = actor
  }
  await next()
}
