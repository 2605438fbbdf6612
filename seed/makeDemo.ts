import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { runAct } from '../api/acts/run.ts'
import { backfillAdoption } from '../api/adoption/rollup/backfill.ts'
import { withoutPause as inOneGo, intakeEvents } from '../api/adoption/rollup/intake.ts'
import { rebuildAdoption } from '../api/adoption/rollup/rebuild.ts'
import { sealAudit, withoutPause } from '../api/audit/seal/sealAudit.ts'
import { type Role, roles } from '../api/core/access/permissions.ts'
import { hospitalDay } from '../api/core/calendar.ts'
import { type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { savePolicy } from '../api/core/policy.ts'
import { watchAccess } from '../api/privacy/monitor/watchAccess.ts'
import { addStaff } from '../api/staff/addStaff.ts'
import { choosePassword, confirmEnrolment } from '../api/staff/enrol.ts'
import { tellOfCare } from './care.ts'
import { setAside } from './conflicts.ts'
import type { DemoLogin } from './demoPages.ts'
import { tellOfDesk } from './deskWork.ts'
import { makeHospital } from './hospital.ts'
import { officeDeeds, officeHours } from './office/deeds.ts'
import { doUntil, livedDays, liveThrough } from './office/timeline.ts'
import { type Progress, silent } from './progress.ts'
import { giveRecords } from './records.ts'
import { calendarOf } from './story/calendar.ts'
import type { Agent } from './story/roster.ts'
import { tellStory } from './story/tellStory.ts'

export interface Demo {
  staff: DemoLogin[]
  patientPassword: string
}

export interface DemoOptions {
  patients: number
  seed: number
  now: Date
  progress?: Progress
}

const names: Record<Role, string> = {
  helpdesk: 'Harper Lindqvist',
  supervisor: 'Sam Ferreira-Stone',
  records: 'Robin Castellanos',
  clinic: 'Casey Nakamura-Bell',
  'privacy-officer': 'Priya Venkataraman',
  manager: 'Morgan Achterberg',
  administrator: 'Alex Ridgewell',
}
/** One of each role, and a second officer: a breach is signed by two. */
const people: { role: Role; name: string; email: string }[] = [
  ...roles.map((role) => ({ role, name: names[role], email: `${role}@example.test` })),
  { role: 'privacy-officer', name: 'Noor Delacroix', email: 'second-officer@example.test' },
]
const zone = 'America/New_York'

/** Processor seconds that making a demo takes, about: what it says before it begins. */
export const secondsFor = (patients: number): number => 9 + patients / 185

/** Makes the demo's hospital in an empty database: who works there, two years of their desk, and what is made of it. */
export async function makeDemo(product: Desk, options: DemoOptions): Promise<Demo> {
  const { patients, seed, now, progress = silent } = options
  const db = product.db.write
  // A demo whose making is broken off is made anew, so nothing need be on disk before the end.
  const durability = (mode: string) =>
    product.db.engine === 'sqlite' && sql.raw(`pragma synchronous = ${mode}`).execute(db)
  await durability('off')
  const calendar = calendarOf(now, zone)
  const { opens } = calendar
  await savePolicy(db, { hospitalName: 'Example Valley Hospital (demo)', timeZone: zone, demo: '1' })
  const atFirst: Desk = { ...product, clock: () => new Date(opens) }
  const { staff, own } = await hireOwn(atFirst, opens)
  const patientPassword = passphrase()

  progress.phase(`a registry of ${patients.toLocaleString('en')} people`)
  const byProblem = await makeHospital(atFirst, {
    patients,
    seed,
    problemsOfEach: Math.max(1, Math.min(6, Math.floor(patients / 400))),
    pastCases: 0,
    staffIds: [],
    now,
    patientPassword,
    registryOnly: { known: [60, 4_000] },
    onProgress: (made) => progress.done(made / patients),
  })
  await sealAudit(product, withoutPause)
  progress.phase('24 months of visits, sign-ins, calls and mail')
  const today = calendar.dayOf(calendar.now)
  const { held, letters } = await tellStory(product, {
    seed,
    now,
    own,
    colleagues: 14,
    byProblem,
    waiting: Math.max(3, Math.min(byProblem.size, Math.round(patients / 250))),
    patientPassword,
    heldFrom: calendar.startOf(today - livedDays),
    atWork: officeHours(calendar, own),
    progress,
  })
  const deeds = await officeDeeds(product, calendar, own, letters)
  await doUntil(deeds, calendar.startOf(today - livedDays))
  await seal(product, progress)
  progress.phase('the last months, each day watched')
  await liveThrough(product, calendar, held, deeds, (part) => progress.done(part))
  await tellOfCare(product, own.find(({ role }) => role === 'clinic')!.id, now, zone)
  await tellOfDesk(product, own, now)
  await setAside(product, hospitalDay(now, zone))
  await sealAudit(product, withoutPause)
  await watchAccess(product)
  await sealAudit(product, withoutPause)
  progress.phase('health records')
  await giveRecords(product, now, seed)
  await count(product, patients, progress)
  progress.end()
  await durability('full')
  return { staff, patientPassword }
}

/** Those who sign in to the demo, enrolled on the day the desk opened. */
async function hireOwn(desk: Desk, opens: number): Promise<{ staff: DemoLogin[]; own: Agent[] }> {
  const ctx = systemCtx(desk, 'demo', newId())
  const staff: DemoLogin[] = []
  const own: Agent[] = []
  for (const { role, name, email } of people) {
    const password = passphrase()
    const { id, link } = await addStaff(ctx, { email, name, role })
    const token = link.split('token=')[1]!
    const { totp } = (await runAct(choosePassword, ctx, { token, password })).reply
    const epoch = Math.floor(opens / 1000)
    await runAct(confirmEnrolment, ctx, { token, code: generateSync({ secret: totp.secret, epoch }) })
    staff.push({ role, name, email, password, secret: totp.secret })
    own.push({
      id,
      role,
      name,
      begins: role === 'helpdesk' ? 9 : 8,
      weekends: false,
      absent: () => false,
    })
  }
  return { staff, own }
}

async function seal(product: Desk, progress: Progress): Promise<void> {
  progress.phase('the audit log sealed')
  const { n } = await product.db.write
    .selectFrom('audit_pending')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  for (let sealed = 0, some = 1; some > 0; ) {
    some = await sealAudit(product, { ...withoutPause, forMs: 0 })
    sealed += some
    progress.done(sealed / Math.max(1, Number(n)))
  }
}

/**
 * Everything there is becomes history first, since there are no figures to add it to, and is then counted once: the rebuild is
 * what adds up. Counting what comes in as it comes in costs several times as much, and gives the same figures.
 */
async function count(product: Desk, patients: number, progress: Progress): Promise<void> {
  progress.phase('figures counted')
  await product.db.write.deleteFrom('adoption_generation').execute()
  await backfillAdoption(product, (done) => progress.done((0.2 * done) / patients))
  const { n } = await product.db.write
    .selectFrom('adoption_inbox')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  for (let taken = 0, some = 1; some > 0; ) {
    some = await intakeEvents(product, { ...inOneGo, forMs: 0 })
    taken += some
    progress.done(0.2 + (0.3 * taken) / Math.max(1, Number(n)))
  }
  await rebuildAdoption(product, {
    onProgress: (people, all) => progress.done(0.5 + (0.3 * people) / all),
  })
  progress.done(1)
}

// Four words and a number: typed easily, and made anew for each demo, since a published password is none.
const words =
  'amber basket canyon dolphin ember forest garden harbor island jungle kettle lantern meadow nectar orchard pebble quarry ribbon saddle timber umbrella velvet willow yonder zephyr'.split(
    ' ',
  )
const passphrase = () =>
  `${[1, 2, 3, 4].map(() => words[randomInt(words.length)]).join(' ')} ${randomInt(10, 99)}`
