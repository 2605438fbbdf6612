import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint, stream } from '../acts/endpoint.ts'
import { listQuery, readList, sendRange } from '../core/http/list.ts'
import { idParam } from '../core/http/schema.ts'
import { listExports } from './exports/listExports.ts'
import { orderExport } from './exports/orderExport.ts'
import * as exports from './exports/schema.ts'
import { sendExport } from './exports/sendExport.ts'
import { auditColumns } from './lists.ts'
import { reportOnPatient, reportOnStaff } from './reports/makeReport.ts'
import * as reports from './reports/schema.ts'
import { auditFilter, auditRow, integrity, proof, words } from './schema.ts'
import { proveEvent } from './seal/proveEvent.ts'
import { listWords } from './search/filter.ts'
import { searchAudit } from './searchAudit.ts'
import { showIntegrity } from './showIntegrity.ts'
import { deleteView, listViews, saveView } from './views/savedViews.ts'
import * as views from './views/schema.ts'

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
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-words',
      access: 'audit.show',
      tag,
      summary: 'The acts, purposes and object types a search can name',
      reply: words,
    },
    ({ ctx }) => listWords(ctx),
  )

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/audit/{id}/proof',
      access: 'audit.export',
      tag,
      summary: 'Prove that an event stands in the sealed log (C2SP tlog-proof)',
      params: idParam,
      reply: proof,
    },
    ({ ctx, params }) => proveEvent(ctx, params.id),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-views',
      access: 'audit.show',
      tag,
      summary: 'One’s own saved views',
      reply: z.array(views.viewRow),
    },
    ({ ctx }) => listViews(ctx),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/audit-views',
      access: 'audit.show',
      tag,
      summary: 'Save filters and columns under a name',
      body: views.viewGiven,
      reply: views.viewRow,
      status: 201,
    },
    ({ ctx, body }) => saveView(ctx, body),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/audit-views/{id}',
      access: 'audit.show',
      tag,
      summary: 'Delete a saved view',
      params: idParam,
      reply: idParam,
    },
    ({ ctx, params }) => deleteView(ctx, params.id),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-reports/patients/{id}',
      access: 'audit.report',
      tag,
      summary: 'Who looked at this patient',
      params: idParam,
      query: reports.reportQuery,
      reply: reports.report,
    },
    ({ ctx, params, query }) => reportOnPatient(ctx, params.id, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-reports/staff/{id}',
      access: 'audit.report',
      tag,
      summary: 'What this staff member did',
      params: idParam,
      query: reports.reportQuery,
      reply: reports.report,
    },
    ({ ctx, params, query }) => reportOnStaff(ctx, params.id, query),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/audit-exports',
      access: 'audit.export',
      tag,
      summary: 'One’s own exports and how far they are',
      reply: z.array(exports.exportRow),
    },
    ({ ctx }) => listExports(ctx),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/audit-exports',
      access: 'audit.export',
      tag,
      summary: 'Order an export of a search, with the reason',
      body: exports.exportGiven,
      reply: exports.exportRow,
      status: 201,
    },
    ({ ctx, body }) => orderExport(ctx, body),
  )
  stream(
    app,
    {
      path: '/api/audit-exports/{id}/file',
      access: 'audit.export',
      tag,
      summary: 'Fetch an ordered export, once',
      params: idParam,
      produces: ['text/csv', 'application/x-ndjson', 'application/fhir+ndjson'],
    },
    ({ ctx, params, c }) => sendExport(ctx, params.id, c),
  )
}
