import { openView } from '../../acts/view.ts'
import type { Role } from '../../core/access/permissions.ts'
import { NotSignedIn } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { passkeysOf } from '../passkeys/queries.ts'
import { staffPolicy } from '../policy.ts'
import { staffById } from '../published.ts'
import * as schema from '../schema.ts'
import { passwordFirst } from '../words.ts'

/** One's own account, one's passkeys, and where one is signed in, the session in use first, then the one used last. */
export const showMyAccount = openView({
  at: 'GET /api/me',
  summary: 'My account and my sessions',
  tag: 'Staff',
  needs: 'signed-in',
  unrecorded: 'shows whoever asks their own account',
  reply: schema.myAccount,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { id, sid } = ctx.actor
    const me = await staffById(db, id)
    if (!me) throw new NotSignedIn(passwordFirst)
    const now = ctx.now()
    const { staffIdleMinutes } = await readPolicy(db, staffPolicy)
    const sessions = await db
      .selectFrom('staff_session')
      .select(['sid', 'ip', 'created_at', 'last_seen_at'])
      .where('staff_id', '=', id)
      .where('state', '=', 'complete')
      .where('expires_at', '>', now.toISOString())
      .where('last_seen_at', '>', new Date(now.getTime() - staffIdleMinutes * 60_000).toISOString())
      .orderBy('last_seen_at', 'desc')
      .execute()
    const { left } = await db
      .selectFrom('staff_recovery_code')
      .select((eb) => eb.fn.countAll<number>().as('left'))
      .where('staff_id', '=', id)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    const passkeys = await passkeysOf(db, id).execute()
    return {
      reply: {
        name: me.name,
        email: me.email,
        role: me.role as Role,
        recoveryCodesLeft: Number(left),
        passkeys: passkeys.map((one) => ({
          id: one.id,
          name: one.name,
          createdAt: one.created_at,
          lastUsedAt: one.last_used_at,
        })),
        sessions: sessions
          .map((one) => ({
            id: one.sid,
            ip: one.ip,
            since: one.created_at,
            lastSeenAt: one.last_seen_at,
            current: one.sid === sid,
          }))
          .sort((a, b) => Number(b.current) - Number(a.current)),
      },
    }
  },
})
