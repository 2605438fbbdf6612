import type { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { act, type Done } from '../acts/act.ts'
import { knownDevice, newDevice } from '../core/access/device.ts'
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
import { Forbidden, NotSignedIn, TooMany } from '../core/errors.ts'
import { emailKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { fill } from '../core/words.ts'
import { noteUse } from '../logins/changeAccount.ts'
import { type AccountRow, accountByUsername, holdAccountByUsername } from '../logins/published.ts'
import { sendCode } from '../logins/sentFactor.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { notLiving } from '../patients/living.ts'
import { maskContact } from '../patients/mask.ts'
import { patientById } from '../patients/published.ts'
import { countWrongPassword } from './countWrongPassword.ts'
import { openSession } from './openSession.ts'
import { portalPolicy } from './policy.ts'
import { patientsReachedBy } from './queries.ts'
import * as schema from './schema.ts'
import { factorOf, refuseCode } from './spendFactor.ts'
import { aboutLogin } from './target.ts'
import {
  codeWanted,
  missing,
  noCodeChannel,
  passwordWithdrawn,
  secondsOfAnHour,
  sentCodesOver,
  sentCodeWanted,
  signInRefused,
} from './words.ts'

const numbers = { ...accessPolicy, ...portalPolicy }

interface Trying {
  limits: TryLimits
  /** The device, where this login's owner signed in on it before. */
  device: string | undefined
}

/**
 * What a try is counted by. A device on which the owner signed in before has a budget of its own there, which no stranger can
 * use up. All others share one for each username, and one for each network: in both of its tries and of the different
 * usernames that fail there, so that one stranger locks few, and soon none (2026-11-26).
 */
async function tryingOf(
  db: Kysely<Tables>,
  ctx: Ctx,
  key: string,
  login: AccountRow | undefined,
  kept: string | undefined,
): Promise<Trying> {
  const policy = await readPolicy(db, numbers)
  const device = login && knownDevice(ctx.desk.keys, kept, login.id, ctx.now(), policy.portalDeviceDays)
  const { portalWrongTries: free, failureForgottenMinutes: forgets } = policy
  if (device)
    return {
      device,
      limits: { own: { key: `portal:${key}:${device}`, free: policy.wrongPasswordsBeforeLock, forgets } },
    }
  const network = networkOf(ctx.ip)
  return {
    device,
    limits: {
      own: { key: `portal:${key}`, free, forgets },
      shared: [
        {
          key: `portal-from:${network}`,
          free: policy.portalWrongTriesPerNetwork,
          forgets: policy.networkFailureForgottenMinutes,
        },
        {
          key: `portal-usernames-from:${network}`,
          each: key,
          free: policy.portalAccountsPerNetwork,
          forgets: policy.portalAccountForgottenMinutes,
        },
      ],
    },
  }
}

/**
 * Signs a patient in with a bearer token, the only time it is shown. A login that wrong passwords locked opens to the right
 * one on a device its owner signed in on before: the lock is against strangers, who have no such device. In the transaction the login is held, so that guesses sent at once, over any number of nodes,
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
  async prepare(ctx, { username, password, device }): Promise<Compared> {
    const key = emailKey(username)
    const db = ctx.desk.db.read
    const login = await accountByUsername(db, key)
    const { limits } = await tryingOf(db, ctx, key, login, device)
    return comparePassword(ctx, limits, login?.password_hash, password)
  },
  async do(
    trx,
    ctx,
    _found,
    { username, code, device: kept },
    prepared,
  ): Promise<Done<z.input<typeof schema.signedIn>>> {
    const { right, hash } = prepared as Compared
    const key = emailKey(username)
    const named = await accountByUsername(trx, key)
    const { limits, device } = await tryingOf(trx, ctx, key, named, kept)
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
    const locked = login.status === 'locked'
    if (login.status !== 'active' && !(locked && device)) return failed(login.status)
    const patient = await patientById(trx, login.patient_id)
    if (!patient || notLiving(patient)) return failed('record-not-in-use')
    const { wrongPasswordsBeforeLock } = await readPolicy(trx, numbers)
    const spent = !device && login.failed_attempts >= wrongPasswordsBeforeLock
    const known = login.password_hash === hash
    // A password chosen while this one was compared: neither right nor known to be wrong, so not counted.
    if (!known && !spent) return failed('password')
    if (!right || spent) {
      // What is locked is locked no further; the device waits by its own limit.
      if (locked) return failed('password')
      const counted = await countWrongPassword(trx, ctx, login, wrongPasswordsBeforeLock)
      const told = failed('password')
      return { ...told, also: counted.also, tells: [...told.tells, ...counted.tells] }
    }
    await giveBackTry(trx, ctx, limits)
    // Only someone who knew the right password gets here.
    const as = { type: 'patient', id: login.id, patientId: login.patient_id } as const
    if (login.must_change_password) {
      await noteUse(trx, login, { failed_attempts: 0 })
      const refuse = new Forbidden(passwordWithdrawn, [missing.newPassword])
      return { ...failed('password-withdrawn'), as, refuse }
    }
    const signedIn = () =>
      openSession(trx, ctx, login, device ? kept! : newDevice(ctx.desk.keys, login.id, ctx.now()))
    const factor = await factorOf(trx, login.id)
    if (!factor) return signedIn()
    const by = { purpose: 'sign-in', from: device } as const
    // The first half of a sign-in is no failure of it; it is in the log, since it tells that somebody knows the password.
    if (code === undefined) {
      const wanted = { ...failed('second-factor-wanted'), as, tells: [] }
      if (factor.method === 'totp') return { ...wanted, refuse: new NotSignedIn(codeWanted) }
      const to = await sendCode(trx, ctx, patient, login, factor.sent.contact_point_id, by)
      if (to === 'none') return { ...wanted, refuse: new NotSignedIn(noCodeChannel) }
      // The one sent last is good still, as are recovery codes.
      if (to === 'over') return { ...wanted, refuse: new TooMany(sentCodesOver, secondsOfAnHour) }
      const words = fill(sentCodeWanted, { where: maskContact(to) })
      return { ...wanted, refuse: new NotSignedIn(words), after: deliverSoon }
    }
    const wrong = await refuseCode(trx, ctx, login, factor, code, by)
    if (!wrong) return { ...(await signedIn()), after: deliverSoon }
    const told = { patientId: login.patient_id, kind: 'second-factor-failed' } as const
    const blocked = wrong instanceof TooMany
    return {
      ...failed('second-factor'),
      as,
      tells: [told],
      refuse: wrong,
      ...(blocked && { unchanged: true, tells: [] }),
    }
  },
})
