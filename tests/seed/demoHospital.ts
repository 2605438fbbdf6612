import { eventOf } from '../../api/audit/event.ts'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { makeDemo } from '../../seed/makeDemo.ts'
import { temporaryFolder } from '../support/templates.ts'

/** A Wednesday, half past ten in the hospital. */
export const now = new Date('2026-11-18T15:30:00Z')

const tables = [
  'staff',
  'patient',
  'contact_point',
  'portal_account',
  'portal_token',
  'portal_event',
  'proxy_grant',
  'encounter',
  'support_case',
  'case_note',
  'verification',
  'mail',
  'incident',
  'watched_patient',
  'record_conflict',
  'audit_pending',
  'audit_leaf',
  'adoption_event',
  'adoption_annotation',
  'adoption_goal',
  'privacy_alert',
  'privacy_day',
  'staff_clinic',
  'slot',
  'appointment',
  'message_thread',
  'message',
  'refill_request',
  'wait_entry',
  'quality_review',
  'patient_view',
  'role_request',
  'enrolment_request',
  'breach',
  'breach_notice',
  'sanction',
  'access_review',
  'access_review_item',
  'activity_review',
  'letter',
  'letter_batch',
  'risk',
  'risk_review',
  'training',
  'macro_version',
  'app',
  'app_access',
] as const
type Read = { [T in (typeof tables)[number]]: Tables[T][] }

/** Makes a demo in a database of its own, as `npm run demo` does, and returns what its tables hold. */
export async function aDemo(patients: number, seed: number) {
  const desk = createDesk(readConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent' }), () => now)
  try {
    await migrate(desk.db)
    const demo = await makeDemo(desk, { patients, seed, now })
    const rows = Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => [table, await desk.db.read.selectFrom(table).selectAll().execute()]),
      ),
    ) as Read
    const log = await desk.db.read
      .selectFrom('audit_leaf as l')
      .innerJoin('audit_event as e', 'e.id', 'l.event_id')
      .select('e.body')
      .orderBy('l.leaf_index')
      .execute()
    return { ...rows, demo, log: log.map((row) => eventOf(row.body)) }
  } finally {
    await closeDesk(desk)
  }
}
