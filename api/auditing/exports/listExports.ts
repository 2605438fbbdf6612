import { z } from '@hono/zod-openapi'
import { openView } from '../../acts/view.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type ExportRow, exportRow } from './schema.ts'

const most = 50

/** One's own exports, the newest first. */
export const listExports = openView({
  at: 'GET /api/audit-exports',
  summary: 'One’s own exports and how far they are',
  tag: 'Audit',
  needs: 'audit.export',
  unrecorded: 'what one ordered oneself; the rows are not shown',
  reply: z.array(exportRow),
  async show({ desk, actor }) {
    const rows = await desk.db.read
      .selectFrom('audit_export')
      .selectAll()
      .where('staff_id', '=', actor.id)
      .orderBy('id', 'desc')
      .limit(most)
      .execute()
    return { reply: rows.map(presentExport) }
  },
})

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
