import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

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
