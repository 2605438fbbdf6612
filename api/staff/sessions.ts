import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import { hashToken } from '../core/access/keys.ts'
import type { Role } from '../core/access/permissions.ts'
import type { StaffSession, StaffSessions } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'

/*
 * Lucia v3 is in maintenance only (since March 2025). It is used here through this one file: replacing it means
 * writing StaffSessions again over the same table. What it lacks is added here: ids are stored hashed, sessions
 * have an absolute limit, and idle time is counted from the last act rather than from Lucia's half-life renewal.
 */
export const idleMinutes = 15
export const absoluteHours = 8
const secondFactorMinutes = 10
const touchEveryMs = 20_000

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>
    DatabaseSessionAttributes: SessionAttributes
    DatabaseUserAttributes: UserAttributes
  }
}
interface SessionAttributes {
  sid: string
  state: StaffSession['state']
  authTime: Date
  lastSeenAt: Date
}
interface UserAttributes {
  name: string
  role: Role
}

const sessionByHash = prepared((db, p: { idHash: string }) =>
  db
    .selectFrom('staff_session as s')
    .innerJoin('staff', 'staff.id', 's.staff_id')
    .select(['s.sid', 's.state', 's.staff_id', 's.auth_time', 's.last_seen_at', 's.expires_at'])
    .select(['staff.name', 'staff.role', 'staff.status'])
    .where('s.id_hash', '=', p.idHash),
)

function adapterOn(db: Db, clock: () => Date): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const [row] = await sessionByHash(db.read, { idHash: hashToken(id) })
      if (!row) return [null, null]
      const lastSeenAt = new Date(row.last_seen_at)
      const endsAt = Math.min(Date.parse(row.expires_at), lastSeenAt.getTime() + idleMinutes * 60_000)
      // Lucia reads the system clock; the desk's clock decides here, and Lucia is told what time is left.
      const leftMs = endsAt - clock().getTime()
      return [
        {
          // Lucia hands this id back to delete and update: it must be the caller's, not the stored hash.
          id,
          userId: row.staff_id,
          expiresAt: new Date(Date.now() + leftMs),
          attributes: { sid: row.sid, state: row.state, authTime: new Date(row.auth_time), lastSeenAt },
        },
        row.status === 'active'
          ? { id: row.staff_id, attributes: { name: row.name, role: row.role as Role } }
          : null,
      ]
    },
    async getUserSessions(userId) {
      const rows = await db.read
        .selectFrom('staff_session')
        .selectAll()
        .where('staff_id', '=', userId)
        .execute()
      return rows.map((row) => ({
        id: row.id_hash,
        userId,
        expiresAt: new Date(row.expires_at),
        attributes: {
          sid: row.sid,
          state: row.state,
          authTime: new Date(row.auth_time),
          lastSeenAt: new Date(row.last_seen_at),
        },
      }))
    },
    async setSession(session) {
      const now = clock()
      const lifeMs =
        session.attributes.state === 'complete' ? absoluteHours * 3_600_000 : secondFactorMinutes * 60_000
      await db.write
        .insertInto('staff_session')
        .values({
          id_hash: hashToken(session.id),
          sid: session.attributes.sid,
          staff_id: session.userId,
          state: session.attributes.state,
          created_at: now.toISOString(),
          auth_time: session.attributes.authTime.toISOString(),
          last_seen_at: now.toISOString(),
          expires_at: new Date(now.getTime() + lifeMs).toISOString(),
        })
        .execute()
    },
    // Lucia renews at half-life, which would make a 15-minute idle limit anything from 7 to 15; find() keeps it.
    async updateSessionExpiration() {},
    async deleteSession(id) {
      await db.write.deleteFrom('staff_session').where('id_hash', '=', hashToken(id)).execute()
    },
    async deleteUserSessions(userId) {
      await db.write.deleteFrom('staff_session').where('staff_id', '=', userId).execute()
    },
    async deleteExpiredSessions() {
      await db.write.deleteFrom('staff_session').where('expires_at', '<', clock().toISOString()).execute()
    },
  }
}

export function createStaffSessions(db: Db, clock: () => Date): StaffSessions {
  const lucia = new Lucia(adapterOn(db, clock), {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
    sessionCookie: {
      name: '__Host-session',
      expires: true,
      attributes: { secure: true, sameSite: 'strict', path: '/' },
    },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  })
  // A malformed cookie, even an unrelated one, makes Lucia's parser throw.
  const read = (cookie: string | undefined) => {
    try {
      return cookie ? lucia.readSessionCookie(cookie) : null
    } catch {
      return null
    }
  }
  return {
    async start(staffId, state) {
      const now = clock()
      const attributes = { sid: newId(), state, authTime: now, lastSeenAt: now }
      const session = await lucia.createSession(staffId, attributes)
      const cookie = lucia.createSessionCookie(session.id)
      cookie.attributes.maxAge = absoluteHours * 3600
      return cookie.serialize()
    },
    async find(cookie, active) {
      const id = read(cookie)
      if (!id) return undefined
      const { session, user } = await lucia.validateSession(id)
      if (!session) return undefined
      const now = clock()
      if (active && now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) {
        await db.write
          .updateTable('staff_session')
          .set({ last_seen_at: now.toISOString() })
          .where('id_hash', '=', hashToken(id))
          .execute()
      }
      return { sid: session.sid, state: session.state, authTime: session.authTime, staff: user }
    },
    async end(cookie) {
      const id = read(cookie)
      if (id) await lucia.invalidateSession(id)
      return lucia.createBlankSessionCookie().serialize()
    },
    endAllOf: (staffId) => lucia.invalidateUserSessions(staffId),
  }
}
