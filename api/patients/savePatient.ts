import { createHash } from 'node:crypto'
import { hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { addressKey, nameKey } from '../core/normalize.ts'
import { readPolicy } from '../core/policy.ts'
import { rowFindableBy } from './findable.ts'
import { notLiving } from './living.ts'
import { channelsOf } from './published.ts'
import { type PatientRecord, unknownIssuer } from './record.ts'
import { saveContacts } from './saveContacts.ts'
import type { PatientRow } from './tables.ts'
import { writeFindable } from './writeFindable.ts'

export interface SaveResult {
  id: string
  change: 'created' | 'updated' | 'unchanged'
  /** Contacts that ended with this record. */
  endedContacts: string[]
  /** The record lets nobody in any more, and did until now. */
  closed: boolean
}

/**
 * Creates a patient, or updates the one that the record was found to be (`matchPatient`). What the source does not carry
 * stays as it is; the same record again changes nothing, also after another source told of the same person.
 */
export async function savePatient(
  trx: Trx,
  ctx: Ctx,
  record: PatientRecord,
  present?: PatientRow,
): Promise<SaveResult> {
  const now = ctx.now().toISOString()
  const sourceHash = createHash('sha256').update(JSON.stringify(record)).digest('base64url')
  if (present?.source_hash === sourceHash)
    return { id: present.id, change: 'unchanged', endedContacts: [], closed: false }

  const id = present?.id ?? newId()
  const columns = {
    ...columnsOf(record, present, now),
    deceased_at: await deathOf(trx, ctx, record, present),
  }
  const findable = rowFindableBy(columns, await contactsOnFile(trx, record, present))
  const row = { ...columns, words: findable.words }
  const differs = (Object.keys(row) as (keyof typeof row)[]).some((name) => present?.[name] !== row[name])
  if (!present)
    await trx
      .insertInto('patient')
      .values({
        id,
        ...row,
        replaced_by: null,
        source_hash: sourceHash,
        created_at: now,
        updated_at: now,
        version: 1,
      })
      .execute()
  const numbered = await saveIdentifiers(trx, id, record, present === undefined)
  const contacts = record.contacts
    ? await saveContacts(trx, id, record.contacts, now, present === undefined)
    : { changed: false, ended: [] }
  if (present && !differs && !numbered && !contacts.changed)
    return { id, change: 'unchanged', endedContacts: [], closed: false }
  if (present)
    await trx
      .updateTable('patient')
      .set({ ...row, source_hash: sourceHash, updated_at: now, version: present.version + 1 })
      .where('id', '=', id)
      .execute()

  await ctx.desk.tell(trx, ctx, [
    { id: `person:${present ? present.version + 1 : 1}`, patientId: id, kind: 'person', at: now },
  ])
  await trx.deleteFrom('patient_term').where('patient_id', '=', id).execute()
  await writeFindable(trx, { id, birthDate: row.birth_date }, findable)
  const closed = notLiving({ ...row, replaced_by: present?.replaced_by ?? null })
  return {
    id,
    change: present ? 'updated' : 'created',
    endedContacts: contacts.ended,
    closed: present !== undefined && closed !== undefined && !notLiving(present),
  }
}

/** The record's columns, but for when somebody died: what the source does not carry is as on file. */
function columnsOf(record: PatientRecord, present: PatientRow | undefined, now: string) {
  const list = (given: string[] | undefined, stored: string | undefined) =>
    given ? JSON.stringify(given) : (stored ?? '[]')
  const kept = <K extends keyof PatientRow>(given: PatientRow[K] | undefined, column: K) =>
    given === undefined ? (present?.[column] ?? null) : given
  const street = kept(record.street, 'street')
  const postalCode = kept(record.postalCode, 'postal_code')
  return {
    mrn: record.mrn,
    family_name: record.familyName,
    given_name: record.givenName,
    suffix: kept(record.suffix, 'suffix'),
    other_names: JSON.stringify(record.otherNames),
    nicknames: list(record.nicknames, present?.nicknames),
    former_given_names: list(record.formerGivenNames, present?.former_given_names),
    family_key: nameKey(record.familyName),
    given_key: nameKey(record.givenName),
    // A year that is told where the whole day is known tells nothing new.
    birth_date: present?.birth_date.startsWith(record.birthDate) ? present.birth_date : record.birthDate,
    sex: kept(record.sex, 'sex'),
    language: kept(record.language, 'language'),
    race: kept(record.race, 'race'),
    ethnicity: kept(record.ethnicity, 'ethnicity'),
    payer: kept(record.payer, 'payer'),
    street,
    city: kept(record.city, 'city'),
    state: kept(record.state, 'state'),
    postal_code: postalCode,
    address_key: addressKey(street, postalCode),
    primary_provider_id: kept(record.primaryProviderId, 'primary_provider_id'),
    inactive_since:
      record.active === undefined
        ? (present?.inactive_since ?? null)
        : record.active
          ? null
          : (present?.inactive_since ?? now),
  }
}

/** A source that says nothing of a death brings nobody back to life. */
async function deathOf(
  trx: Trx,
  ctx: Ctx,
  { deceased, deceasedAt }: PatientRecord,
  present: PatientRow | undefined,
): Promise<string | null> {
  if (deceasedAt) return deceasedAt
  if (deceased === false) return null
  if (present?.deceased_at || !deceased) return present?.deceased_at ?? null
  return hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)
}

