import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { showView } from '../../api/acts/show.ts'
import type { FigureCode } from '../../api/adoption/figures/catalog.ts'
import { compare } from '../../api/adoption/figures/compare.ts'
import { readProgress } from '../../api/adoption/figures/queries.ts'
import { showClinic } from '../../api/adoption/figures/showClinic.ts'
import { showCohorts } from '../../api/adoption/figures/showCohorts.ts'
import { showEquity } from '../../api/adoption/figures/showEquity.ts'
import { showFigures } from '../../api/adoption/figures/showFigures.ts'
import { showFunnel } from '../../api/adoption/figures/showFunnel.ts'
import { showSupport } from '../../api/adoption/figures/showSupport.ts'
import { showTrend } from '../../api/adoption/figures/showTrend.ts'
import { dimensions, patientActs } from '../../api/adoption/lists.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { monthText } from '../../api/adoption/rollup/calendar.ts'
import { intakeEvents } from '../../api/adoption/rollup/intake.ts'
import { mergeAll } from '../../api/adoption/rollup/mergeEffects.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import { readConfig } from '../../api/core/config.ts'
import { type StaffCtx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { readPolicy } from '../../api/core/policy.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { randomFrom } from '../../seed/random.ts'
import { temporaryFolder } from '../support/templates.ts'
import { makeHospital, placesOf, stable } from './adoptionHospital.ts'

/*
 * Adoption at size: what counting anew costs, how fast new events are taken in, and what each dashboard costs for any
 * segment and period, with the system’s cache emptied where this process may do that.
 *   npm run bench:adoption -- [--patients 10000] [--events 30, for each patient] [--folder DIR, kept and used again]
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '10000' },
    events: { type: 'string', default: '30' },
    folder: { type: 'string' },
  },
})
const patients = Number(values.patients)
const each = Number(values.events)
const folder = values.folder ?? temporaryFolder()
mkdirSync(folder, { recursive: true })
const fresh = !existsSync(path.join(folder, 'portal-desk.db'))
const open = () => createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }))
let desk = open()
await migrate(desk.db)

const random = randomFrom(5)
const { clinics, providers } = placesOf(40)
const history = 730
const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

if (fresh) {
  let events = 0
  const taken = await seconds(async () => {
    events = await makeHospital(desk, { patients, events: each, days: history, clinics, providers })
  })
  console.log(
    `${events.toLocaleString('en')} events of ${patients.toLocaleString('en')} patients written in ${taken.toFixed(0)} s`,
  )
  const rebuilt = await seconds(() =>
    rebuildAdoption(desk, {
      onProgress: (done, all) => done % 100_000 === 0 && console.log(`  ${done} of ${all}`),
    }),
  )
  console.log(
    `counted anew in ${rebuilt.toFixed(0)} s: ${Math.round(events / rebuilt).toLocaleString('en')} events a second`,
  )
}

const sizes = await desk.db.read
  .selectFrom('adoption_rollup')
  .select((eb) => eb.fn.countAll().as('n'))
  .executeTakeFirstOrThrow()
console.log(`${Number(sizes.n).toLocaleString('en')} rows of figures`)

// New events: noted, taken in, merged; once as portals tell of them, three acts of one person at a time, and once the
// hardest way, each of somebody else.
for (const [way, acts] of [
  ['in sessions of three', 3],
  ['each of somebody else', 1],
] as const) {
  const count = 21_000
  const now = Date.now()
  const told = Array.from({ length: count / acts }, () => {
    const patientId = stable('c', random.int(1, patients))
    const at = now - random.int(0, 3_600_000)
    return Array.from({ length: acts }, (_, k) => ({
      id: `new:${newId()}`,
      patientId,
      kind: random.pick(patientActs),
      at: new Date(at + k * 40_000).toISOString(),
    }))
  }).flat()
  const noted = await seconds(async () => {
    for (let i = 0; i < count; i += 100)
      await transact(desk.db, (trx) => noteEvents(trx, told.slice(i, i + 100)))
  })
  const taken = await seconds(async () => {
    while ((await intakeEvents(desk)) > 0);
  })
  const merged = await seconds(() => mergeAll(desk))
  console.log(
    `new events, ${way}: noted ${Math.round(count / noted)} a second, taken in ${Math.round(count / taken)}, with merging ${Math.round(count / (taken + merged))}`,
  )
}

const ctxOf = (): StaffCtx => ({
  ...systemCtx({ ...desk, views: { write: async () => {} } }, 'bench', newId()),
  actor: {
    type: 'staff',
    id: stable('f', 1),
    name: 'Bench',
    role: 'manager',
    sid: 'bench',
    authTime: new Date(),
  },
})
const month = monthText(Math.floor(new Date().getUTCFullYear() * 12 + new Date().getUTCMonth()))
const back = (n: number) =>
  monthText(Math.floor(new Date().getUTCFullYear() * 12 + new Date().getUTCMonth()) - n)
const segments = () =>
  random.pick([
    undefined,
    `clinic=${random.pick(clinics)}`,
    `provider=${random.pick(providers).id}`,
    'race=black',
    'age=65-74',
    `clinic=${random.pick(clinics)}&language=es`,
  ])
// The rows of the console's overview; each is a request.
const overview: Record<string, FigureCode[]> = {
  use: [
    'offered',
    'activated',
    'accessed',
    'active-30',
    'active-90',
    'active-365',
    'superusers',
    'proxy-share',
  ],
  enrolment: ['time-to-activate', 'activated-of-offered', 'code-expiry', 'declined'],
  calls: ['first-contact', 'repeat-calls', 'service-level', 'time-to-resolve'],
}
const dashboards: Record<string, (ctx: StaffCtx) => Promise<unknown>> = {
  ...Object.fromEntries(
    Object.entries(overview).map(([name, figures]) => [
      `overview, ${name}, beside a year before`,
      (ctx: StaffCtx) =>
        showView(showFigures, ctx, {
          from: back(11),
          to: month,
          against: back(23),
          segment: segments(),
          figures,
        }),
    ]),
  ),
  'trend of three, a year': (ctx) =>
    showView(showTrend, ctx, {
      from: back(11),
      to: month,
      segment: segments(),
      figures: ['activated', 'accessed', 'active-30'],
    }),
  'trend of load, two years': (ctx) =>
    showView(showTrend, ctx, {
      from: back(23),
      to: month,
      segment: segments(),
      figures: ['calls', 'lock-outs', 'resets'],
    }),
  funnel: (ctx) =>
    showView(showFunnel, ctx, {
      from: back(11),
      to: back(random.int(0, 10)),
      against: back(23),
      segment: segments(),
    }),
  cohorts: (ctx) => showView(showCohorts, ctx, { from: back(11), to: month, segment: segments() }),
  'compare providers, a rate': (ctx) =>
    showView(compare, ctx, { from: back(11), to: month, by: 'provider', figure: 'calls' }),
  'compare providers, a share': (ctx) =>
    showView(compare, ctx, { from: back(11), to: month, by: 'provider', figure: 'accessed' }),
  'equity gap, twelve months': (ctx) =>
    showView(showEquity, ctx, { from: back(11), to: month, by: 'age', figure: 'calls' }),
  'a clinic’s causes and providers': (ctx) =>
    showView(showClinic, ctx, { from: back(11), to: month, clinic: random.pick(clinics) }),
  'clinics with a change and without': (ctx) =>
    showView(showSupport, ctx, { mark: `${back(12)}-15`, months: 3, changed: clinics.slice(0, 3) }),
  'compare any dimension': (ctx) =>
    showView(compare, ctx, {
      from: back(random.int(3, 20)),
      to: month,
      by: random.pick(dimensions),
      figure: random.pick(['answered-72', 'visits-online', 'active-90'] as const),
    }),
  'support, a year on each side': (ctx) =>
    showView(showSupport, ctx, { mark: `${back(12)}-15`, months: 11, segment: segments() }),
}

const dropCaches = () => {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '1')
    return true
  } catch {
    return false
  }
}
console.log(
  ['ms on the server'.padEnd(40), 'cold p95', 'cold max', 'warm p50', 'warm p95']
    .map((t) => t.padStart(10))
    .join(''),
)
for (const [name, show] of Object.entries(dashboards)) {
  const cold: number[] = []
  const warm: number[] = []
  for (let i = 0; i < 12; i++) {
    await closeDesk(desk)
    desk = open()
    const ctx = ctxOf()
    // Compiled code and connections are a running server’s; its pages are not.
    await show(ctx)
    await closeDesk(desk)
    dropCaches()
    desk = open()
    // A running server’s connection knows the tables; their rows are not in memory.
    await readProgress(desk.db.read)
    await readPolicy(desk.db.read)
    cold.push((await seconds(() => show(ctxOf()))) * 1000)
  }
  for (let i = 0; i < 60; i++) warm.push((await seconds(() => show(ctxOf()))) * 1000)
  const at = (list: number[], share: number) =>
    list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(1)
  console.log(
    [name.padEnd(40), at(cold, 0.95), at(cold, 1), at(warm, 0.5), at(warm, 0.95)]
      .map((t) => t.padStart(10))
      .join(''),
  )
}
await closeDesk(desk)
if (!values.folder) rmSync(folder, { recursive: true, force: true })
