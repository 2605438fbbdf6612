import { readFileSync, statSync } from 'node:fs'
import { recordView } from '../audit/recordView.ts'
import { hospitalClock, hospitalDay } from '../core/calendar.ts'
import { type Commands, need, sayAside, showProgress, type Values } from '../core/command.ts'
import { CommitUnknown } from '../core/db/fault.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { listConflicts } from './conflicts/listConflicts.ts'
import { conflictsWaiting } from './conflicts/queries.ts'
import { dateForms, readColumnMap } from './csv/columnMap.ts'
import { importTimes, timesFailure } from './fhir/times.ts'
import { formats, type ImportFormat } from './formats.ts'
import { importPatients } from './importPatients.ts'
import { openRejects } from './rejectsFile.ts'
import { failureOf, saidOf, saidOfMapped, summaryOf } from './report.ts'

export const importsUsage = `  import patients --format ${Object.keys(formats).join('|')} --path P [--source URI] [--dry-run]
                  [--map FILE] [--column 'THEIRS=ours' …] [--dates M/D/YYYY]    for csv: docs/import.md
                  [--rejects FILE] [--email-pattern '{mrn}@example.test']
  import times --path F [--source URI]   times for visits: FHIR Slots with their Schedules, one a line
  import conflicts                 records put aside, since their number belongs to somebody else
`

const optional = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Of a batch whose COMMIT was not answered nobody knows; nobody has to, since an import finds what it stored and changes nothing of it. */
function sayHowToGoOn(error: unknown): never {
  if (error instanceof CommitUnknown)
    throw new Error(
      'The database did not say whether the last records were stored. Run the same import again: what was stored stays as it is, and the rest comes in.',
      { cause: error },
    )
  throw error
}

export const importsCommands: Commands = {
  async 'import patients'(ctx, values) {
    const format = need(values, 'format')
    if (!(format in formats))
      throw new Invalid({ format: `must be one of ${Object.keys(formats).join(', ')}` })
    const path = need(values, 'path')
    const kind = statSync(path, { throwIfNoEntry: false })
    if (!kind) throw new Invalid({ path: 'does not exist' })
    if (!kind.isFile() && !kind.isDirectory()) throw new Invalid({ path: 'must be a file or a folder' })
    const columnMap = format === 'csv' ? columnMapOf(values) : undefined
    const rejects = openRejects(optional(values.rejects), path)
    const report = await importPatients(ctx, {
      format: format as ImportFormat,
      path,
      dryRun: values['dry-run'] === true,
      source: optional(values.source),
      columnMap,
      emailPattern: optional(values['email-pattern']),
      onProgress: (r) =>
        showProgress(`${r.read} read, ${r.created} created, ${r.updated} updated, ${r.rejected} rejected`),
      onTold: (told) => {
        rejects?.add(told)
        sayAside(saidOf(told))
      },
    })
      .catch(sayHowToGoOn)
      .finally(() => rejects?.close())
    showProgress('\n')
    for (const row of report.mapped ?? []) sayAside(saidOfMapped(row))
    // What was brought in stands whatever became of the list of what was not: the answer tells of both.
    const failed = [failureOf(report), rejects?.fault].filter(Boolean).join('; ') || undefined
    return {
      json: { ...report, failed: failed ?? null },
      text: summaryOf(report, failed),
      bad: failed !== undefined,
    }
  },
  async 'import times'(ctx, values) {
    const file = need(values, 'path')
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Invalid({ path: 'must be a file' })
    const { timeZone, homeCountry } = await readPolicy(ctx.desk.db.read)
    const report = await importTimes(ctx, file, {
      source: optional(values.source),
      mrnIssuers: undefined,
      clock: hospitalClock(timeZone),
      carried: new Set(),
      home: homeCountry,
      today: hospitalDay(ctx.now(), timeZone),
    }).catch(sayHowToGoOn)
    const { opened, closed, unchanged, kept, rejected, rejects } = report
    for (const { line, why } of rejects) sayAside(`line ${line}: ${why}`)
    const failed = timesFailure(report)
    const counts = `${opened} opened, ${closed} closed, ${unchanged} unchanged, ${kept} kept since they are booked here, ${rejected} rejected`
    return {
      json: { ...report, failed: failed ?? null },
      text: failed ? `${counts}\nfailed: ${failed}` : counts,
      bad: failed !== undefined,
    }
  },
  async 'import conflicts'(ctx) {
    const waiting = await conflictsWaiting(ctx.desk.db.read)
    await recordView(ctx, listConflicts, {
      patientIds: [...new Set(waiting.flatMap((c) => [c.patient_id, c.other_patient_id ?? []].flat()))],
      detail: { rows: waiting.length },
    })
    return {
      json: waiting,
      text: [
        `${waiting.length} records wait for a decision`,
        ...waiting.map((c) =>
          [c.found_at, c.reason, c.patient_id, c.other_patient_id ?? '', `${c.file} ${c.place}`]
            .filter(Boolean)
            .join('  '),
        ),
      ].join('\n'),
    }
  },
}

function columnMapOf(values: Values) {
  const file = optional(values.map)
  const flags = Array.isArray(values.column) ? values.column : []
  if (!file && flags.length === 0)
    throw new Invalid({ '--map': 'is needed for csv: which of its columns is what (docs/import.md)' })
  const dates = optional(values.dates)
  if (dates && !(dates in dateForms))
    throw new Invalid({ '--dates': `must be one of ${Object.keys(dateForms).join(', ')}` })
  return readColumnMap(file && jsonOf(file), flags, dates)
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Invalid({ '--map': 'must be a file of JSON' })
  }
}
