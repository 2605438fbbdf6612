import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { enqueueNotice } from '../mail/enqueueNotice.ts'
import type { PatientRow } from '../patients/published.ts'
import { addressesForNotice, patientById } from '../patients/published.ts'
import { noticeLink } from './noticeLinks.ts'

type Notice =
  | 'password-changed'
  | 'login-disabled'
  | 'second-factor-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkeys-void'
  | 'passkey-copied'
  | 'call-confirmed'
  | 'contact-change-asked'
  | 'contact-changed'
  | 'proxy-granted'
  | 'proxy-changed'

/**
 * Tells a patient at every address, also at those replaced a while ago: who takes a login over changes the address
 * first, and only the earlier one reaches the owner. Each is given a link of its own to say “this was not me” (`noticeLinks.ts`).
 * @param how.caseId the case in which staff made the change, where they did
 */
export async function notifyOwner(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  template: Notice,
  { caseId = null, values = {} }: { caseId?: string | null; values?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  for (const contact of await addressesForNotice(trx, patient.id, ctx.now())) {
    const link = await noticeLink(trx, ctx, { patient_id: patient.id, notice: template, case_id: caseId })
    const notice = { template, patientId: patient.id, contact, caseId, language: patient.language }
    await enqueueNotice(trx, ctx, { ...notice, values: { ...values, link } })
  }
}

/** The same, where only the patient's id is at hand. */
export async function notifyOwnerOf(trx: Trx, ctx: Ctx, patientId: string, template: Notice): Promise<void> {
  const patient = await patientById(trx, patientId)
  if (patient) await notifyOwner(trx, ctx, patient, template)
}
