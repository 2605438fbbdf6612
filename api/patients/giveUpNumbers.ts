import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { identifiersOf } from './published.ts'
import type { Identifier } from './record.ts'
import type { PatientRow } from './tables.ts'
import { rewriteFindable } from './writeFindable.ts'

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
  await trx
    .updateTable('patient')
    .set({
      mrn,
      // What was taken in last is to be read again, whatever it says.
      source_hash: null,
      updated_at: ctx.now().toISOString(),
      version: patient.version + 1,
    })
    .where('id', '=', patient.id)
    .execute()
  await rewriteFindable(trx, patient, { ...patient, mrn })
  return true
}
