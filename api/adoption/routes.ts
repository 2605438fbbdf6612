import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { annotate, removeAnnotation } from './annotations/annotate.ts'
import { setGoal } from './annotations/setGoal.ts'
import { compare } from './figures/compare.ts'
import { listSegments } from './figures/listSegments.ts'
import { showCohorts } from './figures/showCohorts.ts'
import { showFigures } from './figures/showFigures.ts'
import { showFunnel } from './figures/showFunnel.ts'
import { showSupport } from './figures/showSupport.ts'
import { showTrend } from './figures/showTrend.ts'
import * as schema from './schema.ts'
import { tellActs } from './tellActs.ts'

export function adoptionRoutes(app: DeskApp): void {
  const tag = 'Adoption'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/figures',
      access: 'adoption.show',
      tag,
      summary: 'Every figure of a segment and period, with all it takes to read it',
      query: schema.figuresQuery,
      reply: schema.figuresReply,
    },
    ({ ctx, query }) => showFigures(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/trend',
      access: 'adoption.show',
      tag,
      summary: 'Figures month by month, with what happened then',
      query: schema.trendQuery,
      reply: schema.trendReply,
    },
    ({ ctx, query }) => showTrend(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/funnel',
      access: 'adoption.show',
      tag,
      summary: 'The steps of enrolment, with how many get to each',
      query: schema.funnelQuery,
      reply: schema.funnelReply,
    },
    ({ ctx, query }) => showFunnel(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/cohorts',
      access: 'adoption.show',
      tag,
      summary: 'How many of each month’s first sign-ins came back in the months after',
      query: schema.cohortsQuery,
      reply: schema.cohortsReply,
    },
    ({ ctx, query }) => showCohorts(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/compare',
      access: 'adoption.compare',
      tag,
      summary: 'One figure for every clinic, provider or group, with intervals',
      query: schema.compareQuery,
      reply: schema.compareReply,
    },
    ({ ctx, query }) => compare(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/support',
      access: 'adoption.show',
      tag,
      summary: 'Calls by cause before and after a marked day',
      query: schema.supportQuery,
      reply: schema.supportReply,
    },
    ({ ctx, query }) => showSupport(ctx, query),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/adoption/segments',
      access: 'adoption.compare',
      tag,
      summary: 'The clinics, providers and groups there are figures of',
      reply: schema.segmentsReply,
    },
    ({ ctx }) => listSegments(ctx),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/adoption/annotations',
      access: 'adoption.plan',
      tag,
      summary: 'Mark a day: a campaign, an incident, a release',
      body: schema.annotation,
      reply: schema.annotationReply,
      status: 201,
    },
    ({ ctx, body }) => annotate(ctx, body),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/adoption/annotations/{id}',
      access: 'adoption.plan',
      tag,
      summary: 'Remove a mark',
      params: schema.idParams,
      reply: schema.nothing,
    },
    ({ ctx, params }) => removeAnnotation(ctx, params.id),
  )
  endpoint(
    app,
    {
      method: 'put',
      path: '/api/adoption/goals/{figure}',
      access: 'adoption.plan',
      tag,
      summary: 'Set or remove the goal of a share',
      params: schema.figureParams,
      body: schema.goal,
      reply: schema.goalReply,
    },
    ({ ctx, params, body }) => setGoal(ctx, params.figure, body.percent),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/portal/v1/acts',
      access: 'patient',
      tag: 'Patient portal',
      summary: 'What the signed-in patient did: results viewed, a message sent, a visit booked …',
      body: schema.actsBody,
      reply: schema.actsReply,
      status: 202,
    },
    ({ ctx, body }) => tellActs(ctx, body.acts),
  )
}
