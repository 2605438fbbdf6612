import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../../acts/endpoint.ts'
import { listQuery, readList, sendRange } from '../../core/http/list.ts'
import { idParam } from '../../core/http/schema.ts'
import { assessAlert } from './assessAlert.ts'
import { assignAlert } from './assignAlert.ts'
import { listAlerts, showOverview } from './listAlerts.ts'
import { noteAlert } from './noteAlert.ts'
import { recordNotice } from './recordNotice.ts'
import * as schema from './schema.ts'
import { showAlert } from './showAlert.ts'
import { signAlert } from './signAlert.ts'

export function alertRoutes(app: DeskApp): void {
  const tag = 'Privacy alerts'
  const access = 'privacy.review'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/privacy-overview',
      access,
      tag,
      summary: 'Access, explained and not, by day; and what waits',
      reply: schema.overview,
    },
    ({ ctx }) => showOverview(ctx),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/privacy-alerts',
      access,
      tag,
      summary: 'List alerts',
      query: listQuery,
      reply: z.array(schema.alertRow),
    },
    async ({ ctx, query, c }) => {
      const list = readList(query, schema.alertFilter, schema.alertSort)
      const { rows, total } = await listAlerts(ctx, list)
      sendRange(c, 'privacy-alerts', list.range.from, rows.length, total)
      return rows
    },
  )
  const one = { access, tag, params: idParam, reply: schema.alert } as const
  const path = '/api/privacy-alerts/{id}'
  endpoint(app, { ...one, method: 'get', path, summary: 'Show an alert' }, ({ ctx, params }) =>
    showAlert(ctx, params.id),
  )
  endpoint(
    app,
    { ...one, method: 'post', path: `${path}/assign`, summary: 'Give to an officer', body: schema.assign },
    ({ ctx, params, body }) => assignAlert(ctx, params.id, body),
  )
  endpoint(
    app,
    { ...one, method: 'post', path: `${path}/notes`, summary: 'Add a note', body: schema.note },
    ({ ctx, params, body }) => noteAlert(ctx, params.id, body.text),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: `${path}/assessment`,
      summary: 'Assess the four factors of 45 CFR 164.402(2)',
      body: schema.assess,
    },
    ({ ctx, params, body }) => assessAlert(ctx, params.id, body),
  )
  endpoint(
    app,
    { ...one, method: 'post', path: `${path}/sign`, summary: 'Sign the review', body: schema.sign },
    ({ ctx, params, body }) => signAlert(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: `${path}/notified`,
      summary: 'Record that those concerned were told of a breach',
      body: schema.notified,
    },
    ({ ctx, params, body }) => recordNotice(ctx, params.id, body),
  )
}
