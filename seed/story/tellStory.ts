import type { AuditEvent } from '../../api/audit/event.ts'
import { hashPassword } from '../../api/core/access/passwords.ts'
import { ageOn, dayMs, hospitalClock } from '../../api/core/calendar.ts'
import type { Desk as Product } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { transact } from '../../api/core/db/transact.ts'
import { readPolicy } from '../../api/core/policy.ts'
import type { PatientRow } from '../../api/patients/tables.ts'
import { event } from '../accounts.ts'
import { arrangedOtherwise } from '../acts.ts'
import { activationIn } from '../hospital.ts'
import { type Progress, silent } from '../progress.ts'
import { randomFrom } from '../random.ts'
import { hire } from '../workforce.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import type { Desk } from './caseFile.ts'
import { Chronicle } from './chronicle.ts'
import { grantOf } from './families.ts'
import { writeHabits, writeWatched } from './habits.ts'
import { type LetterCalls, ringForLetters, wantsLetter } from './letterCalls.ts'
import { type Lifetime, live, type Story, visitsOf } from './life.ts'
import { plansOf, writePlans } from './plans.ts'
import type { Person } from './portal.ts'
import { openQueue } from './queue.ts'
import { type Registry, readRegistry } from './registry.ts'
import { type Agent, agentOf, Roster } from './roster.ts'
import { arrangeSnooping, needsLogin, writeSnooping } from './snoops.ts'

export interface StoryOptions {
  seed: number
  now: Date
  /** Who signs in to the demo; they have worked here all the time. One of each role. */
  own: readonly Agent[]
  /** How many colleagues there are, if the hospital has so many adults to hire from. */
  colleagues: number
  /** Who has which problem now; these are on file, with what the portal saw of it. */
  byProblem: ReadonlyMap<string, readonly string[]>
  /** How many of them have called and wait. */
  waiting: number
  patientPassword: string
  /** From when on the log is returned, and not written. */
  heldFrom: number
  /** When those who sign in to the demo are at work besides. */
  atWork: readonly { agent: Agent; at: number }[]
  progress?: Progress
}

/** What the offices go on from. */
export interface Told {
  /** What the log holds of the last months, in order. */
  held: AuditEvent[]
  letters: LetterCalls
}

const peopleAtOnce = 500
/** Of those without a login: some of them ring. */
const mostKept = 200
/** What came in the last two days is in the queue, which is written by itself. */
const queueMs = 2 * dayMs
const shifts = [
  { begins: 7, hours: '07:00-15:30' },
  { begins: 8, hours: '08:00-16:30' },
  { begins: 13.5, hours: '13:30-22:00' },
  { begins: 10, hours: '10:00-18:30' },
] as const

/**
 * Tells what happened at a hospital whose registry is there: three years of visits and logins, and 24 months of its
 * desk. A case stands beside what happened to the login, on both sides; what the staff did is in the log.
 */
