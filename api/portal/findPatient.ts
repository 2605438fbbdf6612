import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
import { findPortalSession } from '../logins/sessions.ts'

/** Finds the patient a bearer token belongs to; a token of a login that is not active belongs to nobody. */
export const findPatient: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const token = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const ctx = c.get('ctx')
  const session = token && (await findPortalSession(ctx, token))
  if (session) {
    const { sid, accountId, patientId } = session
    ctx.actor = { type: 'patient', id: accountId, patientId, sid }
  }
  await next()
}
