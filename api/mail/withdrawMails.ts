import type { Trx } from '../core/db/transact.ts'
import type { Template } from './mailTexts.ts'
import { secretTemplates } from './templates.ts'

// One that is being sent may have to be sent again, and then it is not.
const notSent = ['queued', 'sending'] as const

/** Withdraws mails to a patient that have not left yet, with their text. */
export async function withdrawMails(
  trx: Trx,
  patientId: string,
  templates: readonly Template[],
): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ status: 'cancelled', sealed_message: null })
    .where('patient_id', '=', patientId)
    .where('status', 'in', notSent)
    .where('template', 'in', templates)
    .execute()
}

/** Withdraws mails with a code or a link that have not left yet to addresses that ended. */
export async function withdrawMailsTo(trx: Trx, contactIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ status: 'cancelled', sealed_message: null })
    .where('contact_point_id', 'in', contactIds)
    .where('status', 'in', notSent)
    .where('template', 'in', secretTemplates)
    .execute()
}
