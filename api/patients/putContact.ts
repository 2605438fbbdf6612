import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { addressKey } from '../core/normalize.ts'
import { hereOf } from './patientColumns.ts'
import { channelsOf } from './published.ts'
import { afterRecord, contactKey } from './saveContacts.ts'
import type { PatientRow } from './tables.ts'

export interface PutContact {
  system: 'email' | 'phone'
  value: string
  takesTexts: boolean
  /** From when it counts as known: trust begins there. */
  since: string
  /** Those of the kind that were on file are theirs no longer. */
  endsOld: boolean
}

/**
 * Puts a contact on file that the patient told the desk. It stands against a feed that repeats what was there before, and gives
 * way to one that tells something new (`saveContacts.ts`). @returns the ids of those that ended
 */
export async function putContact(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  { system, value, takesTexts, since, endsOld }: PutContact,
): Promise<string[]> {
  const { now, home } = await hereOf(trx, ctx)
  const key = contactKey({ system, value }, home)
  const present = (await channelsOf(trx, patient.id)).filter((one) => one.system === system)
  const ended = endsOld ? present.filter((one) => one.value_key !== key).map(({ id }) => id) : []
  if (ended.length)
    await trx.updateTable('contact_point').set({ ended_at: now }).where('id', 'in', ended).execute()
  if (!present.some((one) => one.value_key === key))
    await trx
      .insertInto('contact_point')
      .values({
        id: newId(),
        patient_id: patient.id,
        system,
        value,
        value_key: key,
        on_file_since: afterRecord(since, patient),
        ended_at: null,
        bounced_at: null,
        // Before those of the source, whose first is 1.
        rank: 0,
        takes_texts: takesTexts ? 1 : 0,
        put_at_desk: 1,
      })
      .execute()
  await changed(trx, ctx, patient, now, {})
  return ended
}

export interface PutAddress {
  street: string
  city: string
  state: string
  postalCode: string
}

/** The same for where the patient lives: a feed that repeats the address it took the place of does not bring it back. */
export async function putAddress(trx: Trx, ctx: Ctx, patient: PatientRow, given: PutAddress): Promise<void> {
  const { now } = await hereOf(trx, ctx)
  await changed(trx, ctx, patient, now, {
    street: given.street,
    city: given.city,
    state: given.state,
    postal_code: given.postalCode,
    address_key: addressKey(given.street, given.postalCode),
    address_since: now,
    replaced_address: patient.address_key,
  })
}

/** The record is another from now on, also to whoever counts it. */
async function changed(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  now: string,
  change: Partial<PatientRow>,
): Promise<void> {
  const { id } = patient
  const version = patient.version + 1
  await trx
    .updateTable('patient')
    .set({ ...change, updated_at: now, version })
    .where('id', '=', id)
    .execute()
  await ctx.desk.tell(trx, ctx, [{ id: `person:${version}`, patientId: id, kind: 'person', at: now }])
}
