import type { Kysely } from 'kysely'
import { openView } from '../acts/view.ts'
import { permissionsOf, type Role } from '../core/access/permissions.ts'
import { hourMs } from '../core/calendar.ts'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { hasPasskey } from './passkeys/queries.ts'
import { staffPolicy } from './policy.ts'
import { alertsOf } from './published.ts'
import * as schema from './schema.ts'

/** Who is signed in, and whose desk this is: what the console needs before it shows anything. */
export async function presentSession(
  db: Kysely<Tables>,
  staff: { id: string; name: string; role: Role },
  authTime: Date,
) {
  const { hospitalName, timeZone, staffSessionHours, staffIdleMinutes } = await readPolicy(db, staffPolicy)
  return {
    staff: { id: staff.id, name: staff.name, role: staff.role, permissions: permissionsOf(staff.role) },
    authTime: authTime.toISOString(),
    hasPasskey: await hasPasskey(db, staff.id),
    endsAt: new Date(authTime.getTime() + staffSessionHours * hourMs).toISOString(),
    idleMinutes: staffIdleMinutes,
    hospital: { name: hospitalName, timeZone },
    alerts: await alertsOf(db, staff.id),
  }
}

export const showSession = openView({
  at: 'GET /api/session',
  summary: 'Who is signed in',
  tag: 'Staff',
  needs: 'signed-in',
  unrecorded: 'tells whoever asks who they are',
  reply: schema.signedIn,
  async show({ desk, actor }) {
    return { reply: await presentSession(desk.db.read, actor, actor.authTime) }
  },
})
