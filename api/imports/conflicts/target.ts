import type { Kysely } from 'kysely'
import type { GuardCall, Target } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { addressKey } from '../../core/normalize.ts'
import { readPolicy } from '../../core/policy.ts'
import type { Missing } from '../../core/problemBody.ts'
import { Owners } from '../../patients/owners.ts'
import type { PatientRow } from '../../patients/published.ts'
import { numbersOf, type PatientRecord, unknownIssuer } from '../../patients/record.ts'
import { contactKey } from '../../patients/saveContacts.ts'
import { holdPatients } from '../../patients/target.ts'
import { replaced } from '../../patients/words.ts'
import { missingStranger, missingStrangerToAny } from '../../staff/kinship.ts'
import type { ConflictRow } from '../tables.ts'
import { type SaidOf, whatWasSaid } from './said.ts'
import {
  canBeOpened,
  cannotBeOpened,
  conflictChanged,
  conflictDecided,
  noConflict,
  notConcerned,
  numbersTaken,
  unfitByNow,
} from './words.ts'

/** A record that waits, what it says, and the patients it was matched with. */
export interface OnConflict {
  row: ConflictRow
  patients: PatientRow[]
  /** Nothing of what was decided, or cannot be taken in any more. */
  said: SaidOf | undefined
  unreadable: boolean
  /** The patient it is to be taken over for. */
  chosen: PatientRow | undefined
}
type Asked = { id: string; version: number; patientId?: string }
type Call = GuardCall<OnConflict, Asked>

/** What is seen of a conflict is of this version: it grows whenever the source says something else, or a patient’s record changes. */
export const versionSeen = (row: Pick<ConflictRow, 'version'>, patients: readonly PatientRow[]): number =>
  patients.reduce((sum, { version }) => sum + version, row.version)

export const idsOf = (row: Pick<ConflictRow, 'patient_id' | 'other_patient_id'>): string[] =>
  row.other_patient_id ? [row.patient_id, row.other_patient_id] : [row.patient_id]

/** Whether the reader may be kin of a patient concerned, or of the person the record tells of. */
export async function missingStrangerToAll(
  db: Kysely<Tables>,
  ctx: StaffCtx,
  patients: readonly PatientRow[],
  record: Omit<PatientRecord, 'primaryProviderId'> | undefined,
): Promise<readonly Missing[] | undefined> {
  const missing = await missingStrangerToAny(db, ctx, patients)
  if (missing || !record) return missing
  const { homeCountry } = await readPolicy(db)
  const person = {
    id: '',
    family_name: record.familyName,
    given_name: record.givenName,
    other_names: JSON.stringify(record.otherNames ?? []),
    birth_date: record.birthDate,
    address_key: addressKey(record.street ?? null, record.postalCode ?? null),
  }
  const keys = (record.contacts ?? []).map((contact) => contactKey(contact, homeCountry))
  return missingStranger(db, ctx, person, keys)
}

/** Whether somebody else has a number of the record by now. */
export async function missingNumbers(
  trx: Trx,
  db: Db,
  { row, said }: OnConflict,
): Promise<Conflict | undefined> {
  const numbers = said ? numbersOf(said.record) : []
  const owners = new Owners()
  await owners.lookUp(trx, db, numbers)
  const taken = owners.of(numbers).filter(({ systems }) => systems.some((system) => system !== unknownIssuer))
  return taken.every((owner) => idsOf(row).includes(owner.row.id)) ? undefined : new Conflict(numbersTaken)
}

/** Acts on a record that was put aside. Its patients are held first, in the order of their ids, as by the import that puts it aside. */
export const onConflict = {
  async load(trx, ctx, { id, patientId }) {
    const conflict = trx.selectFrom('record_conflict').selectAll().where('id', '=', id)
    const seen = await conflict.executeTakeFirst()
    if (!seen) throw new NotFound(noConflict)
    const ids = idsOf(seen)
    if (patientId !== undefined && !ids.includes(patientId)) throw new Invalid({ patientId: notConcerned })
    const patients = [...(await holdPatients(trx, ctx, ids)).values()]
    const row = await held(ctx.desk.db, conflict).executeTakeFirstOrThrow()
    if (idsOf(row).join() !== ids.join()) throw new Conflict(conflictChanged)
    const said = row.decision === null ? await whatWasSaid(trx, ctx, row) : undefined
    return {
      ...{ row, patients, unreadable: said === 'unreadable' },
      said: typeof said === 'object' ? said : undefined,
      chosen: patients.find((patient) => patient.id === patientId),
    }
  },
  about: ({ row }) => ({ patientIds: idsOf(row), object: { type: 'record-conflict', id: row.id } }),
  guards: {
    /** A decision stands: nobody decides the same again. */
    from: ({ found }: Call, wanted: readonly ['waiting']) =>
      wanted.includes('waiting') && found.row.decision === null ? undefined : new Conflict(conflictDecided),
    /** Nobody’s kin: neither a patient’s concerned nor of the person the record tells of. */
    stranger: ({ trx, ctx, found }: Call, _wanted: true) =>
      missingStrangerToAll(trx, ctx, found.patients, found.said?.record),
    /** The decision is on what the person saw. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === versionSeen(found.row, found.patients) ? undefined : new Conflict(conflictChanged),
    /** It still has what a record must have. */
    fit: ({ found }: Call, _wanted: true) => (found.said ? undefined : new Conflict(unfitByNow)),
    /** Of a record that nobody can read nobody knows that it is wrong. */
    readable: ({ found }: Call, _wanted: true) =>
      found.unreadable ? new Conflict(cannotBeOpened) : undefined,
    /** What can be read is decided. */
    unreadable: ({ found }: Call, _wanted: true) =>
      found.unreadable ? undefined : new Conflict(canBeOpened),
    /** A record that was merged into another takes nothing over. */
    standing: ({ found }: Call, _wanted: true) =>
      found.chosen?.replaced_by ? new Conflict(replaced) : undefined,
    /** Its numbers are of nobody else meanwhile. */
    unclaimed: ({ trx, ctx, found }: Call, _wanted: true) => missingNumbers(trx, ctx.desk.db, found),
  },
} satisfies Target<Asked, OnConflict>
