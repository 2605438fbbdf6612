import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { rowFindableBy } from './findable.ts'
import { channelsOf, identifiersOf } from './published.ts'
import type { Identifier } from './record.ts'
import { isKnownBy } from './saveContacts.ts'
import type { PatientRow } from './tables.ts'
import { writeFindable } from './writeFindable.ts'

/**
 * Takes numbers from a patient that turned out to be another person's, so that whoever they belong to may have them. They find
 * and prove this patient no more, unless the one that people know first is the last there was: it stays to be found by,
 * proves nothing, and the next record of the patient brings the right one.
 */
export async function giveUpNumbers(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  numbers: readonly Identifier[],
): Promise<boolean> {
  let gone = 0n
  for (const { system, value } of numbers) {
    const { numDeletedRows } = await trx
      .deleteFrom('patient_identifier')
      .where('patient_id', '=', patient.id)
      .where('system', '=', system)
      .where('value', '=', value)
      .executeTakeFirst()
    gone += numDeletedRows
  }
  if (gone === 0n) return false
  const left = await identifiersOf(trx, patient.id)
  const mrn = left.includes(patient.mrn) ? patient.mrn : (left[0] ?? patient.mrn)
  const keys = (await channelsOf(trx, patient.id)).map((contact) => contact.value_key).filter(isKnownBy)
  const findable = rowFindableBy({ ...patient, mrn }, keys)
  await trx
    .updateTable('patient')
    .set({
      mrn,
      words: findable.words,
      // What was taken in last is to be read again, whatever it says.
      source_hash: null,
      updated_at: ctx.now().toISOString(),
      version: patient.version + 1,
    })
    .where('id', '=', patient.id)
    .execute()
  await trx.deleteFrom('patient_term').where('patient_id', '=', patient.id).execute()
  await writeFindable(trx, [{ id: patient.id, birthDate: patient.birth_date, ...findable }])
  return true
}
