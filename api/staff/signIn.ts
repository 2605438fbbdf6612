import { act } from '../acts/act.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import {
  countAttempt,
  giveBackAttempts,
  networkOf,
  refuseWhileBlocked,
  tooManyAttempts,
} from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import { NotSignedIn } from '../core/errors.ts'
import { deviceOf } from './device.ts'
import { lockStaff, staffByEmail } from './queries.ts'
import * as schema from './schema.ts'
import { wrongPassword } from './words.ts'

/**
 * Whoever signed in on a device before has a budget there that strangers cannot use up (OWASP, device cookies); all others
 * who try that address share one.
 */
const limits = (ctx: Ctx, email: string, staffId: string | undefined) => {
  const device = staffId && deviceOf(ctx.desk.keys, ctx.cookie, staffId)
  const address = email.trim().toLowerCase()
  return {
    device,
    own: { key: device ? `staff:${address}:${device}` : `staff:${address}`, free: 5, forgets: 15 },
    shared: { key: `staff-from:${networkOf(ctx.ip)}`, free: 60, forgets: 1 },
  }
}

interface Compared {
  right: boolean
  /** What the password was compared with. */
  hash: string | null | undefined
}

/**
 * First factor. A right password opens a short session that can only be completed with the second. Comparing costs a
 * core for a while, so it is done before the transaction; there the attempt is counted and it is looked again whether
 * the hash is still theirs.
 */
export const checkPassword = act({
  name: 'staff.password-checked',
  letter: 'E',
  words: { en: 'Typed their staff password', es: 'Escribió su contraseña de personal' },
  watch: 'nothing',
  verb: { en: 'Sign in: first factor', es: 'Iniciar sesión: primer factor' },
  tag: 'Staff',
  at: 'POST /api/session',
  needs: 'public',
  once: false,
  body: schema.credentials,
  reply: schema.secondFactorWanted,
  async prepare(ctx, { email, password }): Promise<Compared> {
    const known = await staffByEmail(ctx.desk.db.read, email)
    const { device, own, shared } = limits(ctx, email, known?.id)
    await refuseWhileBlocked(ctx, device ? [own] : [shared, own])
    const hash = known?.password_hash
    return { right: await verifyPassword(hash, password), hash }
  },
  async do(trx, ctx, _, { email }, prepared) {
    const { right, hash } = prepared as Compared
    const known = await staffByEmail(trx, email)
    const { device, own, shared } = limits(ctx, email, known?.id)
    const reply = { state: 'second-factor' as const }
    const waitMs = await countAttempt(trx, ctx, device ? [own] : [shared, own])
    const staff = known && (await lockStaff(trx, ctx, known.id))
    const about = staff && { object: { type: 'staff', id: staff.id } }
    if (waitMs > 0) return { reply, about, outcome: 'failure', refuse: tooManyAttempts(waitMs) }
    if (!right || staff?.status !== 'active' || staff.password_hash !== hash)
      return { reply, about, outcome: 'failure', refuse: new NotSignedIn(wrongPassword) }
    await giveBackAttempts(trx, ctx, own, shared)
    return {
      reply,
      about,
      headers: { 'Set-Cookie': await ctx.desk.sessions.start(trx, staff.id, 'second-factor') },
    }
  },
})
