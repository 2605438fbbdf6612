import { requireFresh } from '../../acts/requireFresh.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { record } from '../record.ts'
import { presentExport } from './listExports.ts'
import type { ExportGiven, ExportRow } from './schema.ts'

/**
 * Orders an export: what, as what, and why. The order is an event of the log; the rows are fetched once, by the same
 * person in the same session.
 * @throws Forbidden when the second factor was proved more than five minutes ago.
 */
export async function orderExport(ctx: StaffCtx, given: ExportGiven): Promise<ExportRow> {
  await requireFresh(ctx)
  return transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const row = {
      id: newId(now.getTime()),
      staff_id: ctx.actor.id,
      session_sid: ctx.actor.sid,
      format: given.format,
      filter: JSON.stringify(given.filter),
      columns: JSON.stringify(given.columns),
      sort: JSON.stringify(given.sort),
      reason: given.reason,
      note: given.note ?? null,
      state: 'ready' as const,
      row_count: 0,
      percent: 0,
      created_at: now.toISOString(),
      finished_at: null,
    }
    await trx.insertInto('audit_export').values(row).execute()
    await record(trx, ctx, 'audit.exported', {
      object: { type: 'export', id: row.id },
      purpose: given.reason,
      patientIds: given.filter.patientId ? [given.filter.patientId] : [],
      detail: { step: 'ordered', format: given.format, filters: Object.keys(given.filter) },
    })
    return presentExport(row)
  })
}
