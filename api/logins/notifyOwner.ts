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
  | 'recovery-code-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkeys-void'
  | 'passkey-copied'
  | 'call-confirmed'
  | 'app-allowed'
  | 'contact-change-asked'
  | 'contact-changed'
  | 'proxy-granted'
  | 'proxy-changed'
  | 'proxy-named'

interface How {
  /** The case in which staff made the change, where they did. */
  caseId?: string | null
  /** The access to somebody else's record that the answer is to end, and nothing else. */
  onlyGrant?: string
  values?: Readonly<Record<string, string>>
  /** What came on file then or later is not told: it may be a stranger's, misheard, and the answer locks the login. */
  onFileBefore?: string
}

/**
 * Tells a patient at every address, also at those replaced a while ago: who takes a login over changes the address
 * first, and only the earlier one reaches the owner. Each is given a link of its own to say “this was not me” (`noticeLinks.ts`).
 */
export async function notifyOwner(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  template: Notice,
  { caseId = null, onlyGrant, values = {}, onFileBefore }: How = {},
): Promise<void> {
  for (const contact of await addressesForNotice(trx, patient.id, ctx.now())) {
    const isNew = onFileBefore !== undefined && contact.on_file_since >= onFileBefore
    if (isNew && contact.on_file_since !== patient.created_at) continue
    const about = { patient_id: patient.id, notice: template, case_id: caseId, only_grant: onlyGrant }
    const link = await noticeLink(trx, ctx, about)
    const notice = { template, patientId: patient.id, contact, caseId, language: patient.language }
    await enqueueNotice(trx, ctx, { ...notice, values: { ...values, link } })
  }
}

/** The same, where only the patient's id is at hand. */
export async function notifyOwnerOf(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  template: Notice,
  how?: How,
): Promise<void> {
  const patient = await patientById(trx, patientId)
  if (patient) await notifyOwner(trx, ctx, patient, template, how)
}
