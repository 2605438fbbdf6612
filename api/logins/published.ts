import type { Kysely } from 'kysely'
import type { HappeningKind } from '../acts/happening.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { passkeysOf } from './passkeys.ts'
import { secondFactorOf } from './secondFactor.ts'
import { sentFactorOf } from './sentFactor.ts'
import { countOpenSessions } from './sessions.ts'
import type { AccountRow } from './tables.ts'

export type { AccountRow } from './tables.ts'

/*
 * What other rooms may read of the logins: parts of queries, to be narrowed or joined there.
 */

type Reader = Kysely<Tables>

/** Who has a login, and the state it is in. */
export const loginStates = (db: Reader) => db.selectFrom('portal_account').select(['patient_id', 'status'])

/** Links that invite patients to the portal. */
export const invitations = (db: Reader) =>
  db
    .selectFrom('portal_token as t')
    .innerJoin('portal_account as a', 'a.id', 't.account_id')
    .select(['t.id', 'a.patient_id', 't.created_at', 't.expires_at'])
    .where('t.kind', '=', 'activation')

/** What happened to logins. */
export const loginHistory = (db: Reader) =>
  db.selectFrom('portal_event').select(['id', 'patient_id', 'at', 'kind', 'reason'])

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

const byId = prepared((db, p: { id: string }) =>
  db.selectFrom('portal_account').selectAll().where('id', '=', p.id),
)

export async function accountById(db: Reader, id: string): Promise<AccountRow | undefined> {
  return (await byId(db, { id }))[0]
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

/** A login, held until the transaction ends. */
export function holdAccount(trx: Trx, ctx: Ctx, id: string): Promise<AccountRow | undefined> {
  return held(
    ctx.desk.db,
    trx.selectFrom('portal_account').selectAll().where('id', '=', id),
  ).executeTakeFirst()
}

/** A patient's login, held until the transaction ends; who holds the patient too holds the patient first. */
export function holdAccountByPatient(trx: Trx, ctx: Ctx, patientId: string): Promise<AccountRow | undefined> {
  const theirs = trx.selectFrom('portal_account').selectAll().where('patient_id', '=', patientId)
  return held(ctx.desk.db, theirs).executeTakeFirst()
}

/**
 * A patient's login with the number of its live sessions, since when it has an authenticator, and how many passkeys, with the
 * moment the newest was added: that is the one a stranger would have added.
 */
export async function loginOf(
  ctx: Ctx,
  patientId: string,
): Promise<
  | (AccountRow & {
      openSessions: number
      factorSetAt: string | null
      passkeys: number
      newestPasskeyAt: string | null
    })
  | undefined
> {
  const db = ctx.desk.db.read
  const login = await accountByPatient(db, patientId)
  if (!login) return undefined
  const passkeys = await passkeysOf(db, login.id)
  const factor =
    login.second_factor === null
      ? undefined
      : await (login.second_factor === 'code' ? sentFactorOf : secondFactorOf)(db, login.id)
  return {
    ...login,
    openSessions: await countOpenSessions(db, login.id, ctx.now().toISOString()),
    factorSetAt: factor?.set_at ?? null,
    passkeys: passkeys.length,
    newestPasskeyAt: passkeys.at(-1)?.created_at ?? null,
  }
}

/** What happened to a patient's login since a moment, and until another where one is given, newest first. */
export function historyOf(db: Reader, patientId: string, since: string, most: number, until?: string) {
  return db
    .selectFrom('portal_event')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('at', '>=', since)
    .$if(until !== undefined, (query) => query.where('at', '<=', until!))
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
}

/** How often something happened to a patient's login since a moment, and until another where one is given. */
export async function countHistory(
  db: Reader,
  patientId: string,
  kind: HappeningKind,
  since: string,
  until?: string,
): Promise<number> {
  const { n } = await db
    .selectFrom('portal_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('patient_id', '=', patientId)
    .where('kind', '=', kind)
    .where('at', '>', since)
    .$if(until !== undefined, (query) => query.where('at', '<=', until!))
    .executeTakeFirstOrThrow()
  return n
}

/** Doubts about who may act for a patient that records has not settled. */
export const openDoubts = (db: Reader) =>
  db.selectFrom('custody_doubt').select('id').where('settled_at', 'is', null)

/** Corrections that records has not answered. */
export const openCorrections = (db: Reader) =>
  db.selectFrom('record_correction').select('id').where('answer', 'is', null)

/** What the history of a login says where it was passed from a child's hands to the teenager's (`passToTeens.ts`). */
export const becameTeen = 'became-teen'

/**
 * Which contacts are of the childhood of a teenager for whom their login waits; none once somebody chose a password. What was on file before
 * it was passed on was given for a child, by whoever acted for them, a grant of theirs or none: a link there would bring the login back to
 * them (2026-11-28).
 */
export async function childhoodContacts(
  db: Reader,
  patientId: string,
): Promise<(contact: { on_file_since: string }) => boolean> {
  const last = await db
    .selectFrom('portal_event')
    .select(['kind', 'at'])
    .where('patient_id', '=', patientId)
    .where((eb) =>
      eb.or([
        eb('kind', 'in', ['activated', 'password-reset']),
        eb.and([eb('kind', '=', 'sessions-ended'), eb('reason', '=', becameTeen)]),
      ]),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return ({ on_file_since }) => last?.kind === 'sessions-ended' && on_file_since <= last.at
}
