import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Owners } from '../patients/owners.ts'
import type { VisitOf } from '../patients/saveVisits.ts'
import type { EntryOf } from '../records/saveEntries.ts'
import type { SourceItem, Warn, Warning } from './records.ts'
import type { BatchMet } from './run.ts'
import type { Waiting } from './savePeople.ts'

/** What a batch came to. */
export interface Batch {
  counts: {
    created: number
    updated: number
    unchanged: number
    encounters: number
    clinical: number
    putAside: number
  }
  faults: [SourceItem, string][]
  warnings: [SourceItem, Warning[]][]
}

export const nothingDone = (): Batch => ({
  counts: { created: 0, updated: 0, unchanged: 0, encounters: 0, clinical: 0, putAside: 0 },
  faults: [],
  warnings: [],
})

/** A batch under way in its transaction. */
export interface Work {
  trx: Trx
  ctx: Ctx
  met: BatchMet
  owners: Owners
  batch: Batch
  /** People, and visits of people on file, that wait to be written together. */
  waiting: Waiting[]
  visits: VisitOf[]
  /** What is said of the health of people on file. */
  clinical: (EntryOf & { warn: Warn })[]
  changed: Set<string>
  created: string[]
}

export const newWork = (trx: Trx, ctx: Ctx, met: BatchMet): Work => ({
  ...{ trx, ctx, met, owners: new Owners(), batch: nothingDone() },
  ...{ waiting: [], visits: [], clinical: [], changed: new Set(), created: [] },
})
