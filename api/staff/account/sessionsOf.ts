import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'

/** Where somebody is signed in now, the session asked in first, then the one used last. */
export async function sessionsOf(db: Kysely<Tables>, staffId: string, now: Date, currentSid: string) {
  const { staffIdleMinutes } = await readPolicy(db, staffPolicy)
  const rows = await db
    .selectFrom('staff_session')
    .select(['sid', 'ip', 'created_at', 'last_seen_at'])
    .where('staff_id', '=', staffId)
    .where('state', '=', 'complete')
    .where('expires_at', '>', now.toISOString())
    .where('last_seen_at', '>', new Date(now.getTime() - staffIdleMinutes * 60_000).toISOString())
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows
    .map((one) => ({
      id: one.sid,
      ip: one.ip,
      since: one.created_at,
      lastSeenAt: one.last_seen_at,
      current: one.sid === currentSid,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}
