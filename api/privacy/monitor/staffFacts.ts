import type { Kysely } from 'kysely'
import { dayPlus } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import { nameKey, normalize } from '../../core/normalize.ts'
import { contacts, countBearers } from '../../patients/published.ts'
import { absentOn, staffContacts, staffWithRecords } from '../../staff/published.ts'
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
  /** Patients that share, or shared, a telephone number or an e-mail address with them. */
  sameContact: Set<string>
  /** Of the last days at work. */
  past: { days: number; opened: number; unopened: number; addresses: Set<number>; hours: number[] }
}

type Read = Kysely<Tables>

/** Everybody on the staff, those who left included, as of a day, with their habits of the days before it. */
export async function readMembers(db: Read, day: string, habitDays: number): Promise<Map<string, Member>> {
  const [rows, absences, sharing, past] = await Promise.all([
    staffWithRecords(db).execute(),
    absentOn(db, day),
    db
      .selectFrom(staffContacts(db).as('r'))
      .innerJoin(contacts(db).as('c'), (join) =>
        join.on(({ eb, or, ref }) =>
          or([eb('c.value_key', '=', ref('r.phone_key')), eb('c.value_key', '=', ref('r.email_key'))]),
        ),
      )
      .select(['r.staff_id', 'c.patient_id'])
      .execute(),
    db
      .selectFrom('privacy_staff_day')
      .select(['staff_id', 'opened', 'unopened', 'addresses', 'hours'])
      .where('day', '>=', dayPlus(day, -habitDays))
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
      surnames: normalize(family).split(' ').filter(Boolean),
      fullName: normalize(`${given} ${family}`),
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
  for (const row of sharing) members.get(row.staff_id)!.sameContact.add(row.patient_id)
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
  return (await countBearers(db, surname, mostCounted)) / Math.max(1, patients)
}
