import { type DeskApp, endpoint } from '../../acts/endpoint.ts'
import { idParam } from '../../core/http/schema.ts'
import { beginActivity } from './beginActivity.ts'
import { judgeAccess } from './judgeAccess.ts'
import * as schema from './schema.ts'
import { listActivity, showActivity } from './showActivity.ts'
import { signActivity } from './signActivity.ts'

export function activityRoutes(app: DeskApp): void {
  const common = { access: 'privacy.review', tag: 'Activity reviews' } as const
  const path = '/api/activity-reviews'
  endpoint(
    app,
    { ...common, method: 'get', path, summary: 'Reviews of activity', reply: schema.activityReviews },
    ({ ctx }) => listActivity(ctx),
  )
  const one = { ...common, reply: schema.activityReview } as const
  endpoint(
    app,
    { ...one, method: 'post', path, summary: 'Begin a review of a period', body: schema.begin, status: 201 },
    ({ ctx, body }) => beginActivity(ctx, body),
  )
  endpoint(
    app,
    { ...one, method: 'get', path: `${path}/{id}`, summary: 'Show a review', params: idParam },
    ({ ctx, params }) => showActivity(ctx, params.id),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: `${path}/{id}/items`,
      summary: 'Judge an access drawn by lot',
      params: idParam,
      body: schema.judge,
    },
    ({ ctx, params, body }) => judgeAccess(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      ...one,
      method: 'post',
      path: `${path}/{id}/sign`,
      summary: 'Sign a review',
      params: idParam,
      body: schema.sign,
    },
    ({ ctx, params, body }) => signActivity(ctx, params.id, body.conclusion),
  )
}
