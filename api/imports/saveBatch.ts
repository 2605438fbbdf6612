import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { type Trx, transactAgain } from '../core/db/transact.ts'
import { text } from '../core/http/schema.ts'
import { hereOf } from '../patients/patientColumns.ts'
import { idByIdentifier } from '../patients/published.ts'
import { numbersOf } from '../patients/record.ts'
import { savePayer } from '../patients/updatePatient.ts'
import { patientToldOf, saveEntries } from '../records/saveEntries.ts'
import { patientImported } from './actions.ts'
import { type Batch, newWork, nothingDone, type Work } from './batch.ts'
import { checkVisit } from './checkVisit.ts'
import type { ReadItem } from './readSource.ts'
import { type PatientReference, type Place, type SourceItem, unnamedSource, type Warning } from './records.ts'
import { BatchMet, type Met, type Who } from './run.ts'
import { savePeople, takePerson } from './savePeople.ts'
import { saveSeen } from './saveSeen.ts'

interface Options {
  format: string
  dryRun?: boolean
}

/** Undoes a batch of a dry run, and says what it would have come to. */
class DryRun extends Error {
  readonly work: Work
  constructor(work: Work) {
    super('nothing is stored by a dry run')
    this.work = work
  }
}

/** Saves some records of a source in one transaction with what the log says of them. */
export async function saveBatch(
  ctx: Ctx,
  items: readonly ReadItem[],
  options: Options,
  met: Met,
): Promise<Batch> {
  if (items.length === 0) return nothingDone()
  const work = await transactAgain(ctx.desk.db, async (trx): Promise<Work> => {
    const made = await saveItems(trx, ctx, items, options, new BatchMet(met))
    if (options.dryRun) throw new DryRun(made)
    return made
  }).catch((error) => {
    if (error instanceof DryRun) return error.work
    throw error
  })
  work.met.keep(options.dryRun ?? false, work.created)
  return work.batch
}

async function saveItems(
  trx: Trx,
  ctx: Ctx,
  items: readonly ReadItem[],
  options: Options,
  met: BatchMet,
): Promise<Work> {
  const work = newWork(trx, ctx, met)
  const { batch, owners } = work
  const here = await hereOf(trx, ctx)
  await owners.lookUp(
    trx,
    ctx.desk.db,
    items.flatMap(({ checked }) => (checked && 'record' in checked ? numbersOf(checked.record) : [])),
  )
  for (const { item, checked } of items) {
    if ('fault' in item) batch.faults.push([item, item.fault])
    else if ('patient' in item) await takePerson(work, item, checked!, here)
    else if ('of' in item) {
      await savePeople(work)
      await takeApart(work, item)
    }
  }
  await savePeople(work)
  await saveSeen(work, options.dryRun ?? false)
  await saveClinical(work)
  const { created, updated, encounters, clinical } = batch.counts
  if (work.changed.size > 0)
    await record(trx, ctx, patientImported, {
      patientIds: [...work.changed],
      detail: { format: options.format, created, updated, encounters, ...(clinical > 0 && { clinical }) },
    })
  return work
}

const sharedName =
  'is what another patient’s was called by a source without a name; both stand. Name each source (--source)'

const olderWord = 'is older than what its source said before; what is here stays'

/** Writes what is said of the health of the people of a batch. Of those a dry run undid, all is new. */
async function saveClinical({ trx, ctx, met, batch, clinical, changed }: Work): Promise<void> {
  const undone = clinical.filter(({ patientId }) => met.before.undone.has(patientId))
  batch.counts.clinical += undone.length
  const kept = clinical.filter(({ patientId }) => !met.before.undone.has(patientId))
  const touched = await saveEntries(trx, ctx, kept, {
    shared: ({ warn }) => warn('id', sharedName),
    older: ({ warn }) => warn('meta.lastUpdated', olderWord),
  })
  for (const [patientId, count] of touched) {
    batch.counts.clinical += count
    changed.add(patientId)
  }
}

/** Whom a reference means: somebody, or nobody, of this import; nothing where it knows of none. */
async function whoIs(
  { trx, met }: Work,
  { file, of }: Place & { of: PatientReference },
): Promise<Who | undefined> {
  if ('whoeverItWasSaidOf' in of) return undefined
  if ('entry' in of) return met.atPlace(file, of.entry)
  if ('id' in of) return met.called(of.id)
  // What is said of a record that was put aside is not said of whoever has its number on file (2026-11-27).
  if (met.isPutAside(of.number)) return {}
  const patientId = await idByIdentifier(trx, of.number)
  return patientId === undefined ? undefined : { patientId }
}

/**
 * Of whom something was said that its source takes back now. It does so without the patient where only what changed is told; what
 * replaces something is not taken in so, since it may be another's now (2026-11-28).
 */
async function whoseTakenBack({ trx, ctx }: Work, item: SourceItem): Promise<string | undefined> {
  if (!('clinical' in item) || !item.clinical.withdrawn || item.clinical.issuer === unnamedSource)
    return undefined
  return patientToldOf(trx, ctx, item.clinical)
}

const payerText = text(100)

/** What stands apart from its patient: a visit, which waits to be written with others, or who pays. */
async function takeApart(work: Work, item: SourceItem & { of: PatientReference }): Promise<void> {
  const { trx, ctx, met, batch } = work
  const warnings: Warning[] = [...(item.warnings ?? [])]
  batch.warnings.push([item, warnings])
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const who = await whoIs(work, item)
  const patientId = who?.patientId ?? (await whoseTakenBack(work, item))
  if (!patientId)
    warn(
      'payer' in item ? 'beneficiary' : 'subject',
      who ? 'is a record that was not taken in, or one of two called alike' : 'is no patient of this import',
    )
  else if ('clinical' in item) {
    const unnamed = item.clinical.issuer === unnamedSource
    work.clinical.push({ patientId, given: item.clinical, unnamed, warn })
  } else if ('visit' in item) {
    const visit = checkVisit(item.visit, warn)
    if (visit) work.visits.push({ patientId, visit })
  } else if (
    'payer' in item &&
    !met.before.undone.has(patientId) &&
    payerText.safeParse(item.payer).success
  ) {
    if (await savePayer(trx, ctx, patientId, item.payer)) work.changed.add(patientId)
  }
}
