import type { AuditEvent } from '../api/audit/event.ts'
import { appendEvents } from '../api/audit/record.ts'
import { dayPlus, hospitalClock } from '../api/core/calendar.ts'
import type { Desk } from '../api/core/context.ts'
import type { Tables } from '../api/core/db/tables.ts'
import { transact } from '../api/core/db/transact.ts'
import { readPolicy } from '../api/core/policy.ts'
import { familyKeys } from '../api/staff/kinship.ts'
import { aCase, aContact, type Diary, officeAddress, touch } from './diary.ts'
import { insertAll } from './insert.ts'
import { type Random, randomFrom } from './random.ts'
import { plant } from './snooping.ts'
import type { Snooping } from './snoopingScene.ts'
import { hire, type Worker } from './workforce.ts'

type Patient = Tables['patient']

export interface YearOptions {
  seed: number
  people: number
  /** Of one helpdesk agent on an ordinary day. */
  callsADay: number
  /** First day, and how many there are. */
  from: string
  days: number
  /** Days without snooping at the beginning, in which habits form. */
  quietDays: number
  /** Incidents of each kind. */
  ofEachKind: number
  /** Also those of people who hide it. */
  careful?: boolean
  onDay?: (day: string) => void
}

/**
 * A year of access to the records of a synthetic hospital: calls with their case, mistaken openings, quick questions
 * without a case, overtime, work from home, outages, families and a doctor's office on one telephone; and among it
 * snooping that is known.
 * @returns the snooping, for whoever wants to measure what is found of it.
 */
export async function makeAccessYear(desk: Desk, options: YearOptions): Promise<Snooping[]> {
  const random = randomFrom(options.seed)
  const { db } = desk
  const patients = await db.read.selectFrom('patient').selectAll().orderBy('mrn').execute()
  const { startOf } = hospitalClock((await readPolicy(db.read)).timeZone)
  const workers = await transact(db, (trx) => hire(trx, random, patients, options, startOf))
  const snooping = await transact(db, (trx) => plant(trx, random, patients, workers, options))
  const visits = new Set<string>()
  for (const row of await db.read.selectFrom('encounter').select(['patient_id', 'started_at']).execute())
    visits.add(`${row.patient_id} ${row.started_at.slice(0, 10)}`)
  const numbers = { next: (await lastCase(desk)) + 1 }
  const outages = new Set(Array.from({ length: 4 }, () => random.int(options.quietDays, options.days - 1)))

  for (let n = 0; n < options.days; n++) {
    const day = dayPlus(options.from, n)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    const diary: Diary = { events: [], cases: [], contacts: [], emergencies: [] }
    for (const worker of workers) {
      if (worker.absent(day) || ((weekday === 0 || weekday === 6) && !worker.weekends)) continue
      work({
        random,
        worker,
        workers,
        day,
        n,
        patients,
        diary,
        numbers,
        busy: outages.has(n) ? 2.5 : 1,
        options,
      })
    }
    for (const one of snooping) one.acts(day, diary, numbers)
    diary.events.sort((a, b) => (a.at < b.at ? -1 : 1))
    await transact(db, async (trx) => {
      await insertAll(trx, 'support_case', diary.cases)
      await insertAll(trx, 'contact_point', diary.contacts)
      await insertAll(trx, 'break_glass', diary.emergencies)
      await appendEvents(desk, trx, diary.events)
    })
    options.onDay?.(day)
  }
  return snooping
}

async function lastCase(desk: Desk): Promise<number> {
  const { last } = await desk.db.read
    .selectFrom('support_case')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 1000
}

interface Shift {
  random: Random
  worker: Worker
  workers: readonly Worker[]
  day: string
  n: number
  patients: readonly Patient[]
  diary: Diary
  numbers: { next: number }
  busy: number
  options: YearOptions
}

const callsOf = { helpdesk: 1, supervisor: 0.3, 'privacy-officer': 0.1, manager: 0 } as const

function work(shift: Shift): void {
  const { random, worker, day, options } = shift
  const calls = Math.round(
    callsOf[worker.role] * options.callsADay * shift.busy * (0.6 + random.next() * 0.8),
  )
  const ip = addressOf(shift)
  for (let call = 0; call < calls; call++) {
    const late = random.chance(0.01) ? random.int(0, 180) : 0
    const minute = worker.begins * 60 + random.int(0, 485) + late
    const at = (seconds: number) =>
      new Date(worker.startOf(day) + minute * 60_000 + seconds * 1000).toISOString()
    let patient = random.pick(shift.patients)
    // About the dead hardly anybody rings.
    if (patient.deceased_at !== null && random.chance(0.97)) patient = random.pick(shift.patients)
    // Nobody takes the call of their own household: they hand it over unseen.
    if (patient.id === worker.self.id || patient.address_key === worker.addressKey) continue
    if (isNamesake(worker, patient)) {
      leaveToColleague(shift, patient, at, ip)
      continue
    }
    if (random.chance(0.03)) {
      // A quick question, answered without a case.
      shift.diary.events.push(touch(worker, patient.id, at(0), 'patient.shown', { ip }))
      continue
    }
    takeCall(shift, patient, at, ip)
  }
}

