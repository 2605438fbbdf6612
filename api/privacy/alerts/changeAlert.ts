import { deny } from '../../acts/permit.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { AlertRow } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'

/**
 * Finds an alert that the signed-in officer may work on: nobody reviews their own access.
 * @throws NotFound, Forbidden
 */
export async function needAlert(ctx: StaffCtx, id: string): Promise<AlertRow> {
  const row = await ctx.desk.db.read
    .selectFrom('privacy_alert')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('alert')
  if (row.staff_id === ctx.actor.id)
    return deny(
      ctx,
      { permission: 'privacy.review', object: { type: 'privacy-alert', id } },
      'This alert is about your own access. A colleague must review it.',
      [{ code: 'second-person', message: 'a colleague: the alert is about you' }],
    )
  return row
}

/** Changes an alert in the state and version that the officer saw. @throws Conflict */
export async function changeAlert(
  trx: Trx,
  id: string,
  seen: { status: AlertRow['status']; version: number },
  change: Partial<AlertRow>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('privacy_alert')
    .set({ ...change, version: seen.version + 1 })
    .where('id', '=', id)
    .where('status', '=', seen.status)
    .where('version', '=', seen.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Conflict('The alert was changed or signed meanwhile; reload.')
}

export const about = (row: AlertRow) => ({
  patientIds: row.patient_id ? [row.patient_id] : [],
  object: { type: 'privacy-alert', id: row.id },
})
