import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { enqueueNotice } from '../mail/enqueueNotice.ts'
import type { PatientRow } from '../patients/published.ts'
import { addressesForNotice, patientById } from '../patients/published.ts'

type Notice =
  | 'password-changed'
  | 'login-disabled'
  | 'second-factor-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkeys-void'
  | 'passkey-copied'
  | 'call-confirmed'

/**
 * Tells a patient at every address, also at those replaced a while ago: who takes a login over changes the address
 * first, and only the earlier one reaches the owner.
 */
export async function notifyOwner(trx: Trx, ctx: Ctx, patient: PatientRow, template: Notice): Promise<void> {
  for (const contact of await addressesForNotice(trx, patient.id, ctx.now()))
    await enqueueNotice(trx, ctx, { template, patientId: patient.id, contact, language: patient.language })
}

/** The same, where only the patient's id is at hand. */
export async function notifyOwnerOf(trx: Trx, ctx: Ctx, patientId: string, template: Notice): Promise<void> {
  const patient = await patientById(trx, patientId)
  if (patient) await notifyOwner(trx, ctx, patient, template)
}
