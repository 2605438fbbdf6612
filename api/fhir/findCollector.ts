import type { MiddlewareHandler } from 'hono'
import { sameText } from '../core/access/sameText.ts'
import type { DeskEnv } from '../core/context.ts'

/** Finds the system that collects the log by its token (`AUDIT_READ_TOKEN`); any other token is nobody's. */
export const findCollector: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const ctx = c.get('ctx')
  const { readToken } = ctx.desk.config.audit
  const [, given] = /^Bearer ([\w-]{1,100})$/.exec(c.req.header('authorization') ?? '') ?? []
  if (readToken !== undefined && given !== undefined && sameText(given, readToken))
    ctx.actor = { type: 'system', id: 'audit-reader' }
  await next()
}
