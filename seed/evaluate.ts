import { parseArgs } from 'node:util'
import { type Evaluation, evaluateAccess, together } from './evaluateAccess.ts'

const usage =
  'npm run evaluate:privacy -- [--seed 2,4] [--patients 30000] [--people 30] [--days 365] [--json]\nmeasures the rules of unusual access against a synthetic year in which all snooping is known\n'

const option = { type: 'string' } as const
const { values } = parseArgs({
  options: { seed: option, patients: option, people: option, days: option, json: { type: 'boolean' } },
})

function number(name: string, value: string, least: number, most: number) {
  const given = Number(value)
  if (Number.isInteger(given) && given >= least && given <= most) return given
  process.stderr.write(`--${name} must be a whole number from ${least} to ${most}\n\n${usage}`)
  process.exit(1)
}

const showProgress = (step: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${step}`)
}

function table(e: Evaluation): string {
  const percent = (n: number, of: number) => (of === 0 ? '–' : `${Math.round((100 * n) / of)} %`)
  const line = (...cells: (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(10))).join('')
  const row = (name: string, { planted, found, alerts, right }: Evaluation['rules'][number] | Evaluation) =>
    line(name, planted, found, percent(found, planted), alerts, right, percent(right, alerts))
  return [
    line('rule', 'planted', 'found', 'recall', 'alerts', 'right', 'precision'),
    ...e.rules.map((rule) => row(rule.rule, rule)),
    row('any rule', e),
    '',
    ...e.goals.map(
      ({ goal, least, most, is, met }) =>
        `${met ? 'met   ' : 'MISSED'}  ${goal}: ${is} (${least === undefined ? `at most ${most}` : `at least ${least}`})`,
    ),
    '',
    `${e.seeds.length > 1 ? 'seeds' : 'seed'} ${e.seeds.join(', ')}: ${e.accesses} accesses, ${e.plantedPer10k} planted and ${e.alertsPer10k} alerts per 10,000 accesses`,
  ].join('\n')
}

const options = {
  patients: number('patients', values.patients ?? '30000', 500, 1_000_000),
  people: number('people', values.people ?? '30', 12, 1000),
  days: number('days', values.days ?? '365', 90, 3650),
  callsADay: 15,
  ofEachKind: 3,
  onProgress: showProgress,
}
// Not 1: the thresholds were chosen with that.
const seeds = (values.seed ?? '2').split(',').map((seed) => number('seed', seed, 0, 2 ** 31))
const years: Evaluation[] = []
const show = (e: Evaluation) => process.stdout.write(`${values.json ? JSON.stringify(e) : table(e)}\n`)
for (const seed of seeds) {
  const year = await evaluateAccess({ ...options, seed })
  years.push(year)
  showProgress('')
  show(year)
}
if (years.length > 1) show(together(years))
