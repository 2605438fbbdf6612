import type { Kysely } from 'kysely'
import type { Role } from '../core/access/permissions.ts'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { recordOf } from './queries.ts'
import { quarterOf } from './review/quarter.ts'
import type { StaffRow } from './tables.ts'

/*
 * What other rooms may read of the staff: parts of queries, to be narrowed or joined there, and facts.
 */

type Reader = Kysely<Tables>

/** Who staff members are, as they are shown beside what they did. */
export const staffNames = (db: Reader) => db.selectFrom('staff').select(['id', 'name', 'role'])

const staffNamed = prepared((db, p: { list: List }) =>
  staffNames(db).where(oneOfList(db, 'id', 'text', p.list)),
)

/** The names of some staff members, by their ids. */
export async function namesOfStaff(db: Reader, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await staffNamed(db, { list: asList(db, wanted) })
  return new Map(rows.map((row) => [row.id, row.name]))
}

/**
 * Whether nobody finished the access review of a quarter, or of a later one, though people were on the staff before it ended.
 * @param quarter as in 2026-Q4
 */
export async function accessReviewsBehind(db: Reader, quarter: string): Promise<boolean> {
  const done = await db
    .selectFrom('access_review')
    .select('id')
    .where('quarter', '>=', quarter)
    .where('finished_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (done) return false
  const first = await db
    .selectFrom('staff')
    .select('created_at')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return first !== undefined && quarterOf(first.created_at.slice(0, 10)) <= quarter
}

/** Whose manager somebody is by the personnel records; nobody where those do not say. */
export async function managerOf(db: Reader, staffId: string): Promise<string | undefined> {
  return (await recordOf(db, staffId))?.manager_id ?? undefined
}

/** Where mail reaches somebody who can sign in. */
export const mailOfStaff = (db: Reader, id: string) =>
  db
    .selectFrom('staff')
    .select(['id', 'email', 'language'])
    .where('id', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirst()

/** Where mail reaches everybody who has a role now. */
export async function mailAddressesOf(db: Reader, role: Role): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .select('email')
    .where('role', '=', role)
    .where('status', '=', 'active')
    .execute()
  return rows.map((row) => row.email)
}

/** Everybody on the staff by name, and when each was last at work as far as is known: in a session that is kept, or by signing in. */
export async function lastSeenOfStaff(db: Reader) {
  const rows = await db
    .selectFrom('staff as s')
    .leftJoin('staff_session as e', (on) =>
      on.onRef('e.staff_id', '=', 's.id').on('e.state', '=', 'complete'),
    )
    .select(['s.id', 's.name', 's.role', 's.status', 's.last_sign_in_at'])
    .select(({ fn }) => fn.max('e.last_seen_at').as('seenAt'))
    .groupBy(['s.id', 's.name', 's.role', 's.status', 's.last_sign_in_at'])
    .execute()
  return rows
    .map(({ seenAt, last_sign_in_at, ...one }) => ({
      ...one,
      lastSeenAt:
        [seenAt, last_sign_in_at]
          .filter((at) => at !== null)
          .sort()
          .at(-1) ?? null,
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
}

/** Those who have a role now and want mails about what waits for it. */
export const mailedOfQueues = (db: Reader, role: Role) =>
  db
    .selectFrom('staff as s')
    .leftJoin('staff_alerts as a', 'a.staff_id', 's.id')
    .select(['s.id', 's.email', 's.language'])
    .where('s.role', '=', role)
    .where('s.status', '=', 'active')
    .where((eb) => eb.or([eb('a.digest', 'is', null), eb('a.digest', '=', 1)]))
    .orderBy('s.id')
    .execute()

const alertsNow = prepared((db, p: { staffId: string }) =>
  db.selectFrom('staff_alerts').select(['sound', 'digest']).where('staff_id', '=', p.staffId),
)

/** How somebody wants to be told of what waits: a sound is off until they choose it, mails are on (2026-11-26). */
export async function alertsOf(db: Reader, staffId: string): Promise<{ sound: boolean; digest: boolean }> {
  const [chosen] = await alertsNow(db, { staffId })
  return { sound: chosen?.sound === 1, digest: chosen?.digest !== 0 }
}

/** The roles of those who can sign in. */
export async function activeRoles(db: Reader): Promise<Role[]> {
  const rows = await db.selectFrom('staff').select('role').distinct().where('status', '=', 'active').execute()
  return rows.map(({ role }) => role as Role)
}

/** Those who can sign in and have one of some roles, by name. */
export const activeStaff = (db: Reader, roles: readonly Role[]) =>
  staffNames(db)
    .where('status', '=', 'active')
    .where('role', 'in', roles)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** Whether anybody is on the staff yet. */
export async function hasStaff(db: Reader): Promise<boolean> {
  return (await staffNames(db).limit(1).executeTakeFirst()) !== undefined
}

/** Everybody on the staff, those who left included, with what the personnel office knows of them. */
export const staffWithRecords = (db: Reader) =>
  db
    .selectFrom('staff as s')
    .leftJoin('staff_record as r', 'r.staff_id', 's.id')
    .select(['s.id', 's.name', 's.role', 's.address_key', 's.own_patient_id'])
    .select(['r.given_name', 'r.family_name', 'r.birth_date', 'r.department', 'r.manager_id'])
    .select(['r.employed_until', 'r.schedule'])

/** Keys of the telephone and the e-mail of those on the staff, to be compared with patients’. */
export const staffContacts = (db: Reader) =>
  db.selectFrom('staff_record').select(['staff_id', 'phone_key', 'email_key'])

/** Who is away on a day, and why. */
export const absentOn = (db: Reader, day: string) =>
  db
    .selectFrom('staff_absence')
    .select(['staff_id', 'kind'])
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .execute()

/** The clinic somebody of the role clinic works for; none until an administrator says which. */
export async function clinicOf(db: Reader, staffId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_clinic')
    .select('clinic_id')
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row?.clinic_id
}

export function staffById(db: Kysely<Tables>, id: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}
