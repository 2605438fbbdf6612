import { type Kysely, sql } from 'kysely'

/**
 * What acts decide on stands in rows of its own: who saw a photo ID and when, when it was approved, and that a patient
 * signed in while a case was open. Answers kept for repeated requests are encrypted from now on, so those kept in the
 * clear for the last day go.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table verification add column seen_by text references staff(id)')
  await run('alter table verification add column seen_at text')
  await run('alter table verification add column approved_at text')
  await run(
    'update verification set seen_by = staff_id, seen_at = created_at where photo_document is not null',
  )
  await run('update verification set approved_at = created_at where approved_by is not null')
  await run('alter table support_case add column signed_in_at text')
  await run(`update support_case set signed_in_at = (
      select a.last_sign_in_at from portal_account as a
      where a.patient_id = support_case.patient_id and a.last_sign_in_at >= support_case.opened_at)
    where status <> 'closed'`)
  await run('delete from idempotency')
}
