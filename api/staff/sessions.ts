import { type Kysely, sql } from 'kysely'
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia } from 'lucia'
import { hashToken, type Keys } from '../core/access/keys.ts'
import type { Role } from '../core/access/permissions.ts'
import { isSealed, rowSeal } from '../core/access/rowSeal.ts'
import { isAhead } from '../core/ahead.ts'
import { hourMs } from '../core/calendar.ts'
import type { StaffSession, StaffSessions } from '../core/context.ts'
import type { Clocks } from '../core/db/clocks.ts'
import { newId } from '../core/db/id.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { staffPolicy } from './policy.ts'
import { saidOfSession, staffSessionSeal } from './sessionSeal.ts'

/*
 * Lucia v3 is in maintenance only (since March 2025). It is used here through this one file: replacing it means
 * writing StaffSessions again over the same table. What it lacks is added here: ids are stored hashed, sessions
 * have an absolute limit, and idle time is counted from the last act rather than from Lucia's half-life renewal.
 */
const touchEveryMs = 20_000
/**
 * The advisory locks of PostgreSQL that acts of a staff member share. Not a shared lock on their row: those who come later
 * overtake whoever waits to change it, so that a person who keeps acting could not be disabled. Here they queue behind
 * (2026-11-26). On SQLite transactions that write take turns anyway.
 */
const actsOf = sql.lit(0xac75)

type Limits = PolicyOf<typeof staffPolicy>

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
  since: Date
  authTime: Date
  lastSeenAt: Date
  ip: string | null
}
interface UserAttributes {
  name: string
  role: Role
}

const sessionByHash = prepared((db, p: { idHash: string }) =>
  db
    .selectFrom('staff_session as s')
    .innerJoin('staff', 'staff.id', 's.staff_id')
    .select(['s.sid', 's.state', 's.staff_id', 's.ip', 's.seal'])
    .select(['s.created_at', 's.auth_time', 's.last_seen_at', 's.expires_at'])
    .select(['staff.name', 'staff.role', 'staff.status'])
    .where('s.id_hash', '=', p.idHash),
)

const stillTheirs = prepared((db, p: { id: string; sid: string; role: string }) =>
  db
    .selectFrom('staff')
    .innerJoin('staff_session as s', 's.staff_id', 'staff.id')
    .select('s.sid')
    .where('staff.id', '=', p.id)
    .where('staff.status', '=', 'active')
    .where('staff.role', '=', p.role as never)
    .where('s.sid', '=', p.sid),
)

/** Lucia's adapter over the database, or over the transaction of the act that begins or ends a session. */
function adapterOn(
  keys: Keys,
  { read, write }: { read: Kysely<Tables>; write: Kysely<Tables> },
  clock: () => Date,
  limits: () => Promise<Limits>,
): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const id_hash = hashToken(id)
      const [row] = await sessionByHash(read, { idHash: id_hash })
      if (!row || !isSealed(keys, staffSessionSeal, saidOfSession({ ...row, id_hash }), row.seal))
        return [null, null]
      const { staffIdleMinutes, staffSessionHours } = await limits()
      const lastSeenAt = new Date(row.last_seen_at)
      // A limit that was lowered holds for those who are signed in, too.
      const endsAt = Math.min(
        Date.parse(row.expires_at),
        Date.parse(row.created_at) + staffSessionHours * hourMs,
        lastSeenAt.getTime() + staffIdleMinutes * 60_000,
      )
      // Lucia reads the system clock; the desk's clock decides here, and Lucia is told what time is left.
      const now = clock()
      const ahead = isAhead(row.created_at, now) || isAhead(lastSeenAt, now)
      const leftMs = ahead ? 0 : endsAt - now.getTime()
      return [
        {
          // Lucia hands this id back to delete and update: it must be the caller's, not the stored hash.
          id,
          userId: row.staff_id,
          expiresAt: new Date(Date.now() + leftMs),
          attributes: {
            sid: row.sid,
            state: row.state,
            since: new Date(row.created_at),
            authTime: new Date(row.auth_time),
            lastSeenAt,
            ip: row.ip,
          },
        },
        row.status === 'active'
          ? { id: row.staff_id, attributes: { name: row.name, role: row.role as Role } }
          : null,
      ]
    },
    async getUserSessions(userId) {
      const rows = await read.selectFrom('staff_session').selectAll().where('staff_id', '=', userId).execute()
      return rows.map((row) => ({
        id: row.id_hash,
        userId,
        expiresAt: new Date(row.expires_at),
        attributes: {
          sid: row.sid,
          state: row.state,
          since: new Date(row.created_at),
          authTime: new Date(row.auth_time),
          lastSeenAt: new Date(row.last_seen_at),
          ip: row.ip,
        },
      }))
    },
    async setSession({ id, userId, attributes }) {
      const now = clock()
      const { staffSessionHours, secondFactorMinutes } = await limits()
      const lifeMs =
        attributes.state === 'complete' ? staffSessionHours * hourMs : secondFactorMinutes * 60_000
      const row = {
        id_hash: hashToken(id),
        sid: attributes.sid,
        staff_id: userId,
        state: attributes.state,
        created_at: attributes.since.toISOString(),
        auth_time: attributes.authTime.toISOString(),
        expires_at: new Date(attributes.since.getTime() + lifeMs).toISOString(),
      }
      await write
        .insertInto('staff_session')
        .values({
          ...row,
          seal: rowSeal(keys, staffSessionSeal, saidOfSession(row)),
          last_seen_at: now.toISOString(),
          ip: attributes.ip,
          challenge_hash: null,
          challenge_for: null,
          challenge_until: null,
        })
        .execute()
    },
    // Lucia renews at half-life, which would make a 15-minute idle limit anything from 7 to 15; find() keeps it.
    async updateSessionExpiration() {},
    // Lucia deletes what looks over to whoever reads it, by one node's clock; the job deletes what is over, where clocks agree.
    async deleteSession() {},
    async deleteUserSessions(userId) {
      await write.deleteFrom('staff_session').where('staff_id', '=', userId).execute()
    },
    async deleteExpiredSessions() {
      await write.deleteFrom('staff_session').where('expires_at', '<', clock().toISOString()).execute()
    },
  }
}