const isNamesake = ({ familyName }: Worker, patient: Patient) =>
  [...familyKeys(familyName)].some((key) => familyKeys(patient.family_name).has(key))

/** Who may be kin is refused the case, mostly once the record is open: a colleague beside them takes the call. */
function leaveToColleague(shift: Shift, patient: Patient, at: (seconds: number) => string, ip: string): void {
  const { random, worker, day } = shift
  const beside = shift.workers.filter(
    (w) =>
      w.role === 'helpdesk' &&
      w.begins === worker.begins &&
      !w.absent(day) &&
      !isNamesake(w, patient) &&
      w.self.id !== patient.id &&
      w.addressKey !== patient.address_key,
  )
  if (beside.length === 0) return
  if (random.chance(0.8)) shift.diary.events.push(touch(worker, patient.id, at(-90), 'patient.shown', { ip }))
  const colleague = random.pick(beside)
  takeCall({ ...shift, worker: colleague }, patient, at, addressOf({ ...shift, worker: colleague }))
}

function takeCall(shift: Shift, patient: Patient, at: (seconds: number) => string, ip: string): void {
  const { random, worker, diary } = shift
  const { events } = diary
  const alike = Array.from({ length: random.int(1, 8) }, () => random.pick(shift.patients).id)
  for (let typed = random.int(1, 4); typed > 0; typed--)
    events.push({
      ...touch(worker, patient.id, at(-typed * 3), 'patient.searched', { ip }),
      patientIds: [patient.id, ...alike],
    })
  if (random.chance(0.04)) events.push(touch(worker, alike[0]!, at(2), 'patient.shown', { ip }))
  const calls =
    random.chance(0.004) && patient.address_key
      ? shift.patients.filter((p) => p.address_key === patient.address_key)
      : [patient]
  for (const one of calls) {
    if (one.id === worker.self.id) continue
    // Now and then a colleague took the call first, and hands it over.
    const first = random.chance(0.06)
      ? random.pick(shift.workers.filter((w) => w.role === 'helpdesk'))
      : worker
    const caseId = aCase(shift, one, first, at(5), `own:${patient.id}`)
    const row = diary.cases.at(-1)!
    row.assigned_to = worker.id
    const within = (seconds: number, action: string, over: Partial<AuditEvent> = {}) =>
      events.push(touch(worker, one.id, at(seconds), action, { ip, caseId, ...over }))
    events.push(touch(worker, one.id, at(4), 'patient.shown', { ip }))
    within(5, 'case.opened')
    events.push(touch(worker, one.id, at(8), 'patient.diagnosed', { ip }))
    const verified = random.chance(0.92)
    within(60, 'caller.verified', {
      outcome: verified ? 'success' : 'failure',
      detail: { tier: verified ? 'T1' : 'T0' },
    })
    if (verified && random.chance(0.3)) within(80, 'caller.code-checked', { detail: { tier: 'T2' } })
    if (verified && random.chance(0.6)) {
      // Most use the link while the case is watched.
      if (random.chance(0.75)) row.signed_in_at = at(140)
      within(90, random.pick(['account.reset-link-sent', 'account.unlocked', 'account.invited'] as const))
      // Registration corrects an address now and then, also on the day of a link; seldomer the desk does, that cannot send to it yet.
      if (random.chance(0.001)) {
        const later = random.int(600, 40_000)
        diary.contacts.push(aContact(one.id, at(later), 'source'))
        if (random.chance(0.3)) within(later + 600, 'account.reset-link-sent')
      } else if (random.chance(0.0002)) {
        const later = random.int(120, 1200)
        within(later, 'contact.email-change-asked')
        diary.contacts.push(aContact(one.id, at(later), 'desk'))
        if (random.chance(0.1)) within(later + 600, 'account.reset-link-sent')
      }
    }
    const length = Math.round(60 + 400 * random.next() ** 2)
    row.closed_at = at(5 + length)
    row.resolve_seconds = length
    within(5 + length, 'case.closed')
    // The next morning some look whether it worked.
    if (random.chance(0.08)) events.push(touch(worker, one.id, at(200), 'case.shown', { ip, caseId }))
  }
}

// From home some days, and a home's address changes every few weeks.
function addressOf({ random, worker, n }: Shift): string {
  if (!worker.atHome || random.chance(0.5)) return random.chance(0.5) ? officeAddress : '192.0.2.2'
  return `198.51.${worker.begins * 10 + (worker.name.length % 10)}.${Math.floor((n + worker.name.length * 3) / 40) % 250}`
}
