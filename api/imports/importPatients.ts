import { hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { inBulk } from '../core/db/bulk.ts'
import { isServed } from '../core/db/lockFile.ts'
import { sqliteFile } from '../core/db/open.ts'
import { mrnIssuersOf, readPolicy, systemsIn } from '../core/policy.ts'
import { numbersWaiting } from './conflicts/said.ts'
import type { ColumnMap } from './csv/columnMap.ts'
import type { ImportFormat } from './formats.ts'
import { markMerged } from './markMerged.ts'
import { type ReadItem, readSource, type Source } from './readSource.ts'
import type { Place, SourceItem, Warning } from './records.ts'
import { hold, type ImportReport, type Told } from './report.ts'
import { nobodyMet, tokenOf } from './run.ts'
import { saveBatch } from './saveBatch.ts'
import { shortNumbered } from './shortNumbers.ts'

export interface ImportOptions {
  format: ImportFormat
  path: string
  dryRun?: boolean
  /** Who issued the numbers that the records do not say an issuer of: a URI, the same at every run of one source. */
  source?: string | undefined
  /** For `csv`: which of its columns is what. */
  columnMap?: ColumnMap | undefined
  /** Gives each person without an e-mail address one, for tests: `{mrn}` is replaced. */
  emailPattern?: string | undefined
  onProgress?: (report: ImportReport) => void
  /** Hears of all that was not taken, as it is met: the report holds the first of it. */
  onTold?: (told: Told) => void
}

/**
 * One transaction. Beside a server on SQLite so few that it waits for the write lock no longer than for a look of its own; else more, since
 * each waits for the disk once (2026-11-27).
 */
const together = { besideServer: 250, else: 1_000 }
/** Of how many rows a dry run says which fields the map filled. */
const mappedShown = 3

/**
 * Brings people in, found again by their identifiers: a second run of the same source changes nothing. A record that breaks
 * a rule is reported with its place and the reason, has stored nothing, and the rest goes on; so does a file. Each batch is
 * one transaction with its audit record. A dry run does the same, undoes it, and counts alike.
 */
export const importPatients = (ctx: Ctx, options: ImportOptions): Promise<ImportReport> =>
  inBulk(ctx.desk.db, () => bringIn(ctx, options))

async function bringIn(ctx: Ctx, options: ImportOptions): Promise<ImportReport> {
  const report: ImportReport = {
    format: options.format,
    dryRun: options.dryRun ?? false,
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    putAside: 0,
    encounters: 0,
    clinical: 0,
    rejections: [],
    warnings: [],
    fileFaults: [],
    leftAlone: [],
    more: { rejections: 0, warnings: 0, fileFaults: 0, leftAlone: 0 },
    ...(options.dryRun && options.columnMap && { mapped: [] }),
  }
  const met = nobodyMet()
  for (const number of await numbersWaiting(ctx.desk.db.read, ctx)) met.putAside.add(tokenOf(number))
  const tell = (told: Told) => {
    hold(report, told)
    options.onTold?.(told)
  }
  const reject = (item: SourceItem, reason: string) => {
    report.rejected++
    tell({ kind: 'rejected', ...placeOf(item), reason })
  }
  const warn = (at: Place, given: readonly Warning[] = []) => {
    for (const warning of given) tell({ kind: 'warning', ...placeOf(at), ...warning })
  }
  const save = async (batch: ReadItem[]): Promise<void> => {
    const outcome = await saveBatch(ctx, batch, options, met)
    for (const key of ['created', 'updated', 'unchanged', 'encounters', 'clinical', 'putAside'] as const)
      report[key] += outcome.counts[key]
    for (const [item, reason] of outcome.faults) reject(item, reason)
    for (const [item, warnings] of outcome.warnings) warn(item, warnings)
  }

  const file = sqliteFile(ctx.desk.config.databaseUrl)
  let batch: ReadItem[] = []
  /*
   * PostgreSQL writes one batch while the next comes from the thread that reads. SQLite writes in this thread, and a server beside it
   * wants the time between (2026-11-27).
   */
  let writing: Promise<void> | undefined
  const write = async (ready: ReadItem[]) => {
    await writing
    writing = save(ready)
    // Its failure is told where it is waited for.
    writing.catch(() => {})
    if (file) await writing
  }
  const collect = async (one: ReadItem) => {
    const { item } = one
    if ('fileFault' in item) tell({ kind: 'file', ...placeOf(item), reason: item.fileFault })
    else if ('leftAlone' in item) tell({ kind: 'left-alone', file: item.file, reason: item.leftAlone })
    else if ('nothing' in item) warn(item, item.warnings)
    else {
      if ('patient' in item || 'fault' in item) report.read++
      if (report.mapped && 'fields' in item && item.fields && report.mapped.length < mappedShown)
        report.mapped.push({ ...placeOf(item), fields: item.fields })
      batch.push(one)
    }
    if (batch.length % together.besideServer !== 0) return
    if (batch.length < together.else && !(file && isServed(file))) return
    await write(batch)
    batch = []
    options.onProgress?.(report)
  }
  try {
    for await (const one of readSource(await sourceOf(ctx, options))) await collect(one)
    await write(batch)
  } finally {
    await writing
  }
  warn({ file: options.path.split('/').at(-1)! }, await markMerged(ctx, met, report.dryRun))
  options.onProgress?.(report)
  return report
}

const placeOf = ({ file, line, entry }: Place): Place => ({
  file,
  ...(line !== undefined && { line }),
  ...(entry !== undefined && { entry }),
})

async function sourceOf(ctx: Ctx, options: ImportOptions): Promise<Source> {
  const { format, path, source, columnMap, emailPattern } = options
  const policy = await readPolicy(ctx.desk.db.read)
  const { timeZone, homeCountry: home } = policy
  const mrnIssuers = mrnIssuersOf(policy)
  return {
    ...{ format, path, source, columnMap, emailPattern, timeZone, home },
    mrnIssuers,
    shortNumbered: await shortNumbered(
      ctx.desk.db.read,
      mrnIssuers?.filter((issuer) => !systemsIn(policy.nineDigitIssuers).includes(issuer)),
    ),
    today: hospitalDay(ctx.now(), timeZone),
  }
}
