import type { Kysely } from 'kysely'
import { act } from '../acts/act.ts'
import {
  type Compared,
  comparePassword,
  countTry,
  giveBackTry,
  type TryLimits,
} from '../core/access/passwordTry.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { networkOf, tooManyAttempts } from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotSignedIn } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { deviceOf } from './device.ts'
import { hasPasskey } from './passkeys/queries.ts'
import { staffPolicy } from './policy.ts'
import { lockStaff, staffByEmail } from './queries.ts'
import * as schema from './schema.ts'
import { wrongPassword } from './words.ts'

const numbers = { ...accessPolicy, ...staffPolicy }

/**
 * Whoever signed in on a device before has a budget there that strangers cannot use up (OWASP, device cookies); all others
 * who try that address share one.
 */
export async function limitsOf(
  db: Kysely<Tables>,
  ctx: Ctx,
  email: string,
  staffId: string | undefined,
): Promise<TryLimits> {
  const policy = await readPolicy(db, numbers)
  const { staffWrongTries: free, failureForgottenMinutes: forgets } = policy
  const device = staffId && deviceOf(ctx.desk.keys, ctx.cookie, staffId, ctx.now(), policy.deviceDays)
  const address = email.trim().toLowerCase()
  if (device) return { own: { key: `staff:${address}:${device}`, free, forgets } }
  return {
    own: { key: `staff:${address}`, free, forgets },
    shared: [
      {
        key: `staff-from:${networkOf(ctx.ip)}`,
        free: policy.staffWrongTriesPerNetwork,
        forgets: policy.networkFailureForgottenMinutes,
      },
    ],
  }
}

/** First factor. A right password opens a short session that can only be completed with the second. */
export const checkPassword = act({
  name: 'staff.password-checked',
  letter: 'E',
  words: { en: 'Entered their staff password', es: 'Escribió su contraseña de personal' },
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
    const limits = await limitsOf(ctx.desk.db.read, ctx, email, known?.id)
    return comparePassword(ctx, limits, known?.password_hash, password)
  },
  async do(trx, ctx, _, { email }, prepared) {
    const { right, hash } = prepared as Compared
    const known = await staffByEmail(trx, email)
    const limits = await limitsOf(trx, ctx, email, known?.id)
    const waitMs = await countTry(trx, ctx, limits)
    const staff = known && (await lockStaff(trx, ctx, known.id))
    const about = staff && { object: { type: 'staff', id: staff.id } }
    if (waitMs > 0) return { refuse: tooManyAttempts(waitMs), unchanged: true }
    if (!right || staff?.status !== 'active' || staff.password_hash !== hash)
      return { about, outcome: 'failure', refuse: new NotSignedIn(wrongPassword) }
    await giveBackTry(trx, ctx, limits)
    return {
      reply: { state: 'second-factor' as const, hasPasskey: await hasPasskey(trx, staff.id) },
      about,
      headers: {
        'Set-Cookie': await ctx.desk.sessions.start(trx, staff.id, 'second-factor', { ip: ctx.ip }),
      },
    }
  },
})
