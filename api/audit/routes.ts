import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../http/endpoint.ts'
import { listQuery, readList, sendRange } from '../http/list.ts'
import { auditColumns } from './lists.ts'
import { auditFilter, auditRow, integrity } from './schema.ts'
import { searchAudit } from './searchAudit.ts'
import { showIntegrity } from './showIntegrity.ts'

const tag = 'Audit'

export function auditRoutes(app: DeskApp): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit',
      access: 'audit.show',
      tag,
      summary: 'Search the audit log',
      query: listQuery,
      reply: z.array(auditRow),
    },
    async ({ ctx, query, c }) => {
      const list = readList(query, auditFilter, ['at', 'id', ...auditColumns])
      const { rows, total, capped, unsearched } = await searchAudit(ctx, list)
      sendRange(c, 'audit', list.range.from, rows.length, total, capped)
      if (unsearched) c.header('X-Unsearched', String(unsearched))
      return rows
    },
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-integrity',
      access: 'audit.show',
      tag,
      summary: 'How far the log is sealed, by which key, and when it was last verified',
      reply: integrity,
    },
    ({ ctx }) => showIntegrity(ctx),
  )
}
