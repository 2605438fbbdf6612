import type { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { act, type Done } from '../acts/act.ts'
import {
  type Compared,
  comparePassword,
  countTry,
  giveBackTry,
  type TryLimits,
} from '../core/access/passwordTry.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { networkOf, tooManyAttempts } from '../core/access/throttle.ts'
import type { Tables } from '../core/db/tables.ts'
import { Forbidden, NotSignedIn } from '../core/errors.ts'
import { emailKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { noteUse } from '../logins/changeAccount.ts'
import { accountByUsername, holdAccountByUsername } from '../logins/published.ts'
import { notLiving } from '../patients/living.ts'
import { patientById } from '../patients/published.ts'
import { countWrongPassword } from './countWrongPassword.ts'
import { openSession } from './openSession.ts'
import { portalPolicy } from './policy.ts'
import { patientsReachedBy } from './queries.ts'
import * as schema from './schema.ts'
import { aboutLogin } from './target.ts'
import { missing, passwordWithdrawn, signInRefused } from './words.ts'

const numbers = { ...accessPolicy, ...portalPolicy }

async function limitsOf(db: Kysely<Tables>, usernameKey: string, ip: string | null): Promise<TryLimits> {
  const policy = await readPolicy(db, numbers)
  return {
    own: {
      key: `portal:${usernameKey}`,
      free: policy.portalWrongTries,
      forgets: policy.failureForgottenMinutes,
    },
    shared: [
      {
        key: `portal-from:${networkOf(ip)}`,
        free: policy.portalWrongTriesPerNetwork,
        forgets: policy.networkFailureForgottenMinutes,
      },
    ],
  }
}

/**
 * Signs a patient in with a bearer token, the only time it is shown. In the transaction the login is held, so that guesses sent at once, over any number of nodes,
 * come to no more than guesses sent one after the other.
 */
export const signIn = act({
  name: 'portal.signed-in',
  letter: 'E',
  words: { en: 'Signed in to the portal', es: 'Inició sesión en el portal' },
  watch: 'nothing',
  verb: { en: 'Sign in', es: 'Iniciar sesión' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/session',
  needs: 'public',
  once: false,
  body: schema.signIn,
  reply: schema.signedIn,
  turn: ({ username }) => `portal:${emailKey(username)}`,
  async prepare(ctx, { username, password }): Promise<Compared> {
    const key = emailKey(username)
    const db = ctx.desk.db.read
    const login = await accountByUsername(db, key)
    return comparePassword(ctx, await limitsOf(db, key, ctx.ip), login?.password_hash, password)
  },
  async do(trx, ctx, _found, { username }, prepared): Promise<Done<z.input<typeof schema.signedIn>>> {
    const { right, hash } = prepared as Compared
    const key = emailKey(username)
    const limits = await limitsOf(trx, key, ctx.ip)
    const waitMs = await countTry(trx, ctx, limits)
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

    if (waitMs > 0) return { about, refuse: tooManyAttempts(waitMs), unchanged: true }
    if (!login) return failed('other-username')
    if (login.status !== 'active') return failed(login.status)
    const patient = await patientById(trx, login.patient_id)
    if (!patient || notLiving(patient)) return failed('record-not-in-use')
    const { wrongPasswordsBeforeLock } = await readPolicy(trx, numbers)
    const spent = login.failed_attempts >= wrongPasswordsBeforeLock
    const known = login.password_hash === hash
    // A password chosen while this one was compared: neither right nor known to be wrong, so not counted.
    if (!known && !spent) return failed('password')
    if (!right || spent) {
      const locked = await countWrongPassword(trx, ctx, login, wrongPasswordsBeforeLock)
      const told = failed('password')
      return { ...told, also: locked.also, tells: [...told.tells, ...locked.tells] }
    }
    await giveBackTry(trx, ctx, limits)
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
