import type { Kysely } from 'kysely'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Ctx, Desk, OfApp } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { type AccountRow, accountById } from '../logins/published.ts'
import { notLiving } from '../patients/living.ts'
import { standsForOf } from '../patients/proxyGrants.ts'
import { patientById } from '../patients/published.ts'
import { forgetGrant, stateOf } from './state.ts'
import type { AccessRow } from './tables.ts'

/** Ended by an app that gave it back, or because a code or token of it was used twice: then nobody knows who has it. */
export const accessClosed: Action = {
  name: 'portal.app-access-closed',
  letter: 'D',
  words: {
    en: 'Ended what a patient had allowed an app',
    es: 'Puso fin a lo que un paciente permitió a una aplicación',
  },
  watch: 'nothing',
}

export interface LiveAccess extends AccessRow {
  name: string
  account: AccountRow
}

/** What a patient allowed, with the name of the app, where neither ended. */
export const liveAccesses = (db: Kysely<Tables>, now: string) =>
  db
    .selectFrom('app_access as a')
    .innerJoin('app', 'app.id', 'a.app_id')
    .selectAll('a')
    .select(['app.name', 'app.publisher'])
    .where('a.ended_at', 'is', null)
    .where('a.ends_at', '>', now)
    .where('app.revoked_at', 'is', null)

/** Whether a login still stands behind what it allowed: what it allowed before it was closed to a stranger is over for good. */
export const standsBehind = (account: AccountRow, allowedAt: string): boolean =>
  account.status === 'active' &&
  account.must_change_password === 0 &&
  (account.access_ended_at == null || account.access_ended_at < allowedAt)

/** What came of a consent, as long as the app, the consent, the login and its patient all are in use. */
export async function liveAccess(
  db: Kysely<Tables>,
  ctx: Pick<Ctx, 'now'>,
  grantHash: string,
): Promise<LiveAccess | undefined> {
  const row = await liveAccesses(db, ctx.now().toISOString())
    .where('a.grant_hash', '=', grantHash)
    .executeTakeFirst()
  const account = row && (await accountById(db, row.account_id))
  if (!account || !standsBehind(account, row.allowed_at)) return undefined
  const patient = await patientById(db, account.patient_id)
  if (!patient || notLiving(patient)) return undefined
  return (await readsFor(db, patient.id, row)) ? { ...row, account } : undefined
}

/**
 * Whether somebody may read all of the record an app was let into: their own, or by access they have since before. What a proxy allowed
 * ends with what they may themselves, and does not come back with access that is granted anew, or was limited and is full again: that a
 * teenager agreed to what a parent sees says nothing of the parent's apps (2026-11-28).
 */
export async function readsFor(
  db: Kysely<Tables>,
  me: string,
  { patient_id, allowed_at }: Pick<AccessRow, 'patient_id' | 'allowed_at'>,
): Promise<boolean> {
  if (patient_id === me) return true
  const patient = await patientById(db, patient_id)
  if (!patient || notLiving(patient)) return false
  return (await standsForOf(db, me)).some(
    (one) =>
      one.patient_id === patient_id &&
      one.status === 'active' &&
      one.access === 'full' &&
      (one.changed_at ?? one.created_at) <= allowed_at,
  )
}

export const actorOf = (
  { id, name, app_id, patient_id, account }: LiveAccess,
  scopes: readonly string[],
) => ({
  type: 'patient' as const,
  id: account.id,
  patientId: account.patient_id,
  sid: id,
  app: { id: app_id, name, patientId: patient_id, scopes } satisfies OfApp,
})

/** Whom an app reads for by this token, at this moment. */
export async function findAppAccess(ctx: Ctx, token: string) {
  const { desk } = ctx
  const kept = await stateOf(desk.db.read, desk, 'AccessToken', token)
  const access = kept?.grantHash && (await liveAccess(desk.db.read, ctx, kept.grantHash))
  return access ? actorOf(access, String(kept.payload.scope ?? '').split(' ')) : undefined
}

/** Ends what was allowed, with its tokens. @returns what it was, where it had not ended */
export async function endAccess(
  trx: Trx,
  { now }: Pick<Ctx, 'now'>,
  grantHash: string,
  by: NonNullable<AccessRow['ended_by']>,
): Promise<AccessRow | undefined> {
  const ended = await trx
    .updateTable('app_access')
    .set({ ended_at: now().toISOString(), ended_by: by })
    .where('grant_hash', '=', grantHash)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  await forgetGrant(trx, grantHash)
  return ended
}

/** The same where no patient asked for it. */
export async function closeAccess(
  desk: Desk,
  ctx: Ctx,
  grantHash: string,
  by: 'app' | 'reuse',
): Promise<void> {
  await transact(desk.db, async (trx) => {
    const ended = await endAccess(trx, ctx, grantHash, by)
    if (!ended) return
    await record(trx, ctx, accessClosed, {
      patientIds: [ended.patient_id],
      object: { type: 'app-access', id: ended.id },
      detail: { app: ended.app_id, by },
    })
  })
}