export async function tellStory(product: Product, options: StoryOptions): Promise<Told> {
  const { progress = silent, own } = options
  const random = randomFrom(options.seed * 7919 + 17)
  const { timeZone } = await readPolicy(product.db.read)
  const calendar = calendarOf(options.now, timeZone)
  const registry = await readRegistry(product.db.read)
  const { patients } = registry
  const passwordHash = await hashPassword(options.patientPassword)
  const troubled = new Set([...options.byProblem.values()].flat())
  const ordinary = patients.filter((patient) => !troubled.has(patient.id))
  const adults = ordinary.filter((p) => isAdult(p, calendar))
  const startOf = hospitalClock(timeZone).startOf
  const workers = await transact(product.db, (trx) =>
    hire(
      trx,
      random,
      adults,
      {
        people: Math.min(options.colleagues, Math.floor(adults.length / 6)),
        from: calendar.text(calendar.dayOf(calendar.opens)),
        days: calendar.dayOf(calendar.now) - calendar.dayOf(calendar.opens),
        shifts,
      },
      startOf,
    ),
  )
  const pool = ordinary.filter((p) => registry.emails.has(p.id) && isAdult(p, calendar))
  const snooping = await transact(product.db, (trx) =>
    arrangeSnooping(trx, random, calendar, pool, workers, options.seed),
  )
  const chronicle = new Chronicle(options.heldFrom)
  const roster = new Roster([...own, ...workers.map(agentOf)], calendar, random)
  const desk: Desk = { random, calendar, chronicle, roster, patientIds: patients.map((p) => p.id) }
  const plans = plansOf(calendar)
  const story: Story = { desk, plans, lastCall: calendar.now - queueMs, activation: activationIn }
  const personOf = personMaker(registry, desk, passwordHash)
  const certain = needsLogin(snooping)
  const kept = new Map<string, Person>()
  const withoutLogin: Person[] = []
  const spied = new Set(
    snooping.flatMap((one) => [one.about, ...one.also].map((subject) => subject.patientId)),
  )
  const watched = pool.slice(0, 3).map((p) => p.id)
  const staffRecords = new Set(workers.map((worker) => worker.self.id))
  const parents = adults.filter((p) => !staffRecords.has(p.id))

  for (let from = 0; from < patients.length; from += peopleAtOnce) {
    for (const patient of patients.slice(from, from + peopleAtOnce)) {
      const p = personOf(patient)
      const life = lifetimeOf(patient, calendar, certain.has(patient.id))
      const visits = visitsOf(random, story, life)
      chronicle.visits.push(...encounters(p, registry, visits))
      if (visits.length > 0) chronicle.acts.push(...arrangedOtherwise(random, patient.id, options.now))
      if (troubled.has(patient.id)) pastOf(p)
      else {
        const grant = grantOf(random, calendar, patient, parents)
        if (grant) chronicle.grants.push(grant)
        p.byProxy = grant?.status === 'active'
        const child = ageOn(patient.birth_date, calendar.text(calendar.dayOf(calendar.now))) < 13
        if (!child || p.byProxy) live(story, p, life, visits)
        if (
          withoutLogin.length < mostKept &&
          wantsLetter(p, calendar) &&
          !staffRecords.has(patient.id) &&
          !spied.has(patient.id) &&
          !watched.includes(patient.id)
        )
          withoutLogin.push(p)
      }
      if (spied.has(patient.id) || troubled.has(patient.id)) kept.set(patient.id, p)
    }
    await transact(product.db, (trx) => chronicle.writeLives(product, trx))
    progress.done(Math.min(1, (from + peopleAtOnce) / patients.length) * 0.95)
  }

  writeSnooping(desk, snooping, workers, (id) => kept.get(id)!)
  const waiting = [...options.byProblem]
    .slice(0, options.waiting)
    .map(([cause, [first]]) => ({ cause, person: kept.get(first!)! }))
  const byRole = (role: Agent['role']) => own.find((agent) => agent.role === role)!
  openQueue(desk, waiting, byRole('helpdesk'))
  const letters = ringForLetters(desk, withoutLogin, byRole('records'))
  writeHabits(desk)
  for (const { agent, at } of options.atWork) roster.worked(agent, at)
  await transact(product.db, async (trx) => {
    await writePlans(trx, { plans, calendar, roster, chronicle, registry }, byRole('manager'))
    await writeWatched(trx, desk, byRole('privacy-officer'), watched)
    chronicle.audit.push(...roster.signIns())
    await chronicle.writeLives(product, trx)
    await chronicle.writeCases(trx)
  })
  progress.done(1)
  return { held: chronicle.held.sort((a, b) => (a.at < b.at ? -1 : 1)), letters }
}

const isAdult = (p: PatientRow, { now, dayOf, text }: Calendar) => {
  const age = ageOn(p.birth_date, text(dayOf(now)))
  return p.deceased_at === null && age >= 24 && age < 64
}

const lifetimeOf = (patient: PatientRow, calendar: Calendar, certain: boolean): Lifetime => ({
  since: Date.parse(patient.created_at),
  ends: patient.deceased_at ? Date.parse(`${patient.deceased_at}T12:00:00Z`) : calendar.now,
  certain,
})

function personMaker(registry: Registry, desk: Desk, passwordHash: string) {
  const taken = new Set([...registry.accounts.values()].map((account) => account.username_key))
  return (patient: PatientRow): Person => ({
    patient,
    email: registry.emails.get(patient.id),
    account: registry.accounts.get(patient.id),
    links: [],
    clinic: registry.providerOf.get(patient.primary_provider_id ?? '')?.clinic,
    byProxy: false,
    random: desk.random,
    calendar: desk.calendar,
    chronicle: desk.chronicle,
    taken,
    passwordHash,
  })
}

function encounters(p: Person, registry: Registry, visits: readonly number[]): Tables['encounter'][] {
  const own = registry.providerOf.get(p.patient.primary_provider_id ?? '')
  return visits.map((visit, i) => {
    const provider = own && p.random.chance(0.75) ? own : p.random.pick(registry.providers)
    p.clinic ??= provider.clinic
    return {
      id: newId(),
      external_id: `visit-${p.patient.mrn}-${i}`,
      patient_id: p.patient.id,
      clinic_id: provider.clinic_id,
      provider_id: provider.id,
      started_at: new Date(visit).toISOString(),
    }
  })
}

/** Whoever has a problem with a login now used it before. */
function pastOf(p: Person): void {
  const { account, chronicle } = p
  if (!account?.activated_at) return
  chronicle.events.push(event(p.patient.id, account.activated_at, 'activated'))
  const last = account.last_sign_in_at
  if (last) chronicle.events.push(event(p.patient.id, last, 'signed-in'))
}
