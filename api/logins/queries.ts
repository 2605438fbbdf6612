import type { Kysely } from 'kysely'
import { fromPortalEvent, noteEvents } from '../adoption/noteEvents.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { prepared } from '../core/db/prepared.ts'
import type { AccountRow, Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

type Reader = Kysely<Tables>

const byPatient = prepared((db, p: { patientId: string }) =>
  db.selectFrom('portal_account').selectAll().where('patient_id', '=', p.patientId),
)
const byUsername = prepared((db, p: { usernameKey: string }) =>
  db.selectFrom('portal_account').selectAll().where('username_key', '=', p.usernameKey),
)
const openSessions = prepared((db, p: { accountId: string; now: string }) =>
  db
    .selectFrom('portal_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', p.accountId)
    .where('expires_at', '>', p.now),
)

export async function accountByPatient(db: Reader, patientId: string): Promise<AccountRow | undefined> {
  return (await byPatient(db, { patientId }))[0]
}

export async function accountByUsername(db: Reader, usernameKey: string): Promise<AccountRow | undefined> {
  return (await byUsername(db, { usernameKey }))[0]
}

export async function countOpenSessions(db: Reader, accountId: string, now: string): Promise<number> {
  return (await openSessions(db, { accountId, now }))[0]!.n
}

/** A patient's login with the number of its live sessions. */
export async function loginOf(
  ctx: Ctx,
  patientId: string,
): Promise<(AccountRow & { openSessions: number }) | undefined> {
  const db = ctx.desk.db.read
  const login = await accountByPatient(db, patientId)
  if (!login) return undefined
  return { ...login, openSessions: await countOpenSessions(db, login.id, ctx.now().toISOString()) }
}

/** What happened to a patient's login since a moment, newest first. */
export function historyOf(db: Reader, patientId: string, since: string, most: number) {
  return db
    .selectFrom('portal_event')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
}

/** Revokes links not yet used and withdraws mails not yet sent that carry one. */
export async function revokeLinks(
  trx: Trx,
  account: { id: string; patient_id: string },
  now: string,
): Promise<number> {
  const revoked = await trx
    .updateTable('portal_token')
    .set({ revoked_at: now })
    .where('account_id', '=', account.id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  await trx
    .updateTable('mail')
    .set({ status: 'cancelled', sealed_message: null })
    .where('patient_id', '=', account.patient_id)
    .where('status', '=', 'queued')
    .where('template', 'in', ['activation', 'reset'])
    .execute()
  return Number(revoked.numUpdatedRows)
}

export async function endPortalSessions(trx: Trx, accountId: string): Promise<number> {
  const ended = await trx.deleteFrom('portal_session').where('account_id', '=', accountId).executeTakeFirst()
  return Number(ended.numDeletedRows)
}

/** Adds one line to the history that diagnosis and adoption read. */
export async function addPortalEvent(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  kind: string,
  reason: string | null = null,
): Promise<void> {
  const id = newId()
  const at = ctx.now().toISOString()
  await trx
    .insertInto('portal_event')
    .values({ id, patient_id: patientId, at, kind, reason, ip: ctx.ip })
    .execute()
  const counted = fromPortalEvent(kind, reason)
  if (counted) await noteEvents(trx, [{ id: `portal:${id}`, patientId, kind: counted, at }])
}

/** Changes a login that the transaction holds, and returns it as it is then. */
export async function changeAccount(
  trx: Trx,
  account: AccountRow,
  change: Partial<AccountRow>,
): Promise<AccountRow> {
  const changed = { ...change, version: account.version + 1 }
  await trx.updateTable('portal_account').set(changed).where('id', '=', account.id).execute()
  return { ...account, ...changed }
}
