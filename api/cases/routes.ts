import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint, stream } from '../acts/endpoint.ts'
import { listQuery, readList, sendRange } from '../core/http/list.ts'
import { idParam } from '../core/http/schema.ts'
import { addNote } from './addNote.ts'
import { assignCase } from './assignCase.ts'
import { closeCase } from './closeCase.ts'
import { escalateCase } from './escalateCase.ts'
import { caseFilter, caseSort, listCases } from './listCases.ts'
import { openCase } from './openCase.ts'
import * as schema from './schema.ts'
import { showCase } from './showCase.ts'
import { watchCase } from './watchCase.ts'

export function caseRoutes(app: DeskApp): void {
  const tag = 'Cases'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/cases',
      access: 'cases.show',
      tag,
      summary: 'List cases',
      query: listQuery,
      reply: z.array(schema.caseRow),
    },
    async ({ ctx, query, c }) => {
      const list = readList(query, caseFilter, caseSort)
      const { rows, total } = await listCases(ctx, list)
      sendRange(c, 'cases', list.range.from, rows.length, total)
      return rows
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/cases',
      access: 'cases.work',
      tag,
      summary: 'Open a case',
      body: schema.openCase,
      reply: schema.supportCase,
      status: 201,
    },
    ({ ctx, body }) => openCase(ctx, body),
  )
  const one = { tag, params: idParam, reply: schema.supportCase } as const
  endpoint(
    app,
    { ...one, method: 'get', path: '/api/cases/{id}', access: 'cases.show', summary: 'Show a case' },
    ({ ctx, params }) => showCase(ctx, params.id),
  )
  stream(
    app,
    {
      path: '/api/cases/{id}/watch',
      access: 'cases.show',
      tag,
      summary: 'Follow the login while the case is open',
      params: idParam,
    },
    ({ ctx, params, c }) => watchCase(ctx, params.id, c),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: '/api/cases/{id}/notes',
      access: 'cases.work',
      summary: 'Add a note',
      body: schema.addNote,
    },
    ({ ctx, params, body }) => addNote(ctx, params.id, body.text),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: '/api/cases/{id}/escalate',
      access: 'cases.work',
      summary: 'Hand a case on',
      body: schema.escalate,
    },
    ({ ctx, params, body }) => escalateCase(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: '/api/cases/{id}/assign',
      access: 'cases.assign',
      summary: 'Assign a case',
      body: schema.assign,
    },
    ({ ctx, params, body }) => assignCase(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: '/api/cases/{id}/close',
      access: 'cases.work',
      summary: 'Close a case',
      body: schema.close,
    },
    ({ ctx, params, body }) => closeCase(ctx, params.id, body),
  )
}
