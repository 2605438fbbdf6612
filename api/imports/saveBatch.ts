import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { text } from '../core/http/schema.ts'
import { closeAccess } from '../logins/closeAccess.ts'
import { idByIdentifier } from '../patients/published.ts'
import { markReplaced, savePayer } from '../patients/savePatient.ts'
import { keyOf, saveVisits } from '../patients/saveVisits.ts'
import { checkVisit } from './checkVisit.ts'
import type { PatientReference, SourceItem, Warning } from './records.ts'
import { BatchMet, type Met } from './run.ts'
import { saveOne } from './saveOne.ts'

export const patientImported: Action = {
  name: 'patient.imported',
  letter: 'U',
  words: {
    en: 'Updated the patient’s record from the hospital’s system',
    es: 'Actualizó los datos del paciente desde el sistema del hospital',
  },
  watch: 'nothing',
}
export const recordPutAside: Action = {
  name: 'patient.record-put-aside',
  letter: 'C',
  words: {
    en: 'Set aside an incoming record that has this patient’s number but seems to be someone else’s',
    es: 'Apartó un registro recibido que tiene el número de este paciente y parece de otra persona',
  },
  watch: 'nothing',
}

/** What a batch came to. */
export interface Batch {
  counts: { created: number; updated: number; unchanged: number; encounters: number; putAside: number }
  faults: [SourceItem, string][]
  warnings: [SourceItem, Warning[]][]
}
interface Options {
  format: string
  dryRun?: boolean
  emailPattern?: string | undefined
  today: string
}

/** Undoes a batch of a dry run, and says what it would have come to. */
class DryRun extends Error {
  readonly batch: [Batch, BatchMet, string[]]
  constructor(batch: [Batch, BatchMet, string[]]) {
    super('nothing is stored by a dry run')
    this.batch = batch
  }
}

/** Saves some records of a source in one transaction with what the log says of them. */
export async function saveBatch(ctx: Ctx, items: SourceItem[], options: Options, met: Met): Promise<Batch> {
  if (items.length === 0)
    return {
      counts: { created: 0, updated: 0, unchanged: 0, encounters: 0, putAside: 0 },
      faults: [],
      warnings: [],
    }
  const [batch, own, created] = await transact(
    ctx.desk.db,
    async (trx): Promise<[Batch, BatchMet, string[]]> => {
      const seen = new BatchMet(met)
      const made = await saveItems(trx, ctx, items, options, seen)
      if (options.dryRun) throw new DryRun(made)
      return made
    },
  ).catch((error) => {
    if (error instanceof DryRun) return error.batch
    throw error
  })
  own.keep(options.dryRun ?? false, created)
  return batch
}

async function saveItems(
  trx: Trx,
  ctx: Ctx,
  items: SourceItem[],
  options: Options,
  met: BatchMet,
): Promise<[Batch, BatchMet, string[]]> {
  const counts = { created: 0, updated: 0, unchanged: 0, encounters: 0, putAside: 0 }
  const batch: Batch = { counts, faults: [], warnings: [] }
  const changed = new Set<string>()
  const created: string[] = []
  for (const item of items) {
    if ('fault' in item) batch.faults.push([item, item.fault])
    else if ('patient' in item) {
      const result = await saveOne(
        trx,
        ctx,
        item.patient,
        item,
        { emailPattern: options.emailPattern, ...options },
        met,
      )
      if ('fault' in result) {
        batch.faults.push([item, result.fault])
        if (!result.putAside) continue
        counts.putAside++
        await record(trx, ctx, recordPutAside, { patientIds: result.putAside, outcome: 'failure' })
      } else {
        batch.warnings.push([item, [...(item.warnings ?? []), ...result.warnings]])
        counts[result.change]++
        counts.encounters += result.encounters
        if (result.change === 'created') created.push(result.id)
        if (result.change !== 'unchanged' || result.encounters > 0) changed.add(result.id)
      }
    } else if ('of' in item) {
      const patientId = await ownerOf(trx, item.of, met)
      const warnings = [...(item.warnings ?? [])]
      if (!patientId)
        warnings.push({
          field: 'visit' in item ? 'subject' : 'beneficiary',
          rule: 'is no patient of this import',
        })
      else if (await saveApart(trx, ctx, item, patientId, counts, met, warnings)) changed.add(patientId)
      batch.warnings.push([item, warnings])
    }
  }
  if (changed.size > 0)
    await record(trx, ctx, patientImported, {
      patientIds: [...changed],
      detail: {
        format: options.format,
        created: counts.created,
        updated: counts.updated,
        encounters: counts.encounters,
      },
    })
  return [batch, met, created]
}

const payerText = text(100)

/** What stands apart from its patient: a visit, or who pays. @returns whether it changed anything */
async function saveApart(
  trx: Trx,
  ctx: Ctx,
  item: SourceItem & { of: PatientReference },
  patientId: string,
  counts: Batch['counts'],
  met: BatchMet,
  warnings: Warning[],
): Promise<boolean> {
  const undone = met.before.undone.has(patientId)
  if ('payer' in item)
    return !undone && payerText.safeParse(item.payer).success && savePayer(trx, ctx, patientId, item.payer)
  const visit =
    'visit' in item ? checkVisit(item.visit, (field, rule) => warnings.push({ field, rule })) : undefined
  if (!visit) return false
  if (!undone) {
    const saved = await saveVisits(trx, ctx, patientId, [visit], met.own.places)
    counts.encounters += saved
    return saved > 0
  }
  // The patient was created by this dry run and undone, so their visits cannot be stored: they are counted.
  const key = `${patientId} ${keyOf(visit)}`
  if (!visit.withdrawn && !met.before.undoneVisits.has(key) && !met.own.undoneVisits.has(key))
    counts.encounters++
  met.own.undoneVisits.add(key)
  return false
}

async function ownerOf(trx: Trx, of: PatientReference, met: BatchMet): Promise<string | undefined> {
  return 'id' in of ? met.patientCalled(of.id) : idByIdentifier(trx, of.number)
}

/** Points records that were merged to those that took their place. @returns what the source calls those not to be found */
export async function markMerged(ctx: Ctx, met: Met, dryRun: boolean): Promise<string[]> {
  const unknown: string[] = []
  for (const [id, successor] of met.replaced) {
    const by = met.byId.get(successor)
    if (!by || by === id) unknown.push(successor)
    else if (!dryRun)
      await transact(ctx.desk.db, async (trx) => {
        if (!(await markReplaced(trx, ctx, id, by))) return
        await closeAccess(trx, ctx, id)
        await record(trx, ctx, patientImported, { patientIds: [id, by], fields: ['replacedBy'] })
      })
  }
  return unknown
}
