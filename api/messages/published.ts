export { expectCareClinic } from './careClinics.ts'

import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/** The message that waits longest for an answer that is overdue: since when, and by when it was due; nothing of what it says. */
export const overdueMessage = (db: Kysely<Tables>, patientIds: readonly string[], now: string) =>
  db
    .selectFrom('message_thread')
    .select(['waits_since', 'due_at'])
    .where('patient_id', 'in', patientIds)
    .where('status', '=', 'open')
    .where('due_at', '<', now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
