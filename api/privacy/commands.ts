import { existsSync } from 'node:fs'
import { type Commands, need, showProgress, type Values } from '../core/command.ts'
import { Invalid } from '../core/errors.ts'
import { importAbsences, importRecords, type RecordsReport } from '../staff/records/importRecords.ts'
import { watchAccess } from './monitor/watchAccess.ts'

export const privacyUsage = `  privacy score                    scores every day that is over, where no server runs
  privacy evaluate [--seed 2] [--patients 30000] [--people 30] [--days 365]
                                   measures the rules against a synthetic year in which all snooping is known
  staff records --path FILE.csv    what the personnel office knows: birth dates, hours, departments, last days
  staff absences --path FILE.csv   email,from,to,kind
`

export const privacyCommands: Commands = {
  async 'privacy score'(ctx) {
    const days = await watchAccess(ctx.desk, { onDay: showProgress })
    showProgress('\n')
    return {
      json: { days },
      text: days.length ? `${days.length} days scored, to ${days.at(-1)}` : 'nothing to score',
    }
  },
  async 'privacy evaluate'(_, values) {
    const number = (name: string, usual: number, least: number, most: number) => {
      const given = values[name] === undefined ? usual : Number(values[name])
      if (!Number.isInteger(given) || given < least || given > most)
        throw new Invalid({ [`--${name}`]: `must be a whole number from ${least} to ${most}` })
      return given
    }
    // The generator is no part of the server: it is loaded only here.
    const { evaluateAccess } = await import('../../seed/evaluateAccess.ts')
    const result = await evaluateAccess({
      // Not 1: the thresholds were chosen with that.
      seed: number('seed', 2, 0, 2 ** 31),
      patients: number('patients', 30_000, 500, 1_000_000),
      people: number('people', 30, 12, 1000),
      days: number('days', 365, 90, 3650),
      callsADay: 15,
      ofEachKind: 3,
      onProgress: showProgress,
    })
    showProgress('\n')
    return { json: result, text: table(result) }
  },
  'staff records': async (ctx, values) => told(await importRecords(ctx, existing(values))),
  'staff absences': async (ctx, values) => told(await importAbsences(ctx, existing(values))),
}

function existing(values: Values): string {
  const path = need(values, 'path')
  if (!existsSync(path)) throw new Invalid({ path: 'does not exist' })
  return path
}

function told(report: RecordsReport) {
  for (const { line, reason } of report.rejected) process.stderr.write(`line ${line} rejected: ${reason}\n`)
  return {
    json: report,
    text: `${report.read} read: ${report.stored} stored, ${report.rejected.length} rejected`,
  }
}

type Evaluation = Awaited<ReturnType<typeof import('../../seed/evaluateAccess.ts')['evaluateAccess']>>

function table(e: Evaluation): string {
  const percent = (n: number, of: number) => (of === 0 ? '–' : `${Math.round((100 * n) / of)} %`)
  const line = (...cells: (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(10))).join('')
  return [
    line('rule', 'planted', 'found', 'recall', 'alerts', 'right', 'precision'),
    ...e.rules.map((r) =>
      line(
        r.rule,
        r.planted,
        r.found,
        percent(r.found, r.planted),
        r.alerts,
        r.right,
        percent(r.right, r.alerts),
      ),
    ),
    line(
      'any rule',
      e.planted,
      e.found,
      percent(e.found, e.planted),
      e.alerts,
      e.right,
      percent(e.right, e.alerts),
    ),
    '',
    `seed ${e.seed}: ${e.accesses} accesses, ${e.plantedPer10k} planted and ${e.alertsPer10k} alerts per 10,000 accesses`,
  ].join('\n')
}
