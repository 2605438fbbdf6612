import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../acts/act.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import {
  countAttempt,
  giveBackAttempts,
  networkOf,
  refuseWhileBlocked,
  tooManyAttempts,
} from '../core/access/throttle.ts'
import { Forbidden, NotSignedIn } from '../core/errors.ts'
import { emailKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { accountByUsername, holdAccountByUsername, noteUse } from '../logins/queries.ts'
import { notLiving } from '../patients/living.ts'
import { patientById } from '../patients/queries.ts'
import { countWrongPassword } from './countWrongPassword.ts'
import { openSession } from './openSession.ts'
import { patientsReachedBy } from './queries.ts'
import * as schema from './schema.ts'
import { aboutLogin } from './target.ts'
import { missing, passwordWithdrawn, signInRefused } from './words.ts'

const limits = (usernameKey: string, ip: string | null) => ({
  own: { key: `portal:${usernameKey}`, free: 20, forgets: 15 },
  shared: { key: `portal-from:${networkOf(ip)}`, free: 200, forgets: 1 },
})

interface Compared {
  right: boolean
  /** What the password was compared with. */
  hash: string | null | undefined
}

/**
 * Signs a patient in with a bearer token, the only time it is shown. The password is compared before the transaction,
 * since that costs a core for a while; there the login is held, so that guesses sent at once, over any number of nodes,
 * come to no more than guesses sent one after the other.
 */
export const signIn = act({
  name: 'portal.signed-in',
  letter: 'E',
  words: { en: 'Signed in to the portal', es: 'Entró en el portal' },
  watch: 'nothing',
  verb: { en: 'Sign in', es: 'Entrar' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/session',
  needs: 'public',
  once: false,
  body: schema.signIn,
  reply: schema.signedIn,
  turn: ({ username }) => `portal:${emailKey(username)}`,
  async prepare(ctx, { username, password }): Promise<Compared> {
    const key = emailKey(username)
    const { own, shared } = limits(key, ctx.ip)
    await refuseWhileBlocked(ctx, [shared, own])
    const hash = (await accountByUsername(ctx.desk.db.read, key))?.password_hash
    return { right: await verifyPassword(hash, password), hash }
  },
  async do(trx, ctx, _found, { username }, prepared): Promise<Done<z.input<typeof schema.signedIn>>> {
    const { right, hash } = prepared as Compared
    const key = emailKey(username)
    const { own, shared } = limits(key, ctx.ip)
    const waitMs = await countAttempt(trx, ctx, [shared, own])
    const login = await holdAccountByUsername(trx, ctx, key)
    const patientIds = login
      ? [login.patient_id]
      : (await patientsReachedBy(trx, key)).map((patient) => patient.patient_id)
    const about = login ? aboutLogin(login) : { patientIds }
    const refuse = new NotSignedIn(signInRefused)
    const failed = (reason: string) =>
      ({
        about,
        outcome: 'failure',
        refuse,
        detail: { reason },
        tells: patientIds.map((patientId) => ({ patientId, kind: 'sign-in-failed' as const, reason })),
      }) as const

    if (waitMs > 0) return { about, outcome: 'failure', refuse: tooManyAttempts(waitMs) }
    if (!login) return failed('other-username')
    if (login.status !== 'active') return failed(login.status)
    const patient = await patientById(trx, login.patient_id)
    if (!patient || notLiving(patient)) return failed('record-not-in-use')
    const { wrongPasswordsBeforeLock } = await readPolicy(trx)
    const spent = login.failed_attempts >= wrongPasswordsBeforeLock
    const known = login.password_hash === hash
    // A password chosen while this one was compared: neither right nor known to be wrong, so not counted.
    if (!known && !spent) return failed('password')
    if (!right || spent) {
      const locked = await countWrongPassword(trx, ctx, login, wrongPasswordsBeforeLock)
      const told = failed('password')
      return { ...told, also: locked.also, tells: [...told.tells, ...locked.tells] }
    }
    await giveBackAttempts(trx, ctx, own, shared)
    if (!login.must_change_password) return openSession(trx, ctx, login)
    await noteUse(trx, login, { failed_attempts: 0 })
    // Only someone who knew the right password gets here.
    return {
      ...failed('password-withdrawn'),
      as: { type: 'patient', id: login.id, patientId: login.patient_id },
      refuse: new Forbidden(passwordWithdrawn, [missing.newPassword]),
    }
  },
})
