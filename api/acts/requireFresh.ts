import type { StaffCtx } from '../core/context.ts'
import { Forbidden } from '../core/errors.ts'

const freshMs = 5 * 60_000

/** Sensitive acts want a sign-in, or a second factor proved again, less than five minutes ago. */
export function requireFresh(ctx: StaffCtx): void {
  if (ctx.now().getTime() - ctx.actor.authTime.getTime() <= freshMs) return
  throw new Forbidden('Prove your second factor again to go on.', [
    { code: 'fresh-sign-in', message: 'a second factor proved in the last 5 minutes' },
  ])
}
