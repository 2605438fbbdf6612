import { record } from '../audit/record.ts'
import { markSignedIn } from '../cases/queries.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { oneAtATime } from '../core/access/oneAtATime.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import { clearAttempts, giveBackAttempt, takeAttempt } from '../core/access/throttle.ts'
import type { Ctx, PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { AccountRow } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
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
  return oneAtATime(own, async () => {
    await takeAttempt(ctx, [
      { key: own, free: 20 },
      { key: shared, free: 200 },
    ])
    const account = await accountByUsername(ctx.desk.db.read, key)
    const right = await verifyPassword(account?.password_hash, password)
    const opened = account?.status === 'active' && right && (await openSession(ctx, account))
    if (!opened) {
      await noteFailure(ctx, key, account)
      throw refused()
    }
    await clearAttempts(ctx, [own])
    await giveBackAttempt(ctx, shared)
    if (opened === 'withdrawn')
      throw new Forbidden(
        'This password can no longer be used. Choose a new one with the link we sent, or ask for another link.',
        [{ code: 'new-password', message: 'a new password' }],
      )
    return opened
  })
}

/**
 * Opens a session for a right password: `withdrawn` when a new one must be chosen first. Opens nothing and returns
 * nothing where the login is no longer active or its failures reached the lock, whatever was so when the password was
 * looked at: guesses sent at once, over any number of nodes, come to no more than guesses sent one after the other.
 */
async function openSession(
  ctx: Ctx,
  account: AccountRow,
): Promise<{ token: string; expiresAt: string } | 'withdrawn' | undefined> {
  const now = ctx.now()
  const token = newToken()
  const sid = newId()
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000).toISOString()
  return transact(ctx.desk.db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('portal_account')
      .set({
        failed_attempts: 0,
        ...(account.must_change_password ? {} : { last_sign_in_at: now.toISOString() }),
      })
      .where('id', '=', account.id)
      .where('status', '=', 'active')
      .where('failed_attempts', '<', attemptsBeforeLock)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return undefined
    const open = !account.must_change_password
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
    return open ? { token, expiresAt } : 'withdrawn'
  })
}

/**
 * Counts a failure, records it and, at the last one, locks, all at once. What is not known to be wrong is not counted,
 * but for a login that reached the lock and stayed open, as versions before 0.2.0 left some: this locks it at last.
 */
async function noteFailure(ctx: Ctx, key: string, account: AccountRow | undefined): Promise<void> {
  const now = ctx.now().toISOString()
  await transact(ctx.desk.db, async (trx) => {
    const patients = account
      ? [account.patient_id]
      : (await patientsReachedBy(trx, key)).map((p) => p.patient_id)
    const failures = account && (await countFailure(trx, account.id))
    const reason = !account ? 'other-username' : failures ? 'password' : await statusOf(trx, account.id)
    for (const patientId of patients) await addPortalEvent(trx, ctx, patientId, 'sign-in-failed', reason)
    await record(trx, ctx, 'portal.signed-in', {
      outcome: 'failure',
      patientIds: patients,
      object: account && { type: 'portal-account', id: account.id },
      detail: { reason },
    })
    if (!failures || failures < attemptsBeforeLock) return
    await trx
      .updateTable('portal_account')
      .set((eb) => ({ status: 'locked', locked_at: now, version: eb('version', '+', 1) }))
      .where('id', '=', account.id)
      .execute()
    // A link sent earlier would otherwise open a locked login.
    await revokeLinks(trx, account, now)
    await addPortalEvent(trx, ctx, account.patient_id, 'locked')
    await record(trx, ctx, 'account.locked', {
      patientIds: [account.patient_id],
      object: { type: 'portal-account', id: account.id },
      fields: ['status'],
      detail: { attempts: failures },
    })
  })
}

/** @returns how many there are now; nothing where the login was not active. */
async function countFailure(trx: Trx, accountId: string): Promise<number | undefined> {
  const row = await trx
    .updateTable('portal_account')
    .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .returning('failed_attempts')
    .executeTakeFirst()
  return row?.failed_attempts
}

async function statusOf(trx: Trx, accountId: string): Promise<string> {
  const row = trx.selectFrom('portal_account').select('status').where('id', '=', accountId)
  return (await row.executeTakeFirstOrThrow()).status
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
