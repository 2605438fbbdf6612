import { createHash } from 'node:crypto'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { addressKey, emailKey, nameKey, phoneKey } from '../core/normalize.ts'
import { said } from '../core/words.ts'
import { findableBy } from './findable.ts'
import { insertTerms } from './remakeSearch.ts'

const identifiersOfTwo = said(
  'identifiers-of-two',
  'its identifiers belong to two different patients; registration must decide',
  'sus identificadores son de dos pacientes distintos; registro debe decidir',
)

/** A person as a registry knows them, whatever the source's format was. */
export interface PatientRecord {
  mrn: string
  identifiers: { system: string; value: string }[]
  familyName: string
  givenName: string
  otherNames: string[]
  birthDate: string
  sex: string | null
  language: string | null
  race: string | null
  ethnicity: string | null
  payer: string | null
  street: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  phones: string[]
  emails: string[]
  deceasedAt: string | null
  primaryProviderId: string | null
}

export type SaveResult = { id: string; change: 'created' | 'updated' | 'unchanged' }

/**
 * Creates or updates a patient, found by any of their identifiers. The same record again changes nothing.
 * @throws Conflict when the identifiers belong to two different patients: that is a merge, and merges are decided by people.
 */
export async function savePatient(trx: Trx, ctx: Ctx, record: PatientRecord): Promise<SaveResult> {
  const now = ctx.now().toISOString()
  const sourceHash = createHash('sha256').update(JSON.stringify(record)).digest('base64url')
  const keys = [{ system: 'mrn', value: record.mrn }, ...record.identifiers]
  const owners = await trx
    .selectFrom('patient_identifier as i')
    .innerJoin('patient as p', 'p.id', 'i.patient_id')
    .select(['p.id', 'p.source_hash', 'p.version'])
    .distinct()
    .where((eb) =>
      eb.or(keys.map((k) => eb.and([eb('i.system', '=', k.system), eb('i.value', '=', k.value)]))),
    )
    .execute()
  if (owners.length > 1) throw new Conflict(identifiersOfTwo)
  const present = owners[0]
  if (present?.source_hash === sourceHash) return { id: present.id, change: 'unchanged' }

  const id = present?.id ?? newId()
  const { terms, words } = findableBy({ ...record, identifiers: [] })
  const columns = {
    mrn: record.mrn,
    family_name: record.familyName,
    given_name: record.givenName,
    other_names: JSON.stringify(record.otherNames),
    family_key: nameKey(record.familyName),
    given_key: nameKey(record.givenName),
    words,
    birth_date: record.birthDate,
    sex: record.sex,
    language: record.language,
    race: record.race,
    ethnicity: record.ethnicity,
    payer: record.payer,
    street: record.street,
    city: record.city,
    state: record.state,
    postal_code: record.postalCode,
    address_key: addressKey(record.street, record.postalCode),
    primary_provider_id: record.primaryProviderId,
    deceased_at: record.deceasedAt,
    source_hash: sourceHash,
    updated_at: now,
  }
  if (present)
    await trx
      .updateTable('patient')
      .set({ ...columns, version: present.version + 1 })
      .where('id', '=', id)
      .execute()
  else
    await trx
      .insertInto('patient')
      .values({ id, ...columns, replaced_by: null, created_at: now, version: 1 })
      .execute()

  await ctx.desk.tell(trx, ctx, [
    { id: `person:${present ? present.version + 1 : 1}`, patientId: id, kind: 'person', at: now },
  ])
  await trx
    .insertInto('patient_identifier')
    .values(keys.map((k) => ({ ...k, patient_id: id })))
    .onConflict((oc) => oc.doNothing())
    .execute()
  await saveContacts(trx, id, record, now)
  await trx.deleteFrom('patient_term').where('patient_id', '=', id).execute()
  await insertTerms(
    trx,
    terms.map((term) => ({ term, words, birth_date: record.birthDate, patient_id: id })),
  )
  return { id, change: present ? 'updated' : 'created' }
}

// A contact that left the record is ended, not erased: links already sent to it stay explainable.
async function saveContacts(trx: Trx, patientId: string, record: PatientRecord, now: string): Promise<void> {
  const wanted = [
    ...record.phones.map((value) => ({ system: 'phone' as const, value, key: phoneKey(value) })),
    ...record.emails.map((value) => ({ system: 'email' as const, value, key: emailKey(value) })),
  ].filter((c) => c.key)
  const present = await trx
    .selectFrom('contact_point')
    .select(['id', 'system', 'value_key'])
    .where('patient_id', '=', patientId)
    .where('ended_at', 'is', null)
    .execute()
  const same = (a: { system: string; key: string }, b: { system: string; value_key: string }) =>
    a.system === b.system && a.key === b.value_key
  const gone = present.filter((p) => !wanted.some((w) => same(w, p)))
  if (gone.length)
    await trx
      .updateTable('contact_point')
      .set({ ended_at: now })
      .where(
        'id',
        'in',
        gone.map((g) => g.id),
      )
      .execute()
  const added = wanted.filter(
    (w, i) =>
      !present.some((p) => same(w, p)) &&
      wanted.findIndex((x) => x.system === w.system && x.key === w.key) === i,
  )
  if (added.length)
    await trx
      .insertInto('contact_point')
      .values(
        added.map((c) => ({
          id: newId(),
          patient_id: patientId,
          system: c.system,
          value: c.value,
          value_key: c.key,
          on_file_since: now,
          ended_at: null,
          bounced_at: null,
        })),
      )
      .execute()
}
