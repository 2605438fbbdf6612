import type { Kysely } from 'kysely'
import type { HappeningKind } from '../acts/happening.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { withdrawMails } from '../mail/queries.ts'
import { countOpenSessions } from './sessions.ts'
import type { AccountRow } from './tables.ts'

type Reader = Kysely<Tables>

const byPatient = prepared((db, p: { patientId: string }) =>
  db.selectFrom('portal_account').selectAll().where('patient_id', '=', p.patientId),
)
const byUsername = prepared((db, p: { usernameKey: string }) =>
  db.selectFrom('portal_account').selectAll().where('username_key', '=', p.usernameKey),
)

export async function accountByPatient(db: Reader, patientId: string): Promise<AccountRow | undefined> {
  return (await byPatient(db, { patientId }))[0]
}

export async function accountByUsername(db: Reader, usernameKey: string): Promise<AccountRow | undefined> {
  return (await byUsername(db, { usernameKey }))[0]
}

/** The login somebody names, held until the transaction ends. */
export function holdAccountByUsername(
  trx: Trx,
  ctx: Ctx,
  usernameKey: string,
): Promise<AccountRow | undefined> {
  const named = trx.selectFrom('portal_account').selectAll().where('username_key', '=', usernameKey)
  return held(ctx.desk.db, named).executeTakeFirst()
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

/** How often something happened to a patient's login since a moment. */
export async function countHistory(
  db: Reader,
  patientId: string,
  kind: HappeningKind,
  since: string,
): Promise<number> {
  const { n } = await db
    .selectFrom('portal_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('patient_id', '=', patientId)
    .where('kind', '=', kind)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return n
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
  await withdrawMails(trx, account.patient_id, ['activation', 'reset'])
  return Number(revoked.numUpdatedRows)
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

/** What using a login leaves on it: no change that somebody at work on the login must be told of, so no new version. */
export async function noteUse(
  trx: Trx,
  login: AccountRow,
  use: Partial<Pick<AccountRow, 'failed_attempts' | 'last_sign_in_at' | 'activation_started_at'>>,
): Promise<void> {
  await trx.updateTable('portal_account').set(use).where('id', '=', login.id).execute()
}
