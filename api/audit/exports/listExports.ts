import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { ExportRow } from './schema.ts'

const most = 50

/** One's own exports, the newest first. */
export async function listExports(ctx: StaffCtx): Promise<ExportRow[]> {
  const rows = await ctx.desk.db.read
    .selectFrom('audit_export')
    .selectAll()
    .where('staff_id', '=', ctx.actor.id)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(presentExport)
}

export const presentExport = (row: Tables['audit_export']): ExportRow => ({
  id: row.id,
  format: row.format,
  filter: JSON.parse(row.filter),
  reason: row.reason as ExportRow['reason'],
  note: row.note,
  state: row.state,
  rows: row.row_count,
  percent: row.percent,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})
