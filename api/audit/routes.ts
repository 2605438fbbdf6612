import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../http/endpoint.ts'
import { listQuery, readList, sendRange } from '../http/list.ts'
import { auditFilter, auditRow, auditSort } from './schema.ts'
import { searchAudit } from './searchAudit.ts'

export function auditRoutes(app: DeskApp): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit',
      access: 'audit.show',
      tag: 'Audit',
      summary: 'Search the audit log',
      query: listQuery,
      reply: z.array(auditRow),
    },
    async ({ ctx, query, c }) => {
      const list = readList(query, auditFilter, auditSort)
      const { rows, total, capped } = await searchAudit(ctx, list)
      sendRange(c, 'audit', list.range.from, rows.length, total, capped)
      return rows
    },
  )
}
