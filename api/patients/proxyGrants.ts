import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { normalize } from '../core/normalize.ts'
import type { PatientRow, ProxyGrantRow } from './tables.ts'

/*
 * The rows of who acts for whom, as acts and jobs write them. Which may be written is the logins' room's to say.
 */

/** A grant, held until the transaction ends; who holds the patients too holds them first. */
export function holdGrant(trx: Trx, ctx: Ctx, id: string): Promise<ProxyGrantRow | undefined> {
  const one = trx.selectFrom('proxy_grant').selectAll().where('id', '=', id)
  return held(ctx.desk.db, one).executeTakeFirst()
}

/** The same as it stands, held by nobody. */
export const grantById = async (db: Kysely<Tables>, id: string): Promise<ProxyGrantRow | undefined> =>
  (await grantCalled(db, { id }))[0]

const grantCalled = prepared((db, p: { id: string }) =>
  db.selectFrom('proxy_grant').selectAll().where('id', '=', p.id),
)

/** Of whose records some grants are, by the ids of the grants. */
export async function recordsOfGrants(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('proxy_grant')
    .select(['id', 'patient_id'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.patient_id]))
}

const grantInUse = prepared((db, p: { id: string; proxyId: string }) =>
  db
    .selectFrom('proxy_grant')
    .selectAll()
    .where('id', '=', p.id)
    .where('proxy_patient_id', '=', p.proxyId)
    .where('status', '=', 'active'),
)

/** The grant by which somebody acts for another at this moment; what is another's, waits or ended is none. */
export const grantOf = async (
  db: Kysely<Tables>,
  proxyId: string,
  id: string,
): Promise<ProxyGrantRow | undefined> => (await grantInUse(db, { id, proxyId }))[0]

const grantBetween = prepared((db, p: { id: string; patientId: string }) =>
  db
    .selectFrom('proxy_grant')
    .selectAll()
    .where('id', '=', p.id)
    .where((eb) => eb.or([eb('patient_id', '=', p.patientId), eb('proxy_patient_id', '=', p.patientId)])),
)

/** A grant by which somebody acts for another, or another for them; what is between others is none. */
export const grantWith = async (
  db: Kysely<Tables>,
  patientId: string,
  id: string,
): Promise<ProxyGrantRow | undefined> => (await grantBetween(db, { id, patientId }))[0]

const standsFor = prepared((db, p: { patientId: string }) =>
  db.selectFrom('proxy_grant').selectAll().where('proxy_patient_id', '=', p.patientId),
)

/** For whom somebody acts, or acted, newest first. */
export async function standsForOf(db: Kysely<Tables>, patientId: string) {
  return (await standsFor(db, { patientId })).sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
}

export type NewGrant = Pick<
  ProxyGrantRow,
  'relationship' | 'access' | 'for_minor' | 'assented_at' | 'case_id' | 'paper' | 'paper_seen_by'
>

const nameOf = ({ given_name, family_name }: PatientRow) => `${given_name} ${family_name}`

/**
 * Grants access that waits for the proxy to confirm it. What the patient asked for in the portal by that name is what is
 * granted, so that it does not wait on beside it. @returns the id of the grant
 */
export async function putGrant(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  proxy: PatientRow,
  given: NewGrant,
): Promise<string> {
  const now = ctx.now().toISOString()
  const asked = await trx
    .selectFrom('proxy_grant')
    .select(['id', 'proxy_name'])
    .where('patient_id', '=', patient.id)
    .where('status', '=', 'pending')
    .where('waiting_for', '=', 'desk')
    .execute()
  const same = asked.find(({ proxy_name }) => normalize(proxy_name) === normalize(nameOf(proxy)))
  const row = {
    ...given,
    proxy_patient_id: proxy.id,
    proxy_name: nameOf(proxy),
    status: 'pending',
    waiting_for: 'proxy',
    created_at: now,
    changed_at: now,
  } as const
  if (same) {
    await trx.updateTable('proxy_grant').set(row).where('id', '=', same.id).execute()
    return same.id
  }
  const id = newId()
  await trx
    .insertInto('proxy_grant')
    .values({ ...row, id, patient_id: patient.id, ended_reason: null, ended_at: null })
    .execute()
  return id
}

/** What a patient asks for in the portal: it names somebody, and waits until the desk has found out who that is. */
export async function askGrant(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  asked: Pick<ProxyGrantRow, 'proxy_name' | 'relationship' | 'for_minor'>,
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('proxy_grant')
    .values({
      ...asked,
      id,
      patient_id: patientId,
      proxy_patient_id: null,
      status: 'pending',
      waiting_for: 'desk',
      ended_reason: null,
      created_at: ctx.now().toISOString(),
      ended_at: null,
    })
    .execute()
  return id
}

type Change = Partial<
  Pick<ProxyGrantRow, 'access' | 'assented_at' | 'changed_at' | 'status' | 'waiting_for' | 'confirm_failures'>
>

export async function changeGrant(trx: Trx, id: string, change: Change): Promise<void> {
  await trx.updateTable('proxy_grant').set(change).where('id', '=', id).execute()
}

/** @param reason a word: `age-policy`, `turned-adult`, `ended-by-patient` */
export async function endGrant(trx: Trx, ctx: Ctx, id: string, reason: string): Promise<void> {
  await trx
    .updateTable('proxy_grant')
    .set({
      status: 'ended',
      waiting_for: null,
      ended_reason: reason,
      ended_at: ctx.now().toISOString(),
    })
    .where('id', '=', id)
    .where('status', '!=', 'ended')
    .execute()
}

/**
 * Ends what the reader of a notice says was not theirs: one grant, or all of a patient that are younger than a moment.
 * @returns how many
 */
export async function stopGrants(
  trx: Trx,
  ctx: Ctx,
  which: { id: string } | { patientId: string; since: string },
): Promise<number> {
  const rows = await trx
    .selectFrom('proxy_grant')
    .select('id')
    .where('status', '!=', 'ended')
    .where((eb) =>
      'id' in which
        ? eb('id', '=', which.id)
        : eb.and([eb('patient_id', '=', which.patientId), eb('changed_at', '>=', which.since)]),
    )
    .execute()
  for (const { id } of rows) await endGrant(trx, ctx, id, 'not-me')
  return rows.length
}

const atOnce = 200

/**
 * Grants that may be due to change by age or to lapse, a page of ids in their order: those of minors born before a year, and
 * those that wait since a moment.
 */
export async function dueGrants(
  db: Kysely<Tables>,
  { after, bornBefore, unconfirmedSince }: { after: string; bornBefore: string; unconfirmedSince: string },
): Promise<string[]> {
  const minors = db
    .selectFrom('proxy_grant as g')
    .innerJoin('patient as p', 'p.id', 'g.patient_id')
    .select('g.id')
    .where('g.for_minor', '=', 1)
    .where('g.status', '!=', 'ended')
    .where('p.birth_date', '<', bornBefore)
    .where('g.id', '>', after)
    .orderBy('g.id')
    .limit(atOnce)
  const waiting = db
    .selectFrom('proxy_grant')
    .select('id')
    .where('status', '=', 'pending')
    .where('created_at', '<', unconfirmedSince)
    .where('id', '>', after)
    .orderBy('id')
    .limit(atOnce)
  const ids = (await Promise.all([minors.execute(), waiting.execute()])).flat().map(({ id }) => id)
  return [...new Set(ids)].sort().slice(0, atOnce)
}
