import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { readFhirBundles, readFhirNdjson } from './fhir.ts'
import type { SourceItem } from './records.ts'
import { saveOne } from './saveOne.ts'
import { readSyntheaCsv } from './syntheaCsv.ts'

export const patientImported: Action = {
  name: 'patient.imported',
  letter: 'U',
  words: {
    en: 'Updated the patient’s record from the hospital’s system',
    es: 'Actualizó los datos del paciente desde el sistema del hospital',
  },
  watch: 'nothing',
}

export const formats = {
  'synthea-csv': readSyntheaCsv,
  'fhir-ndjson': readFhirNdjson,
  'fhir-bundle': readFhirBundles,
} as const
export type ImportFormat = keyof typeof formats

export interface ImportOptions {
  format: ImportFormat
  path: string
  dryRun?: boolean
  /** Gives each person without an e-mail address one, for tests: `{mrn}` is replaced. */
  emailPattern?: string
  onProgress?: (report: ImportReport) => void
  onRejected?: (rejection: Rejection) => void
}
export interface Rejection {
  file: string
  line: number
  reason: string
}
export interface ImportReport {
  format: ImportFormat
  dryRun: boolean
  read: number
  created: number
  updated: number
  unchanged: number
  rejected: number
  encounters: number
  rejections: Rejection[]
}

const batchSize = 100

/** What a batch came to. */
interface Batch {
  counts: { created: number; updated: number; unchanged: number; encounters: number }
  ids: string[]
  faults: [SourceItem, string][]
}

/** Undoes a batch of a dry run, and says what it would have come to. */
class DryRun extends Error {
  readonly batch: Batch
  constructor(batch: Batch) {
    super('nothing is stored by a dry run')
    this.batch = batch
  }
}

/**
 * Brings people in, found again by their identifiers: a second run of the same source changes nothing. A record
 * that breaks a rule is reported with file, line and reason, and the rest goes on. Each batch is one transaction
 * with its audit record.
 */
export async function importPatients(ctx: Ctx, options: ImportOptions): Promise<ImportReport> {
  const report: ImportReport = {
    format: options.format,
    dryRun: options.dryRun ?? false,
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    encounters: 0,
    rejections: [],
  }
  const seen = new Set<string>()
  const names = new Map<string, string>()
  const reject = (item: SourceItem, reason: string) => {
    const rejection = { file: item.file, line: item.line, reason }
    report.rejected++
    report.rejections.push(rejection)
    options.onRejected?.(rejection)
  }

  const save = async (batch: SourceItem[]): Promise<void> => {
    const outcome = await transact(ctx.desk.db, async (trx): Promise<Batch> => {
      const counts = { created: 0, updated: 0, unchanged: 0, encounters: 0 }
      const changed: string[] = []
      const ids: string[] = []
      const faults: [SourceItem, string][] = []
      for (const item of batch) {
        if ('fault' in item) {
          faults.push([item, item.fault])
          continue
        }
        const result = await saveOne(trx, ctx, item.patient, options.emailPattern, names, seen, ids)
        if ('fault' in result) faults.push([item, result.fault])
        else {
          counts[result.change]++
          counts.encounters += result.encounters
          if (result.change !== 'unchanged' || result.encounters > 0) changed.push(result.id)
        }
      }
      if (changed.length)
        await record(trx, ctx, patientImported, {
          patientIds: changed,
          detail: {
            format: options.format,
            created: counts.created,
            updated: counts.updated,
            encounters: counts.encounters,
          },
        })
      if (options.dryRun) throw new DryRun({ counts, ids, faults })
      return { counts, ids, faults }
    }).catch((error) => {
      if (error instanceof DryRun) return error.batch
      throw error
    })
    for (const key of ['created', 'updated', 'unchanged', 'encounters'] as const)
      report[key] += outcome.counts[key]
    for (const id of outcome.ids) seen.add(id)
    for (const [item, reason] of outcome.faults) reject(item, reason)
    // Rolled-back rows must not be taken for stored ones.
    if (options.dryRun) names.clear()
  }

  let batch: SourceItem[] = []
  for await (const item of formats[options.format](options.path)) {
    report.read++
    batch.push(item)
    if (batch.length < batchSize) continue
    await save(batch)
    batch = []
    options.onProgress?.(report)
  }
  await save(batch)
  options.onProgress?.(report)
  return report
}