const luciaOver = (adapter: Adapter) =>
  new Lucia(adapter, {
    sessionCookie: {
      name: '__Host-session',
      expires: true,
      attributes: { secure: true, sameSite: 'strict', path: '/' },
    },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  })

export function createStaffSessions(db: Db, keys: Keys, clock: () => Date, clocks: Clocks): StaffSessions {
  const lucia = luciaOver(adapterOn(keys, db, clock, () => recentPolicy(db, staffPolicy)))
  const within = (trx: Kysely<Tables>) =>
    luciaOver(adapterOn(keys, { read: trx, write: trx }, clock, () => readPolicy(trx, staffPolicy)))
  // A malformed cookie, even an unrelated one, makes Lucia's parser throw.
  const read = (cookie: string | undefined) => {
    try {
      return cookie ? lucia.readSessionCookie(cookie) : null
    } catch {
      return null
    }
  }
  return {
    async start(trx, staffId, state, { since, ip = null } = {}) {
      const now = clock()
      const attributes = { sid: newId(), state, since: since ?? now, authTime: now, lastSeenAt: now, ip }
      const session = await within(trx).createSession(staffId, attributes)
      const cookie = lucia.createSessionCookie(session.id)
      cookie.attributes.maxAge = (await readPolicy(trx, staffPolicy)).staffSessionHours * 3600
      return cookie.serialize()
    },
    async find(cookie, active) {
      const id = read(cookie)
      if (!id) return undefined
      const { session, user } = await lucia.validateSession(id)
      if (!session) return undefined
      const now = clock()
      if (active && !clocks.isOff && now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) {
        await db.write
          .updateTable('staff_session')
          .set({ last_seen_at: now.toISOString() })
          .where('id_hash', '=', hashToken(id))
          .execute()
      }
      const { sid, state, since, authTime } = session
      return { sid, state, since, authTime, staff: user }
    },
    names: (cookie) => Boolean(read(cookie)),
    async end(trx, sid) {
      await trx.deleteFrom('staff_session').where('sid', '=', sid).execute()
      return lucia.createBlankSessionCookie().serialize()
    },
    async holds(trx, { id, sid, role }) {
      // Before the row is read, by a statement of its own: what one sees was settled when it began.
      if (db.engine === 'postgres')
        await sql`select pg_advisory_xact_lock_shared(${actsOf}, hashtext(${id}))`.execute(trx)
      return (await stillTheirs(trx, { id, sid, role })).length > 0
    },
    async stopActs(trx, staffId) {
      if (db.engine === 'postgres')
        await sql`select pg_advisory_xact_lock(${actsOf}, hashtext(${staffId}))`.execute(trx)
    },
    async endAllOf(trx, staffId, butSid = '') {
      await trx
        .deleteFrom('staff_session')
        .where('staff_id', '=', staffId)
        .where('sid', '!=', butSid)
        .execute()
    },
  }
}

export async function deleteExpiredStaffSessions(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('staff_session').where('expires_at', '<', now.toISOString()).execute()
}

/** Ends every session of everybody: of a database that goes back in time nobody knows who was signed out since. */
export async function endEveryStaffSession(trx: Trx): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('staff_session').executeTakeFirst()
  return Number(numDeletedRows)
}