/** The numbers that are new. One whose issuer was not kept has it from now on. */
async function saveIdentifiers(
  trx: Trx,
  patientId: string,
  record: PatientRecord,
  isNew: boolean,
): Promise<boolean> {
  const keys = [{ system: record.mrnIssuer, value: record.mrn }, ...record.identifiers]
  if (isNew) {
    await trx
      .insertInto('patient_identifier')
      .values(
        keys.map(({ system, value, former }) => ({
          system,
          value,
          patient_id: patientId,
          former: Number(former ?? false),
        })),
      )
      .execute()
    return true
  }
  const stored = await trx
    .selectFrom('patient_identifier')
    .selectAll()
    .where('patient_id', '=', patientId)
    .execute()
  let changed = false
  for (const { system, value, former } of keys) {
    const row = stored.find((one) => one.system === system && one.value === value)
    if (row?.former === Number(former ?? false)) continue
    changed = true
    await trx
      .insertInto('patient_identifier')
      .values({ system, value, patient_id: patientId, former: Number(former ?? false) })
      .onConflict((oc) => oc.columns(['system', 'value']).doUpdateSet({ former: Number(former ?? false) }))
      .execute()
    if (system === unknownIssuer) continue
    await trx
      .deleteFrom('patient_identifier')
      .where('patient_id', '=', patientId)
      .where('system', '=', unknownIssuer)
      .where('value', '=', value)
      .execute()
  }
  return changed
}

async function contactsOnFile(trx: Trx, record: PatientRecord, present: PatientRow | undefined) {
  const current =
    record.contacts?.filter((contact) => !contact.endedAt) ??
    (present ? await channelsOf(trx, present.id) : [])
  const valuesOf = (system: 'phone' | 'email') =>
    current.filter((contact) => contact.system === system).map(({ value }) => value)
  return { phones: valuesOf('phone'), emails: valuesOf('email') }
}

/** Says that a record was merged into another. @returns whether that is new */
export async function markReplaced(trx: Trx, ctx: Ctx, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('patient')
    .set((eb) => ({ replaced_by: by, version: eb('version', '+', 1), updated_at: ctx.now().toISOString() }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('replaced_by', 'is', null), eb('replaced_by', '!=', by)]))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  const at = ctx.now().toISOString()
  await ctx.desk.tell(trx, ctx, [{ id: `replaced:${by}`, patientId: id, kind: 'person', at }])
  return true
}

/** Who pays for a patient's care, by a source that tells of it apart from the person. @returns whether that is new */
export async function savePayer(trx: Trx, ctx: Ctx, id: string, payer: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('patient')
    .set((eb) => ({ payer, version: eb('version', '+', 1), updated_at: ctx.now().toISOString() }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('payer', 'is', null), eb('payer', '!=', payer)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
