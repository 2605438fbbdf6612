import type { Trx } from '../core/db/transact.ts'

/** Marks the patient's open cases: whoever watches them sees that the patient got in. */
export async function markSignedIn(trx: Trx, patientId: string, at: string): Promise<void> {
  await trx
    .updateTable('support_case')
    .set({ signed_in_at: at })
    .where('patient_id', '=', patientId)
    .where('status', '!=', 'closed')
    .where('signed_in_at', 'is', null)
    .execute()
}
