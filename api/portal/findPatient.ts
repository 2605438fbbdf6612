import type { MiddlewareHandler } from 'hono'
import { hashToken } from '../core/access/keys.ts'
import type { DeskEnv } from '../core/context.ts'

const idleMinutes = 30
const touchEveryMs = 60_000

/** Finds the patient a bearer token belongs to; a token of a login that is not active belongs to nobody. */
export const findPatient: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const token = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (token) {
    const ctx = c.get('ctx')
    const now = ctx.now()
    const row = await ctx.desk.db.read
      .selectFrom('portal_session as s')
      .innerJoin('portal_account as a', 'a.id', 's.account_id')
      .select(['s.sid', 's.last_seen_at', 's.expires_at', 'a.id', 'a.patient_id'])
      .where('s.token_hash', '=', hashToken(token))
      .where('a.status', '=', 'active')
      .executeTakeFirst()
    const idleMs = row ? now.getTime() - Date.parse(row.last_seen_at) : 0
    if (row && row.expires_at > now.toISOString() && idleMs < idleMinutes * 60_000) {
      ctx.actor = { type: 'patient', id: row.id, patientId: row.patient_id, sid: row.sid }
      if (idleMs > touchEveryMs)
        await ctx.desk.db.write
          .updateTable('portal_session')
          .set({ last_seen_at: now.toISOString() })
          .where('sid', '=', row.sid)
          .execute()
    }
  }
  await next()
}
