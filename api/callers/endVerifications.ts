import type { Trx } from '../core/db/transact.ts'

/** Ends verifications before their time: what they waited for cannot come any more. */
export async function endVerifications(trx: Trx, ids: readonly string[], now: string): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('verification')
    .set({ expires_at: now })
    .where('id', 'in', ids)
    .where('expires_at', '>', now)
    .execute()
}

/** Ends all that callers were proved for in a case that went on after its end. */
export async function endVerificationsIn(trx: Trx, caseId: string, now: string): Promise<void> {
  await trx
    .updateTable('verification')
    .set({ expires_at: now })
    .where('case_id', '=', caseId)
    .where('expires_at', '>', now)
    .execute()
}

/** Ends all that callers were proved for about a patient, in whichever case: it may not have been them. */
export async function endVerificationsOf(trx: Trx, patientId: string, now: string): Promise<void> {
  await trx
    .updateTable('verification')
    .set({ expires_at: now })
    .where('patient_id', '=', patientId)
    .where('expires_at', '>', now)
    .execute()
}
