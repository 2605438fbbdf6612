import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
import { findPortalSession } from '../logins/sessions.ts'
import { sessionOf } from './frame/cookies.ts'

/** Finds the patient a bearer token, or the cookie of our own pages, belongs to; a token of a login that is not active belongs to nobody. */
export const findPatient: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const given = c.req.header('authorization')
  const token = given === undefined ? sessionOf(c) : /^Bearer ([\w-]{20,100})$/.exec(given)?.[1]
  const ctx = c.get('ctx')
  const session = token && (await findPortalSession(ctx, token))
  if (session) {
    const { sid, accountId, patientId } = session
    ctx.actor = { type: 'patient', id: accountId, patientId, sid }
  }
  await next()
}
