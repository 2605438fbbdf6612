import { type Kysely, sql } from 'kysely'
import { dayPlus } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import { fold, nameKey } from '../../patients/fold.ts'
import type { Schedule } from '../../staff/records/schedule.ts'

/** What is known of a staff member beside their acts, as far as the rules ask. */
export interface Member {
  id: string
  role: string
  /** The record that is their own, where it was said or found by name and birth date. */
  ownPatientId: string | null
  nameKeys: string
  birthDate: string | null
  surnames: string[]
  fullName: string
  addressKey: string | null
  department: string | null
  managerId: string | null
  employedUntil: string | null
  schedule: Schedule | null
  absent: string | null
  /** Patients that share a telephone number or an e-mail address with them. */
  sameContact: Set<string>
  /** Of the last days at work. */
  past: { days: number; opened: number; unopened: number; addresses: Set<number>; hours: number[] }
}

const habitDays = 60
/** With fewer days at work behind them nobody has a habit to differ from. */
export const leastHabit = 10

type Read = Kysely<Tables>

/** Everybody on the staff, those who left included, as of a day; their habits only where they are wanted. */
export async function readMembers(db: Read, day: string, habits: boolean): Promise<Map<string, Member>> {
  const [rows, absences, contacts, past] = await Promise.all([
    db
      .selectFrom('staff as s')
      .leftJoin('staff_record as r', 'r.staff_id', 's.id')
      .select(['s.id', 's.name', 's.role', 's.address_key', 's.own_patient_id'])
      .select(['r.given_name', 'r.family_name', 'r.birth_date', 'r.department', 'r.manager_id'])
      .select(['r.employed_until', 'r.schedule'])
      .execute(),
    db
      .selectFrom('staff_absence')
      .select(['staff_id', 'kind'])
      .where('from_day', '<=', day)
      .where('to_day', '>=', day)
      .execute(),
    db
      .selectFrom('staff_record as r')
      .innerJoin('contact_point as c', (join) =>
        join.on(({ eb, or, ref }) =>
          or([eb('c.value_key', '=', ref('r.phone_key')), eb('c.value_key', '=', ref('r.email_key'))]),
        ),
      )
      .select(['r.staff_id', 'c.patient_id'])
      .where('c.ended_at', 'is', null)
      .execute(),
    db
      .selectFrom('privacy_staff_day')
      .select(['staff_id', 'opened', 'unopened', 'addresses', 'hours'])
      .where('day', '>=', habits ? dayPlus(day, -habitDays) : day)
      .where('day', '<', day)
      .execute(),
  ])
  const members = new Map<string, Member>()
  for (const row of rows) {
    const given = row.given_name ?? row.name.trim().split(/\s+/)[0]!
    const family = row.family_name ?? row.name.trim().split(/\s+/).at(-1)!
    members.set(row.id, {
      id: row.id,
      role: row.role,
      ownPatientId: row.own_patient_id,
      nameKeys: `${nameKey(given)} ${nameKey(family)}`,
      birthDate: row.birth_date,
      surnames: fold(family).split(' ').filter(Boolean),
      fullName: fold(`${given} ${family}`),
      addressKey: row.address_key,
      department: row.department,
      managerId: row.manager_id,
      employedUntil: row.employed_until,
      schedule: row.schedule ? (JSON.parse(row.schedule) as Schedule) : null,
      absent: null,
      sameContact: new Set(),
      past: { days: 0, opened: 0, unopened: 0, addresses: new Set(), hours: new Array(24).fill(0) },
    })
  }
  for (const row of absences) members.get(row.staff_id)!.absent = row.kind
  for (const row of contacts) members.get(row.staff_id)!.sameContact.add(row.patient_id)
  for (const row of past) {
    const habit = members.get(row.staff_id)?.past
    if (!habit) continue
    habit.days++
    habit.opened += row.opened
    habit.unopened += row.unopened
    for (const address of JSON.parse(row.addresses) as number[]) habit.addresses.add(address)
    for (let hour = 0; hour < 24; hour++) if (row.hours & (1 << hour)) habit.hours[hour]!++
  }
  return members
}

/** What nearly all days of a role stay under: the 99th part of a hundred of patients opened, and of those left unopened. */
export async function readPeers(
  db: Read,
  day: string,
): Promise<Map<string, { opened: number; unopened: number }>> {
  const rows = await db
    .selectFrom('privacy_staff_day')
    .select(['role', 'opened', 'unopened'])
    .where('day', '>=', dayPlus(day, -30))
    .where('day', '<', day)
    .execute()
  const byRole = Map.groupBy(rows, (row) => row.role)
  const high = (numbers: number[]) => {
    numbers.sort((a, b) => a - b)
    return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * 0.99))] ?? 0
  }
  return new Map(
    [...byRole].map(([role, days]) => [
      role,
      { opened: high(days.map((d) => d.opened)), unopened: high(days.map((d) => d.unopened)) },
    ]),
  )
}

const mostCounted = 20_000

/** The part of all patients that bear a surname; common ones are counted up to a bound. */
export async function surnameShare(db: Read, surname: string, patients: number): Promise<number> {
  const bearers = db
    .selectFrom('patient_term')
    .select('patient_id')
    .where('term', '=', surname)
    // The line of words begins with the family name.
    .where('words', '>=', ` ${surname}`)
    .where('words', '<', ` ${surname}\u{10FFFF}`)
    .limit(mostCounted)
  const { n } = await db
    .selectFrom(bearers.as('b'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n) / Math.max(1, patients)
}

export async function countPatients(db: Read): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from patient`.execute(db)
  return Number(rows[0]!.n)
}
