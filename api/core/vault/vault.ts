import { createSecretKey, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { decrypt, encrypt } from '../access/cipher.ts'
import type { Desk } from '../context.ts'
import { asList, type List, oneOfList } from '../db/oneOf.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/tables.ts'
import type { Trx } from '../db/transact.ts'
import type { Ring } from './ring.ts'

/** Where a piece of content stands. It opens there and nowhere else. */
export interface Place {
  table: string
  /** The row's id, and the column's name where a row holds several. */
  row: string
}

/**
 * One patient's clinical content. A row keeps the id of the patient it was sealed for, whatever becomes of the patient: when
 * records are merged the rows stay where they are and are read through both, so that a merge, and its undoing, touch none.
 */
export interface PatientVault {
  /** @returns text for a column */
  seal(place: Place, value: unknown): string
  /** @throws Error when the content was altered or is another row's or patient's */
  open(place: Place, sealed: string): unknown
}

type HasVault = Pick<Desk, 'vault'>
interface KeyRow {
  patient_id: string
  wrapped_by: string
  wrapped: string
}

const boundKey = (patientId: string, wrappedBy: string) => ['data key', patientId, wrappedBy]

export const wrap = (ring: Ring, id: string, patientId: string, dataKey: Buffer): string =>
  encrypt(ring.key(id), dataKey, boundKey(patientId, id))

export const unwrap = (ring: Ring, row: KeyRow): Buffer =>
  decrypt(ring.key(row.wrapped_by), row.wrapped, boundKey(row.patient_id, row.wrapped_by))

function vaultOf(ring: Ring, row: KeyRow): PatientVault {
  const key = createSecretKey(unwrap(ring, row))
  const bound = ({ table, row: id }: Place) => ['content', row.patient_id, table, id]
  return {
    seal: (place, value) => encrypt(key, Buffer.from(JSON.stringify(value)), bound(place)),
    open: (place, sealed) => JSON.parse(decrypt(key, sealed, bound(place)).toString('utf8')),
  }
}

const keysOf = prepared((db, p: { list: List }) =>
  db
    .selectFrom('vault_key')
    .select(['patient_id', 'wrapped_by', 'wrapped'])
    .where(oneOfList(db, 'patient_id', 'text', p.list)),
)

/**
 * The vaults of patients who have content; of others there is none.
 * @throws WrongVaultKey
 */
export async function vaultsOf(
  db: Kysely<Tables>,
  { vault }: HasVault,
  patientIds: readonly string[],
): Promise<Map<string, PatientVault>> {
  if (patientIds.length === 0) return new Map()
  const list = asList(db, [...new Set(patientIds)])
  const rows = await keysOf(db, { list })
  return new Map(rows.map((row) => [row.patient_id, vaultOf(vault, row)]))
}

/** The same for who writes: whoever has none gets one. */
export async function vaultsFor(
  trx: Trx,
  desk: Pick<Desk, 'vault' | 'clock' | 'db'>,
  patientIds: readonly string[],
): Promise<Map<string, PatientVault>> {
  const found = await vaultsOf(trx, desk, patientIds)
  const without = [...new Set(patientIds)].filter((id) => !found.has(id))
  if (without.length === 0) return found
  const by = await currentKey(trx, desk.db, desk.vault)
  const made = without.map((patientId) => ({
    patient_id: patientId,
    wrapped_by: by,
    wrapped: wrap(desk.vault, by, patientId, randomBytes(32)),
    made_at: desk.clock().toISOString(),
  }))
  await trx
    .insertInto('vault_key')
    .values(made)
    .onConflict((oc) => oc.column('patient_id').doNothing())
    .execute()
  // Read again: another may have made one at the same moment.
  return vaultsOf(trx, desk, patientIds)
}

export const vaultFor = async (
  trx: Trx,
  desk: Pick<Desk, 'vault' | 'clock' | 'db'>,
  patientId: string,
): Promise<PatientVault> => (await vaultsFor(trx, desk, [patientId])).get(patientId)!

const named = 'vault'

/** The key that wraps what is made now, held so until the transaction ends: a rotation waits for it. */
async function currentKey(trx: Trx, db: Db, ring: Ring): Promise<string> {
  const query = trx.selectFrom('key_check').select('value').where('name', '=', named)
  const row = await (db.engine === 'postgres' ? query.forShare() : query).executeTakeFirst()
  if (row) return row.value
  await enterVaultKey(trx, ring)
  return (await storedVaultKey(trx))!
}

export async function storedVaultKey(db: Kysely<Tables>): Promise<string | undefined> {
  return (await db.selectFrom('key_check').select('value').where('name', '=', named).executeTakeFirst())
    ?.value
}

/** From then on the database knows its key. */
export async function enterVaultKey(trx: Trx, ring: Ring): Promise<void> {
  await trx
    .insertInto('key_check')
    .values({ name: named, value: ring.ids()[0]! })
    .onConflict((oc) => oc.column('name').doNothing())
    .execute()
}
