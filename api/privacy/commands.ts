import { existsSync } from 'node:fs'
import { type Commands, need, showProgress, type Values } from '../core/command.ts'
import { Invalid } from '../core/errors.ts'
import { importAbsences, importRecords, type RecordsReport } from '../staff/records/importRecords.ts'
import { watchAccess } from './monitor/watchAccess.ts'

export const privacyUsage = `  privacy score                    scores every day that is over, where no server runs
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
