import { record } from '../audit/record.ts'
import { markSignedIn } from '../cases/queries.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import { clearAttempts, giveBackAttempt, takeAttempt } from '../core/access/throttle.ts'
import type { Ctx, PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { AccountRow } from '../core/db/tables.ts'
import { transact } from '../core/db/transact.ts'
import { Forbidden, NotSignedIn } from '../core/errors.ts'
import { accountByUsername, addPortalEvent, revokeLinks } from '../logins/queries.ts'
import { emailKey } from '../patients/fold.ts'
import { patientsReachedBy } from './queries.ts'

/** Wrong passwords in a row before the login locks; the helpdesk unlocks it. */
export const attemptsBeforeLock = 5
const sessionHours = 12

// One sentence for every refusal: it must not tell who has a login, or in what state.
const refused = () =>
  new NotSignedIn(
    'The username or the password is wrong, or the login cannot be used. The helpdesk can look into it.',
  )

/** Signs a patient in and returns a bearer token, the only time it is shown. */
export async function signIn(
  ctx: Ctx,
  username: string,
  password: string,
): Promise<{ token: string; expiresAt: string }> {
  const key = emailKey(username)
  const own = `portal:${key}`
  const shared = `portal-from:${ctx.ip}`
  await takeAttempt(ctx, [
    { key: own, free: 20 },
    { key: shared, free: 200 },
  ])
  const account = await accountByUsername(ctx.desk.db.read, key)
  // The failure is counted before the password is looked at, so that parallel guesses cannot outrun the lock.
  const attempt = account?.status === 'active' ? await countAttempt(ctx, account.id) : undefined
  const right = await verifyPassword(account?.password_hash, password)
  if (account && right && attempt !== undefined && attempt <= attemptsBeforeLock) {
    await clearAttempts(ctx, [own])
    await giveBackAttempt(ctx, shared)
    return openSession(ctx, account)
  }
  await noteFailure(ctx, key, account, attempt)
  throw refused()
}

async function countAttempt(ctx: Ctx, accountId: string): Promise<number | undefined> {
  const row = await ctx.desk.db.write
    .updateTable('portal_account')
    .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .returning('failed_attempts')
    .executeTakeFirst()
  return row?.failed_attempts
}

async function openSession(ctx: Ctx, account: AccountRow): Promise<{ token: string; expiresAt: string }> {
  const now = ctx.now()
  const token = newToken()
  const sid = newId()
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000).toISOString()
  const opened = await transact(ctx.desk.db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('portal_account')
      .set({
        failed_attempts: 0,
        ...(account.must_change_password ? {} : { last_sign_in_at: now.toISOString() }),
      })
      .where('id', '=', account.id)
      .where('status', '=', 'active')
      .executeTakeFirst()
    const open = numUpdatedRows === 1n && !account.must_change_password
    if (open)
      await trx
        .insertInto('portal_session')
        .values({
          token_hash: hashToken(token),
          sid,
          account_id: account.id,
          created_at: now.toISOString(),
          last_seen_at: now.toISOString(),
          expires_at: expiresAt,
        })
        .execute()
    if (open) await markSignedIn(trx, account.patient_id, now.toISOString())
    await addPortalEvent(
      trx,
      ctx,
      account.patient_id,
      open ? 'signed-in' : 'sign-in-failed',
      open ? null : 'password-withdrawn',
    )
    const asThem: Ctx = {
      ...ctx,
      actor: { type: 'patient', id: account.id, patientId: account.patient_id, sid },
    }
    await record(trx, asThem, 'portal.signed-in', {
      outcome: open ? 'success' : 'failure',
      patientIds: [account.patient_id],
      object: { type: 'portal-account', id: account.id },
    })
    return open
  })
  if (opened) return { token, expiresAt }
  // Only someone who knew the right password gets here.
  if (account.must_change_password)
    throw new Forbidden(
      'This password can no longer be used. Choose a new one with the link we sent, or ask for another link.',
      [{ code: 'new-password', message: 'a new password' }],
    )
  throw refused()
}

async function noteFailure(
  ctx: Ctx,
  key: string,
  account: AccountRow | undefined,
  attempt: number | undefined,
): Promise<void> {
  const now = ctx.now().toISOString()
  await transact(ctx.desk.db, async (trx) => {
    const patients = account
      ? [account.patient_id]
      : (await patientsReachedBy(trx, key)).map((p) => p.patient_id)
    const reason = account ? (account.status === 'active' ? 'password' : account.status) : 'other-username'
    for (const patientId of patients) await addPortalEvent(trx, ctx, patientId, 'sign-in-failed', reason)
    await record(trx, ctx, 'portal.signed-in', {
      outcome: 'failure',
      patientIds: patients,
      object: account && { type: 'portal-account', id: account.id },
      detail: { reason },
    })
    if (!account || attempt === undefined || attempt < attemptsBeforeLock) return
    const { numUpdatedRows } = await trx
      .updateTable('portal_account')
      .set((eb) => ({ status: 'locked', locked_at: now, version: eb('version', '+', 1) }))
      .where('id', '=', account.id)
      .where('status', '=', 'active')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    // A link sent earlier would otherwise open a locked login.
    await revokeLinks(trx, account, now)
    await addPortalEvent(trx, ctx, account.patient_id, 'locked')
    await record(trx, ctx, 'account.locked', {
      patientIds: [account.patient_id],
      object: { type: 'portal-account', id: account.id },
      fields: ['status'],
      detail: { attempts: attempt },
    })
  })
}

export async function signOut(ctx: PatientCtx): Promise<void> {
  await transact(ctx.desk.db, async (trx) => {
    await trx
      .deleteFrom('portal_session')
      .where('sid', '=', ctx.actor.sid)
      .where('account_id', '=', ctx.actor.id)
      .execute()
    await addPortalEvent(trx, ctx, ctx.actor.patientId, 'signed-out')
    await record(trx, ctx, 'portal.signed-out', {
      patientIds: [ctx.actor.patientId],
      object: { type: 'portal-account', id: ctx.actor.id },
    })
  })
}
