import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { FileFault } from '../imports/read/bytes.ts'
import { linesOf } from '../imports/read/lines.ts'
import { idsByMrn } from '../patients/published.ts'
import { lineReader, type Read } from './eventLine.ts'
import { noteEvents } from './noteEvents.ts'

export const eventsImported: Action = {
  name: 'adoption.events-imported',
  letter: 'C',
  words: { en: 'Imported activity from another portal', es: 'Importó actividad de otro portal' },
  watch: 'nothing',
}

export interface EventsReport {
  /** Lines that hold anything. */
  read: number
  noted: number
  /** Of patients who are not on record, or whose number two bear: they are counted once the patient is. */
  waiting: number
  rejected: number
  dryRun: boolean
}

const linesAtOnce = 2_000
const insertWaiting = insertRows(
  'adoption_waiting',
  ['mrn', 'id', 'kind', 'at', 'value', 'amends', 'told_at'],
  ['mrn', 'id'],
)

/**
 * Notes acts an outside portal tells of, from a file of NDJSON, plain or gzip: see README.md for its lines. A line that breaks
 * a rule is reported with its number and left out; the others go on. Each batch is in the log with what had come in by then,
 * in the transaction that stores it. A dry run gives the same counts and stores nothing.
 * @returns the counts, and what kept the file from being read to its end.
 */
export async function importEvents(
  ctx: Ctx,
  file: string,
  options: {
    dryRun?: boolean
    onProgress?: (read: number) => void
    onRejected?: (line: number, reason: string) => void
  } = {},
): Promise<EventsReport & { failed: string | null }> {
  const report: EventsReport = { read: 0, noted: 0, waiting: 0, rejected: 0, dryRun: options.dryRun ?? false }
  const read = await lineReader(ctx)
  let good: Exclude<Read, { reason: string }>[] = []
  const flush = async () => {
    const batch = good
    good = []
    await transact(ctx.desk.db, async (trx) => {
      const { noted, waiting } = await save(trx, ctx, batch, report.dryRun)
      report.noted += noted
      report.waiting += waiting
      if (!report.dryRun) await record(trx, ctx, eventsImported, { detail: { ...report } })
    })
    options.onProgress?.(report.read)
  }
  let failed: string | null = null
  try {
    for await (const { line, text } of linesOf(file)) {
      report.read++
      const one = read(text)
      if ('reason' in one) {
        report.rejected++
        options.onRejected?.(line, one.reason)
      } else good.push(one)
      if (good.length >= linesAtOnce) await flush()
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    failed = error.message
  }
  await flush()
  if (report.read === 0) failed ??= 'nothing was read'
  return { ...report, failed }
}

async function save(
  trx: Trx,
  ctx: Ctx,
  batch: readonly Exclude<Read, { reason: string }>[],
  dryRun: boolean,
) {
  const patients = await idsByMrn(
    trx,
    batch.map(({ mrn }) => mrn),
  )
  const noted = batch.flatMap(({ mrn, event }) => {
    const patientId = patients.get(mrn)
    return patientId ? [{ ...event, patientId }] : []
  })
  if (dryRun) return { noted: noted.length, waiting: batch.length - noted.length }
  await noteEvents(trx, noted)
  const waiting = new Map(
    batch
      .filter(({ mrn }) => !patients.has(mrn))
      .map(({ mrn, event: { value = null, amends = null, ...event } }) => [
        `${mrn}\n${event.id}`,
        { mrn, ...event, value, amends, told_at: ctx.now().toISOString() },
      ]),
  )
  await insertWaiting(trx, [...waiting.values()])
  return { noted: noted.length, waiting: batch.length - noted.length }
}
