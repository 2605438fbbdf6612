import { z } from '@hono/zod-openapi'
import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { requireFresh } from '../acts/requireFresh.ts'
import { listQuery, readList, sendRange } from '../core/http/list.ts'
import { idParam } from '../core/http/schema.ts'
import { changeStatus } from './changeStatus.ts'
import { choosePassword, confirmEnrolment } from './enrol.ts'
import { listStaff, staffFilter, staffSort } from './listStaff.ts'
import { beginReview } from './review/beginReview.ts'
import { decideAccess } from './review/decideAccess.ts'
import { finishReview } from './review/finishReview.ts'
import { listReviews, showReview } from './review/showReview.ts'
import * as schema from './schema.ts'
import { checkPassword, presentSession, proveSecondFactor } from './signIn.ts'
import { signOut } from './signOut.ts'

export function staffRoutes(app: DeskApp): void {
  const tag = 'Staff'
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/enrolment/{token}',
      access: 'public',
      tag,
      summary: 'Choose a password',
      params: schema.enrolmentParam,
      body: schema.choosePassword,
      reply: schema.totpSecret,
    },
    ({ ctx, params, body }) => choosePassword(ctx, params.token, body.password),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/enrolment/{token}/confirm',
      access: 'public',
      tag,
      summary: 'Confirm the authenticator',
      params: schema.enrolmentParam,
      body: schema.code,
      reply: schema.recoveryCodes,
    },
    ({ ctx, params, body }) => confirmEnrolment(ctx, params.token, body.code),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/session',
      access: 'public',
      tag,
      summary: 'Sign in: first factor',
      body: schema.credentials,
      reply: schema.secondFactorWanted,
    },
    async ({ ctx, body, c }) => {
      const { cookie } = await checkPassword(ctx, body.email, body.password)
      c.header('Set-Cookie', cookie)
      return { state: 'second-factor' as const }
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/session/second-factor',
      access: 'public',
      tag,
      summary: 'Sign in: second factor',
      body: schema.code,
      reply: schema.signedIn,
    },
    async ({ ctx, body, c }) => {
      const { cookie, ...reply } = await proveSecondFactor(ctx, c.req.header('cookie'), body.code)
      c.header('Set-Cookie', cookie)
      return reply
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/session',
      access: 'signed-in',
      tag,
      summary: 'Who is signed in',
      reply: schema.signedIn,
    },
    ({ ctx }) => presentSession(ctx, ctx.actor, ctx.actor.authTime),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/session',
      access: 'signed-in',
      tag,
      summary: 'Sign out',
      reply: schema.nothing,
    },
    async ({ ctx, c }) => {
      c.header('Set-Cookie', await signOut(ctx, c.req.header('cookie')))
      return {}
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/staff',
      access: 'staff.show',
      tag,
      summary: 'List staff',
      query: listQuery,
      reply: z.array(schema.staffMember),
    },
    async ({ ctx, query, c }) => {
      const list = readList(query, staffFilter, staffSort)
      const { rows, total } = await listStaff(ctx, list)
      sendRange(c, 'staff', list.range.from, rows.length, total)
      return rows
    },
  )
  for (const [verb, to] of [
    ['disable', 'disabled'],
    ['enable', 'active'],
  ] as const)
    endpoint(
      app,
      {
        method: 'post',
        path: `/api/staff/{id}/${verb}`,
        access: 'staff.manage',
        tag,
        summary: `${verb} a staff member`,
        params: idParam,
        body: schema.changeStatus,
        reply: schema.staffMember,
      },
      async ({ ctx, params, body }) => {
        await requireFresh(ctx)
        return changeStatus(ctx, params.id, to, body.version)
      },
    )
  const review = 'Access review'
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/access-reviews',
      access: 'access.review',
      tag: review,
      summary: 'The access reviews there were',
      reply: schema.accessReviews,
    },
    ({ ctx }) => listReviews(ctx),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/access-reviews',
      access: 'access.review',
      tag: review,
      summary: 'Begin this quarter’s access review',
      reply: schema.accessReview,
      status: 201,
    },
    ({ ctx }) => beginReview(ctx),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/access-reviews/{id}',
      access: 'access.review',
      tag: review,
      summary: 'Who may what, and what was decided',
      params: idParam,
      reply: schema.accessReview,
    },
    ({ ctx, params }) => showReview(ctx, params.id),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/access-reviews/{id}/decide',
      access: 'access.review',
      tag: review,
      summary: 'Certify or revoke somebody’s access',
      params: idParam,
      body: schema.decision,
      reply: schema.accessReview,
    },
    ({ ctx, params, body }) => decideAccess(ctx, params.id, body),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/access-reviews/{id}/finish',
      access: 'access.review',
      tag: review,
      summary: 'Finish a review in which everybody was decided',
      params: idParam,
      reply: schema.accessReview,
    },
    ({ ctx, params }) => finishReview(ctx, params.id),
  )
}
