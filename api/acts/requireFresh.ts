import { isAhead } from '../core/ahead.ts'
import type { StaffCtx } from '../core/context.ts'
import { Forbidden } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { fill, said } from '../core/words.ts'
import { actsPolicy } from './policy.ts'

const stale = said(
  'fresh-sign-in',
  'Prove your second factor again to go on.',
  'Demuestre de nuevo su segundo factor para continuar.',
)
const wanted = {
  en: 'a code from your authenticator, or your passkey, used recently (minutes: {minutes})',
  es: 'un código de su autenticador, o su llave de acceso, usados hace poco (minutos: {minutes})',
}

/** Sensitive acts want a sign-in, or a second factor proved again, a few minutes ago: their refusal, where it is longer ago. */
export async function refuseStale(ctx: StaffCtx): Promise<Forbidden | undefined> {
  const { freshMinutes } = await readPolicy(ctx.desk.db.read, actsPolicy)
  const { authTime } = ctx.actor
  const now = ctx.now()
  if (!isAhead(authTime, now) && now.getTime() - authTime.getTime() <= freshMinutes * 60_000) return undefined
  return new Forbidden(stale, [{ code: 'fresh-sign-in', message: fill(wanted, { minutes: freshMinutes }) }])
}

/** The same for views. @throws Forbidden */
export async function requireFresh(ctx: StaffCtx): Promise<void> {
  const refusal = await refuseStale(ctx)
  if (refusal) throw refusal
}
