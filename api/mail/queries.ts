import type { Kysely } from 'kysely'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Template } from './templates.ts'

const mails = prepared((db, p: { patientId: string; limit: number }) =>
  db
    .selectFrom('mail')
    .select([
      'id',
      'template',
      'status',
      'attempts',
      'last_error',
      'created_at',
      'sent_at',
      'bounced_at',
      'contact_point_id',
    ])
    .where('patient_id', '=', p.patientId)
    .orderBy('created_at', 'desc')
    .limit(p.limit),
)

/** The newest mails to a patient. */
export function mailsOf(db: Kysely<Tables>, patientId: string, limit: number) {
  return mails(db, { patientId, limit })
}

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

/** Invitations that left the house. */
export const invitationsSent = (db: Kysely<Tables>) =>
  db
    .selectFrom('mail')
    .select(['id', 'patient_id', 'sent_at'])
    .where('template', '=', 'activation')
    .where('sent_at', 'is not', null)

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

/** Withdraws mails with a code or a link that have not left yet to addresses that ended. */
export async function withdrawMailsTo(trx: Trx, contactIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('mail')
    .set({ status: 'cancelled', sealed_message: null })
    .where('contact_point_id', 'in', contactIds)
    .where('status', '=', 'queued')
    .where('template', 'in', ['activation', 'reset', 'call-back-code'])
    .execute()
}
