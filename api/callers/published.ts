import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/** When callers were asked who they are, by whom, and how that ended. */
export const callersChecked = (db: Kysely<Tables>) =>
  db.selectFrom('verification').select(['id', 'patient_id', 'staff_id', 'tier', 'failed', 'created_at'])
