import type { Kysely } from 'kysely'
import { hashToken, newToken } from '../core/access/keys.ts'
import { isSealed, rowSeal } from '../core/access/rowSeal.ts'
import { isAhead } from '../core/ahead.ts'
import { hourMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { notLiving, patientLives } from '../patients/living.ts'
import type { devices } from './lists.ts'
import { loginsPolicy } from './policy.ts'

const touchEveryMs = 60_000

const openSessions = prepared((db, p: { accountId: string; now: string }) =>
  db
    .selectFrom('portal_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', p.accountId)
    .where('expires_at', '>', p.now),
)

export async function countOpenSessions(db: Kysely<Tables>, accountId: string, now: string): Promise<number> {
  return (await openSessions(db, { accountId, now }))[0]!.n
}

/** What a browser or an app says it runs on: enough for its owner to know it again. */
function deviceOf(agent = ''): (typeof devices)[number] {
  const said = signs.find(([, sign]) => sign.test(agent))
  return said?.[0] ?? 'other'
}
// The order matters: a telephone with Android is a Linux too, and an iPhone says “like Mac OS X”.
const signs: readonly (readonly [(typeof devices)[number], RegExp])[] = [
  ['iphone', /iPhone|iPod/],
  ['ipad', /iPad/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['chromebook', /CrOS/],
  ['mac', /Macintosh|Mac OS X/],
  ['linux', /Linux/],
]

const sealName = 'portal session'

/** What the seal of a session holds: all that never changes of it. */
const saidOf = (
  row: Pick<Tables['portal_session'], 'token_hash' | 'sid' | 'account_id' | 'created_at' | 'expires_at'>,
) => [row.token_hash, row.sid, row.account_id, row.created_at, row.expires_at]

/** Opens a session of a patient's; its token is shown this once and kept as a hash. */
export async function openPortalSession(
  trx: Trx,
  ctx: Ctx,
  accountId: string,
): Promise<{ token: string; sid: string; expiresAt: string }> {
  const now = ctx.now()
  const { portalSessionHours } = await readPolicy(trx, loginsPolicy)
  const session = {
    token: newToken(),
    sid: newId(),
    expiresAt: new Date(now.getTime() + portalSessionHours * hourMs).toISOString(),
  }
  const row = {
    token_hash: hashToken(session.token),
    sid: session.sid,
    account_id: accountId,
    created_at: now.toISOString(),
    expires_at: session.expiresAt,
  }
  await trx
    .insertInto('portal_session')
    .values({
      ...row,
      seal: rowSeal(ctx.desk.keys, sealName, saidOf(row)),
      last_seen_at: now.toISOString(),
      device: deviceOf(ctx.agent),
      ip: ctx.ip,
    })
    .execute()
  return session
}

/** When a session began, with the sign-in. */
export async function sessionSince(db: Kysely<Tables>, sid: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('portal_session')
    .select('created_at')
    .where('sid', '=', sid)
    .executeTakeFirst()
  return row?.created_at
}

const sessionFor = prepared((db, p: { token: string; now: string }) =>
  db
    .selectFrom('portal_session as s')
    .innerJoin('portal_account as a', 'a.id', 's.account_id')
    .innerJoin(patientLives(db).as('p'), 'p.id', 'a.patient_id')
    .select(['s.sid', 's.last_seen_at', 'a.id', 'a.patient_id'])
    .select(['s.account_id', 's.created_at', 's.expires_at', 's.seal'])
    .select(['p.deceased_at', 'p.replaced_by', 'p.inactive_since'])
    .where('s.token_hash', '=', p.token)
    .where('s.expires_at', '>', p.now)
    .where('a.status', '=', 'active')
    .where('a.must_change_password', '=', 0),
)

/** The live session a token belongs to, of a living patient's login that is active and whose password holds; finding it restarts its idle clock. */
export async function findPortalSession(
  ctx: Ctx,
  token: string,
): Promise<{ sid: string; accountId: string; patientId: string } | undefined> {
  const { read, write } = ctx.desk.db
  const now = ctx.now()
  const token_hash = hashToken(token)
  const [row] = await sessionFor(read, { token: token_hash, now: now.toISOString() })
  if (!row || !isSealed(ctx.desk.keys, sealName, saidOf({ ...row, token_hash }), row.seal)) return undefined
  if (notLiving(row) || isAhead(row.last_seen_at, now)) return undefined
  const idleMs = now.getTime() - Date.parse(row.last_seen_at)
  if (idleMs >= (await recentPolicy(ctx.desk.db, loginsPolicy)).portalIdleMinutes * 60_000) return undefined
  if (idleMs > touchEveryMs && !ctx.desk.clocks.isOff)
    await write
      .updateTable('portal_session')
      .set({ last_seen_at: now.toISOString() })
      .where('sid', '=', row.sid)
      .execute()
  return { sid: row.sid, accountId: row.id, patientId: row.patient_id }
}

/** Whether a session is there, of a login that is active and whose password holds, as the transaction sees it. */
export async function portalSessionHolds(
  trx: Trx,
  { id, sid }: { id: string; sid?: string },
): Promise<boolean> {
  if (sid === undefined) return false
  const row = await trx
    .selectFrom('portal_session as s')
    .innerJoin('portal_account as a', 'a.id', 's.account_id')
    .select('s.sid')
    .where('s.account_id', '=', id)
    .where('s.sid', '=', sid)
    .where('a.status', '=', 'active')
    .where('a.must_change_password', '=', 0)
    .executeTakeFirst()
  return row !== undefined
}

/** The sessions of a login that go on, the newest first. */
export async function liveSessions(ctx: Ctx, accountId: string) {
  const db = ctx.desk.db.read
  const idle = (await readPolicy(db, loginsPolicy)).portalIdleMinutes * 60_000
  const now = ctx.now()
  return db
    .selectFrom('portal_session')
    .select(['sid', 'created_at', 'last_seen_at', 'expires_at', 'device', 'ip'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now.toISOString())
    .where('last_seen_at', '>', new Date(now.getTime() - idle).toISOString())
    .orderBy('created_at', 'desc')
    .orderBy('sid', 'desc')
    .execute()
}

/** Ends one session of a login. @returns whether it was there */
export async function endSessionOf(trx: Trx, accountId: string, sid: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('portal_session')
    .where('account_id', '=', accountId)
    .where('sid', '=', sid)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function endPortalSession(trx: Trx, sid: string): Promise<void> {
  await trx.deleteFrom('portal_session').where('sid', '=', sid).execute()
}

/** Ends the sessions of a login, all or all but one. @returns how many there were */
export async function endPortalSessions(trx: Trx, accountId: string, butSid?: string): Promise<number> {
  const ended = await trx
    .deleteFrom('portal_session')
    .where('account_id', '=', accountId)
    .$if(butSid !== undefined, (query) => query.where('sid', '!=', butSid!))
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}

/** Ends the sessions of a login and all it ever allowed an app. @returns how many sessions there were */
export async function endPortalAccess(trx: Trx, ctx: Ctx, accountId: string): Promise<number> {
  await trx
    .updateTable('portal_account')
    .set({ access_ended_at: ctx.now().toISOString() })
    .where('id', '=', accountId)
    .execute()
  return endPortalSessions(trx, accountId)
}

/** Ends every session of every patient, and what they allowed apps, as after a restore: nobody knows which had ended since. */
export async function endEveryPortalSession(trx: Trx, now: Date): Promise<number> {
  await trx.updateTable('portal_account').set({ access_ended_at: now.toISOString() }).execute()
  const { numDeletedRows } = await trx.deleteFrom('portal_session').executeTakeFirst()
  return Number(numDeletedRows)
}

export async function deleteExpiredPortalSessions(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('portal_session').where('expires_at', '<', now.toISOString()).execute()
}
