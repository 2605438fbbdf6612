import { noteEvents } from '../adoption/noteEvents.ts'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { emailKey } from '../patients/fold.ts'
import { savePatient } from '../patients/savePatient.ts'
import { readFhirBundles, readFhirNdjson } from './fhir.ts'
import { acceptable, type SourceItem, type SourcePatient, type SourceProvider } from './records.ts'
import { readSyntheaCsv } from './syntheaCsv.ts'

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
class RollBack extends Error {}

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
    const outcome = await transact(ctx.desk.db, async (trx) => {
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
        await record(trx, ctx, 'patient.imported', {
          patientIds: changed,
          detail: {
            format: options.format,
            created: counts.created,
            updated: counts.updated,
            encounters: counts.encounters,
          },
        })
      if (options.dryRun) throw Object.assign(new RollBack(), { outcome: { counts, ids, faults } })
      return { counts, ids, faults }
    }).catch((error) => {
      if (error instanceof RollBack)
        return (
          error as RollBack & {
            outcome: {
              counts: { created: number; updated: number; unchanged: number; encounters: number }
              ids: string[]
              faults: [SourceItem, string][]
            }
          }
        ).outcome
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

type Saved =
  | { id: string; change: 'created' | 'updated' | 'unchanged'; encounters: number }
  | { fault: string }

async function saveOne(
  trx: Trx,
  ctx: Ctx,
  source: SourcePatient,
  emailPattern: string | undefined,
  names: Map<string, string>,
  seen: Set<string>,
  ids: string[],
): Promise<Saved> {
  if (emailPattern && source.emails.length === 0 && source.mrn)
    source.emails = [emailPattern.replaceAll('{mrn}', emailKey(source.mrn))]
  const parsed = acceptable.safeParse(source)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return { fault: `${issue.path.join('.')} ${issue.message}` }
  }
  let result: Awaited<ReturnType<typeof savePatient>>
  const primaryProviderId = source.primaryProvider
    ? await nameId(trx, 'provider', source.primaryProvider, names)
    : null
  try {
    result = await savePatient(trx, ctx, { ...parsed.data, primaryProviderId })
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('its identifiers')) return { fault: error.message }
    throw error
  }
  if (seen.has(result.id) || ids.includes(result.id)) return { fault: 'repeats a patient of this import' }
  ids.push(result.id)
  return { ...result, encounters: await saveEncounters(trx, ctx, result.id, source, names) }
}

async function saveEncounters(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  source: SourcePatient,
  names: Map<string, string>,
): Promise<number> {
  let added = 0
  for (let i = 0; i < source.encounters.length; i += 200) {
    const rows = []
    for (const e of source.encounters.slice(i, i + 200)) {
      const at = new Date(e.startedAt)
      if (Number.isNaN(at.getTime())) continue
      rows.push({
        id: newId(),
        external_id: e.externalId,
        patient_id: patientId,
        clinic_id: e.clinic ? await nameId(trx, 'clinic', e.clinic, names) : null,
        provider_id: e.provider ? await nameId(trx, 'provider', e.provider, names) : null,
        started_at: at.toISOString(),
      })
    }
    if (rows.length === 0) continue
    // A source may name a provider’s clinic by their visits only.
    for (const { provider_id, clinic_id } of rows)
      if (provider_id && clinic_id)
        await trx
          .updateTable('provider')
          .set({ clinic_id })
          .where('id', '=', provider_id)
          .where('clinic_id', 'is', null)
          .execute()
    const stored = await trx
      .insertInto('encounter')
      .values(rows)
      .onConflict((oc) => oc.column('external_id').doNothing())
      .returning(['id', 'started_at'])
      .execute()
    await noteEvents(
      trx,
      stored.flatMap((row, k) => [
        { id: `visit:${row.id}`, patientId, kind: 'seen' as const, at: row.started_at },
        // Whose patient somebody is may follow from their latest visit.
        ...(k === 0
          ? [{ id: `person:${row.id}`, patientId, kind: 'person' as const, at: ctx.now().toISOString() }]
          : []),
      ]),
    )
    added += stored.length
  }
  return added
}

async function nameId(
  trx: Trx,
  table: 'provider' | 'clinic',
  source: SourceProvider,
  names: Map<string, string>,
): Promise<string> {
  const key = `${table} ${source.externalId}`
  const known = names.get(key)
  if (known) return known
  const row = { id: newId(), external_id: source.externalId, name: source.name }
  if (table === 'provider')
    await trx
      .insertInto('provider')
      .values({ ...row, clinic_id: null })
      .onConflict((oc) => oc.column('external_id').doNothing())
      .execute()
  else
    await trx
      .insertInto('clinic')
      .values({ ...row, other_portal: null })
      .onConflict((oc) => oc.column('external_id').doNothing())
      .execute()
  const { id } = await trx
    .selectFrom(table)
    .select('id')
    .where('external_id', '=', source.externalId)
    .executeTakeFirstOrThrow()
  names.set(key, id)
  return id
}
