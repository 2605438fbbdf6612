import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/** Adds a line to what the next call should know of a patient. @returns the row, as it stays */
export async function addPatientNote(
  trx: Trx,
  ctx: StaffCtx,
  patientId: string,
  text: string,
): Promise<Tables['patient_note']> {
  const row = {
    id: newId(),
    patient_id: patientId,
    staff_id: ctx.actor.id,
    text,
    created_at: ctx.now().toISOString(),
  }
  await trx.insertInto('patient_note').values(row).execute()
  return row
}
