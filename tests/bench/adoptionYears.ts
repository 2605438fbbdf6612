import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { showView } from '../../api/acts/show.ts'
import type { FigureCode } from '../../api/adoption/figures/catalog.ts'
import { compare } from '../../api/adoption/figures/compare.ts'
import { showClinic } from '../../api/adoption/figures/showClinic.ts'
import { showCohorts } from '../../api/adoption/figures/showCohorts.ts'
import { showEquity } from '../../api/adoption/figures/showEquity.ts'
import { showFigures } from '../../api/adoption/figures/showFigures.ts'
import { showTrend } from '../../api/adoption/figures/showTrend.ts'
import { showWeeks } from '../../api/adoption/figures/showWeeks.ts'
import { monthNumber, monthText } from '../../api/adoption/rollup/calendar.ts'
import { publishFigures } from '../../api/adoption/rollup/publish.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
import { type StaffCtx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { temporaryFolder } from '../support/templates.ts'
import { makeHospital, placesOf, stable } from './adoptionHospital.ts'

/*
 * What a long period costs beside a year: processor time of one question, of the last twelve months and of all years, by who
 * sees patients and who does not. Ratios hold on a busy machine.
 *   npm run bench:adoption:years -- [--patients 2000] [--years 9] [--rounds 40] [--folder DIR, kept and used again]
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '2000' },
    years: { type: 'string', default: '9' },
    rounds: { type: 'string', default: '40' },
    folder: { type: 'string' },
  },
})
const [patients, years, rounds] = [values.patients, values.years, values.rounds].map(Number) as [
  number,
  number,
  number,
]
const folder = values.folder ?? temporaryFolder()
mkdirSync(folder, { recursive: true })
const fresh = !existsSync(path.join(folder, 'portal-desk.db'))
const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }))
await migrate(desk.db)
const { clinics, providers } = placesOf(8)
if (fresh) {
  const events = await makeHospital(desk, {
    ...{ patients, events: 30 * years, days: years * 365 },
    ...{ clinics, providers },
  })
  console.log(`${events.toLocaleString('en')} events of ${patients.toLocaleString('en')} patients`)
  await rebuildAdoption(desk)
}
await publishFigures(desk)

const present = monthNumber(new Date().toISOString())
const ctxOf = (role: Role): StaffCtx => ({
  ...systemCtx({ ...desk, views: { write: async () => {} } }, 'bench', newId()),
  actor: { type: 'staff', id: stable('f', 1), name: 'Bench', role, sid: 'bench', authTime: new Date() },
})
type Span = { from: string; to: string; segment?: string }
const four: FigureCode[] = ['activated', 'accessed', 'active-30', 'calls']
const load: FigureCode[] = ['calls', 'lock-outs', 'resets']
const clinic = `clinic=${clinics[0]}`
const questions: Record<string, (ctx: StaffCtx, span: Span) => Promise<unknown>> = {
  'four figures': (ctx, span) => showView(showFigures, ctx, { ...span, figures: four }),
  'calls, lock-outs, resets': (ctx, span) => showView(showFigures, ctx, { ...span, figures: load }),
  'all figures': (ctx, span) => showView(showFigures, ctx, span),
  'all figures of a clinic': (ctx, span) => showView(showFigures, ctx, { ...span, segment: clinic }),
  'clinics by calls': (ctx, span) => showView(compare, ctx, { ...span, by: 'clinic', figure: 'calls' }),
  'providers by calls': (ctx, span) => showView(compare, ctx, { ...span, by: 'provider', figure: 'calls' }),
  'a clinic’s causes': (ctx, span) => showView(showClinic, ctx, { ...span, clinic: clinics[0]! }),
  'weeks (a year at most)': (ctx, span) => showView(showWeeks, ctx, { ...span, figures: ['calls'] }),
  'drawn: trend of use': (ctx, span) => showView(showTrend, ctx, { ...span, figures: four.slice(0, 3) }),
  'drawn: trend of load': (ctx, span) => showView(showTrend, ctx, { ...span, figures: load }),
  'drawn: equity gap': (ctx, span) => showView(showEquity, ctx, { ...span, by: 'age', figure: 'calls' }),
  'drawn: cohorts': (ctx, span) => showView(showCohorts, ctx, span),
}

const spanOf = (months: number): Span => ({ from: monthText(present - months + 1), to: monthText(present) })
const spans = [spanOf(12), spanOf(12 * years)]
async function processorMs(work: () => Promise<unknown>, times: number): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < times; i++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

console.log(
  ['processor ms'.padEnd(28), 'one year', `${years} years`, 'times'].map((t) => t.padStart(10)).join(''),
)
for (const role of ['manager', 'privacy-officer'] as const) {
  console.log(role)
  const ctx = ctxOf(role)
  // One asker asks more here than anybody may in a day.
  for (const [name, ask] of Object.entries(questions)) {
    const spent: [number[], number[]] = [[], []]
    for (const span of spans) await processorMs(() => ask(ctx, span), 5)
    for (let round = 0; round < rounds; round++)
      for (const [i, span] of spans.entries()) spent[i]!.push(await processorMs(() => ask(ctx, span), 5))
    const [one, all] = spent.map(median) as [number, number]
    console.log(
      [`  ${name}`.padEnd(28), one.toFixed(2), all.toFixed(2), (all / one).toFixed(2)]
        .map((t) => t.padStart(10))
        .join(''),
    )
  }
}
await closeDesk(desk)
if (!values.folder) rmSync(folder, { recursive: true, force: true })
