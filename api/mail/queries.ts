import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Template } from './templates.ts'

/** The mails to a patient since a moment, newest first. */
export function mailsSince(db: Kysely<Tables>, patientId: string, since: string, most: number) {
  return db
    .selectFrom('mail')
    .select(['id', 'template', 'status', 'last_error', 'created_at'])
    .where('patient_id', '=', patientId)
    .where('created_at', '>=', since)
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
}

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
    .where('status', '=', 'queued')
    .where('template', 'in', templates)
    .execute()
}
