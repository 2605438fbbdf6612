import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../../acts/endpoint.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { endWatch, listWatched, watchRecord } from './watchRecord.ts'

export function watchRoutes(app: DeskApp): void {
  const list = { access: 'privacy.review', tag: 'Privacy alerts', reply: z.array(schema.watched) } as const
  endpoint(
    app,
    { ...list, method: 'get', path: '/api/watched-records', summary: 'Records under watch' },
    ({ ctx }) => listWatched(ctx),
  )
  endpoint(
    app,
    {
      ...list,
      method: 'post',
      path: '/api/watched-records',
      summary: 'Put a record under watch',
      body: schema.watch,
      status: 201,
    },
    ({ ctx, body }) => watchRecord(ctx, body),
  )
  endpoint(
    app,
    {
      ...list,
      method: 'post',
      path: '/api/watched-records/{id}/end',
      summary: 'End a watch',
      params: idParam,
    },
    ({ ctx, params }) => endWatch(ctx, params.id),
  )
}
