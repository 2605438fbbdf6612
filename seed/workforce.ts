import { dayPlus } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Trx } from '../api/core/db/transact.ts'
import { normalize } from '../api/core/normalize.ts'
import { phoneKey } from '../api/core/phone.ts'
import { readSchedule } from '../api/staff/records/schedule.ts'
import type { StaffRow } from '../api/staff/tables.ts'
import { insertAll } from './insert.ts'
import type { Random } from './random.ts'

type Patient = Tables['patient']

/** Somebody at work in the synthetic hospital, and how they work. */
export interface Worker {
  id: string
  role: 'helpdesk' | 'supervisor' | 'privacy-officer' | 'manager'
  name: string
  familyName: string
  /** Their own record: all of them are patients here too. */
  self: Patient
  addressKey: string | null
  /** Hour work begins; it lasts eight hours. */
  begins: number
  weekends: boolean
  atHome: boolean
  absent: (day: string) => boolean
  /** Milliseconds at which a day begins where they work. */
  startOf: (day: string) => number
}

/** What a hospital writes before the @ of who is called so; of names in other letters than Latin nothing is left. */
export const mailboxName = (given: string, family: string): string =>
  [normalize(given).split(' ')[0], normalize(family).split(' ').at(-1)]
    .flatMap((word) => word?.replace(/[^a-z]/g, '') || [])
    .join('.')

interface Shift {
  begins: number
  hours: string
}
const shifts: readonly Shift[] = [
  { begins: 7, hours: '07:00-15:30' },
  { begins: 8, hours: '08:00-16:30' },
  { begins: 10, hours: '10:00-18:30' },
]
/** The part of everybody that is not an agent; two of each at least. */
const wanted = { supervisor: 0.12, 'privacy-officer': 0.06, manager: 0.07 } as const
const departments = ['Patient access', 'Health information', 'Digital care']

/** Hires people out of the hospital's own adult patients, with personnel records, hours and absences. */
export async function hire(
  trx: Trx,
  random: Random,
  patients: readonly Patient[],
  /** With `shifts` they are shared out evenly; without, everybody has one of three by lot. */
  {
    people,
    from,
    days,
    shifts: wantedShifts,
  }: { people: number; from: string; days: number; shifts?: readonly Shift[] },
  startOf: (day: string) => number,
): Promise<Worker[]> {
  const adults = patients.filter(
    (p) => p.deceased_at === null && p.birth_date > '1962' && p.birth_date < '2002',
  )
  const chosen = new Set<Patient>()
  while (chosen.size < people) chosen.add(random.pick(adults))
  const roles = Object.entries(wanted).flatMap(([role, part]) =>
    Array.from({ length: Math.max(2, Math.round(part * people)) }, () => role as Worker['role']),
  )
  const taken = new Set<string>()
  const mailbox = ({ given_name, family_name }: Patient, nth: number) => {
    const name = mailboxName(given_name, family_name)
    const free = name.length > 3 && !taken.has(name) ? name : `${name || 'staff'}${nth}`
    taken.add(free)
    return `${free}@example.test`
  }
  const staff: StaffRow[] = []
  const records: Tables['staff_record'][] = []
  const absences: Tables['staff_absence'][] = []
  const workers: Worker[] = []
  let n = 0
  for (const self of chosen) {
    const role = roles[n] ?? 'helpdesk'
    const id = newId()
    const name = `${self.given_name} ${self.family_name}`
    const shift = wantedShifts?.[n % wantedShifts.length] ?? random.pick(shifts)
    const weekends = random.chance(0.2)
    staff.push({
      id,
      email: mailbox(self, n++),
      name,
      role,
      status: 'active',
      address_key: self.address_key,
      own_patient_id: random.chance(0.5) ? self.id : null,
      password_hash: null,
      totp_secret: null,
      totp_step: 0,
      language: null,
      last_sign_in_at: null,
      created_at: `${from}T00:00:00.000Z`,
      version: 1,
    })
    records.push({
      staff_id: id,
      given_name: self.given_name,
      family_name: self.family_name,
      birth_date: self.birth_date,
      // Synthetic telephone numbers repeat: one of their own is none of these.
      phone_key: phoneKey(`212-555-${String(1000 + n)}`, 'US'),
      email_key: null,
      department: random.pick(departments),
      manager_id: null,
      employed_until: null,
      schedule: random.chance(0.5)
        ? JSON.stringify(readSchedule(`mon-${weekends ? 'sun' : 'fri'} ${shift.hours}`))
        : null,
      updated_at: `${from}T00:00:00.000Z`,
    })
    const away: { from: string; to: string }[] = []
    for (let day = random.int(20, 90); day < days; day += random.int(60, 130)) {
      const span = { from: dayPlus(from, day), to: dayPlus(from, day + random.int(0, 11)) }
      away.push(span)
      absences.push({ staff_id: id, from_day: span.from, to_day: span.to, kind: 'vacation' })
    }
    workers.push({
      id,
      role,
      name,
      familyName: self.family_name,
      self,
      addressKey: self.address_key,
      begins: shift.begins,
      weekends,
      atHome: random.chance(0.3),
      absent: (day) => away.some((span) => span.from <= day && day <= span.to),
      startOf,
    })
  }
  await insertAll(trx, 'staff', staff)
  await insertAll(trx, 'staff_record', records)
  await insertAll(trx, 'staff_absence', absences)
  return workers
}
