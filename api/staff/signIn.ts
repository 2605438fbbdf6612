import { act } from '../acts/act.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import {
  countAttempt,
  giveBackAttempts,
  refuseWhileBlocked,
  tooManyAttempts,
} from '../core/access/throttle.ts'
import { NotSignedIn } from '../core/errors.ts'
import { lockStaff, staffByEmail } from './queries.ts'
import * as schema from './schema.ts'
import { wrongPassword } from './words.ts'

const limits = (email: string, ip: string | null) => ({
  own: { key: `staff:${email.trim().toLowerCase()}`, free: 5 },
  shared: { key: `staff-from:${ip}`, free: 60 },
})

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
  body: schema.credentials,
  reply: schema.secondFactorWanted,
  async prepare(ctx, { email, password }): Promise<Compared> {
    const { own, shared } = limits(email, ctx.ip)
    await refuseWhileBlocked(ctx, [own, shared])
    const hash = (await staffByEmail(ctx.desk.db.read, email))?.password_hash
    return { right: await verifyPassword(hash, password), hash }
  },
  async do(trx, ctx, _, { email }, prepared) {
    const { right, hash } = prepared as Compared
    const { own, shared } = limits(email, ctx.ip)
    const reply = { state: 'second-factor' as const }
    const waitMs = await countAttempt(trx, ctx, [own, shared])
    const known = await staffByEmail(trx, email)
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
