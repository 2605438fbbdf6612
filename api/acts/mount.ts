import type { Context } from 'hono'
import type { DeskEnv, StaffCtx } from '../core/context.ts'
import { type ListQuery, listQuery, readList, sendRange } from '../core/http/list.ts'
import type { AnyAct, ReplyHeaders } from './act.ts'
import type { Catalogue } from './catalogue.ts'
import { type DeskApp, endpoint, Made, stream } from './endpoint.ts'
import { enterStream, whenEnded } from './limits.ts'
import { runAct } from './run.ts'
import { rowsOf, showList, showView } from './show.ts'
import type { AnyList, AnyOpenView, AnyStream, AnyView } from './view.ts'

/** Serves every act and view at its address: the permission first, then the body, then the work. */
export function mount(app: DeskApp, { acts, views }: Catalogue): void {
  for (const one of acts) mountAct(app, one)
  for (const one of views)
    if ('stream' in one) mountStream(app, one)
    else if ('list' in one) mountList(app, one)
    else mountView(app, one)
}

const placeOf = (at: string) => {
  const [method, path] = at.split(' ') as [string, string]
  return { method: method.toLowerCase() as 'get' | 'post' | 'put' | 'delete', path }
}

const send = (c: Context<DeskEnv>, headers: ReplyHeaders = {}) => {
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string') c.header(name, value)
    else for (const one of value) c.header(name, one, { append: true })
}

function mountAct(app: DeskApp, one: AnyAct): void {
  endpoint(
    app,
    {
      ...placeOf(one.at),
      access: one.needs,
      summary: one.verb.en,
      tag: one.tag,
      params: one.params,
      body: one.body,
      reply: one.reply,
      status: one.status,
    },
    async ({ ctx, params, body, c }) => {
      const { reply, headers } = await runAct(one, ctx, { ...params, ...body })
      send(c, headers)
      // It may be the first answer, of a release whose schema was another.
      return reply
    },
  )
}

function mountView(app: DeskApp, one: AnyView | AnyOpenView): void {
  const place = placeOf(one.at)
  const asked = place.method === 'get' ? { query: one.asks } : { body: one.asks }
  endpoint(
    app,
    {
      ...place,
      access: one.needs,
      emergency: one.emergency,
      summary: one.summary,
      tag: one.tag,
      params: one.params,
      reply: one.reply,
      media: one.media,
      ...asked,
    },
    async ({ ctx, params, query, body, c }) => {
      const input = { ...params, ...query, ...body }
      if ('unrecorded' in one) {
        const shown = await one.show(ctx as StaffCtx, input, c)
        send(c, shown.headers)
        return shown.reply
      }
      const shown = await showView(one, ctx, input)
      send(c, shown.headers)
      return new Made(shown.reply)
    },
  )
}

function mountList(app: DeskApp, one: AnyList): void {
  endpoint(
    app,
    {
      ...placeOf(one.at),
      access: one.needs,
      summary: one.summary,
      tag: one.tag,
      query: listQuery,
      reply: rowsOf(one),
    },
    async ({ ctx, query, c }) => {
      const asked = readList(query, one.filter, one.sorts) as ListQuery<never>
      const { rows, total, capped, headers } = await showList(one, ctx, asked)
      sendRange(c, one.unit, asked.range.from, rows.length, total, capped)
      send(c, headers)
      return new Made(rows)
    },
  )
}

function mountStream(app: DeskApp, one: AnyStream): void {
  stream(
    app,
    {
      path: placeOf(one.at).path,
      access: one.needs as never,
      summary: one.summary,
      tag: one.tag,
      params: one.params,
      query: one.asks,
      produces: one.produces,
    },
    async ({ ctx, params, query, c }) => {
      const leave = await enterStream(ctx)
      try {
        return whenEnded(await one.stream(ctx, { ...params, ...query }, c), leave)
      } catch (error) {
        leave()
        throw error
      }
    },
  )
}
