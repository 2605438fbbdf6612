import { isAhead } from '../core/ahead.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import { type PatientVault, vaultsFor } from '../core/vault/vault.ts'
import type { GivenEntry } from './entry.ts'
import { place, sourcesKnown } from './queries.ts'
import type { ClinicalRow } from './tables.ts'

export interface EntryOf {
  patientId: string
  given: GivenEntry
  /** Nobody named the source: what it calls something may be what another calls something of another patient. */
  unnamed?: boolean
}

const columns = [
  'id',
  'patient_id',
  'kind',
  'at',
  'code_key',
  'source_key',
  'content_key',
  'withdrawn',
  'version',
  'changed_at',
  'said_at',
  'content',
] as const satisfies readonly (keyof ClinicalRow)[]
const insertEntries = insertRows('clinical_record', columns)
const replaceEntries = insertRows('clinical_record', columns, ['id'])

/** What a record's code is found by. */
export const codeKey = ({ desk }: Pick<Ctx, 'desk'>, { entry }: Pick<GivenEntry, 'entry'>): string | null => {
  const [first] = entry.codes
  return first ? desk.keys.mac('clinical-code', `${first.system}|${first.code}`) : null
}

/** What something is found by that a source calls so; of a patient, where the source has no name. */
const keyBy =
  ({ desk }: Pick<Ctx, 'desk'>) =>
  ({ issuer, value }: GivenEntry, of = ''): string =>
    desk.keys.mac('clinical-source', `${issuer}|${value}${of && `|of ${of}`}`)

/** Of whom a source said what it calls so. */
export async function patientToldOf(trx: Trx, ctx: Ctx, given: GivenEntry): Promise<string | undefined> {
  const key = keyBy(ctx)(given)
  return (await sourcesKnown(trx, ctx, [key])).get(key)?.patient_id
}

/**
 * Writes what sources say, each under what its source calls it: said again it changes nothing, said otherwise it is corrected,
 * and taken back it is withdrawn. What another source says stays. Of one thing the last word counts: by the source's own clock where it
 * says when it changed it, so that an older export read once more takes nothing back (2026-11-28), else as they come. What a source says
 * of another patient than before is withdrawn from the one and new to the other, so that both are told, and the log names both.
 * Of a source that nobody named it may have been another source that said it: both stand, and neither erases the other (2026-11-27).
 * @param on hears of such a one when it comes, and of an older word, which changes nothing
 * @returns how many records of each patient came, changed or went
 */
export async function saveEntries<E extends EntryOf>(
  trx: Trx,
  ctx: Ctx,
  entries: readonly E[],
  on?: { shared(one: E): void; older(one: E): void },
): Promise<Map<string, number>> {
  const { keys } = ctx.desk
  const keyOf = keyBy(ctx)
  const ownKeyOf = ({ patientId, given, unnamed }: EntryOf) => keyOf(given, unnamed ? patientId : '')
  // A moment to come is of a clock that is wrong, and would keep out every later word.
  const saidAtOf = ({ given }: EntryOf) =>
    given.saidAt !== undefined && !isAhead(given.saidAt, ctx.now()) ? given.saidAt : null
  const bySource = new Map<string, E>()
  for (const one of entries) {
    const key = ownKeyOf(one)
    const other = bySource.get(key)
    if (other && isOlder(saidAtOf(one), saidAtOf(other))) on?.older(one)
    else bySource.set(key, one)
  }
  const known = await sourcesKnown(trx, ctx, [
    ...bySource.keys(),
    ...entries.flatMap((one) => (one.unnamed ? keyOf(one.given) : [])),
  ])
  const vaults = await vaultsFor(
    trx,
    ctx.desk,
    entries.map((one) => one.patientId),
  )
  const added: ClinicalRow[] = []
  const changed: ClinicalRow[] = []
  const confirmed: [id: string, saidAt: string][] = []
  const touched = new Map<string, number>()
  /** Whose is already what sources call so. */
  const whose = new Map([...known].map(([key, row]) => [key, row.patient_id]))
  const now = ctx.now().toISOString()
  for (const [ownKey, one] of bySource) {
    const { patientId, given, unnamed } = one
    const plainKey = keyOf(given)
    const calledSo = whose.get(plainKey) ?? patientId
    whose.set(plainKey, calledSo)
    const shared = unnamed && calledSo !== patientId
    const sourceKey = known.has(ownKey) || shared ? ownKey : plainKey
    const before = known.get(sourceKey)
    if (shared && !before && !given.withdrawn) on?.shared(one)
    const content = JSON.stringify([patientId, given.withdrawn, given.at, given.entry])
    const contentKey = keys.mac('clinical-content', content)
    const saidAt = saidAtOf(one)
    if (before && isOlder(saidAt, before.said_at)) {
      on?.older(one)
      continue
    }
    if (before?.content_key === contentKey) {
      if (saidAt && saidAt !== before.said_at) confirmed.push([before.id, saidAt])
      continue
    }
    // What was never told here need not be taken back.
    if (!before && given.withdrawn) continue
    const count = (id: string) => touched.set(id, (touched.get(id) ?? 0) + 1)
    const moves = before !== undefined && before.patient_id !== patientId
    if (moves) {
      changed.push({
        ...withdrawnRow(before.id, before.patient_id, given),
        source_key: keys.mac('clinical-moved', before.id),
        content_key: contentKey,
        said_at: saidAt,
        changed_at: now,
        version: before.version + 1,
      })
      count(before.patient_id)
      if (given.withdrawn) continue
    }
    const id = before && !moves ? before.id : newId()
    const row = rowOf(ctx, vaults.get(patientId)!, id, patientId, given)
    const said = { source_key: sourceKey, content_key: contentKey, said_at: saidAt }
    const kept = { ...row, ...said, changed_at: now }
    if (before && !moves) changed.push({ ...kept, version: before.version + 1 })
    else added.push({ ...kept, version: 1 })
    count(patientId)
  }
  // What moves gives up first what its source calls it.
  await replaceEntries(trx, changed)
  await insertEntries(trx, added)
  for (const [id, saidAt] of confirmed)
    await trx.updateTable('clinical_record').set({ said_at: saidAt }).where('id', '=', id).execute()
  return touched
}

const isOlder = (saidAt: string | null, than: string | null): boolean =>
  saidAt !== null && than !== null && saidAt < than

const withdrawnRow = (id: string, patientId: string, { at, entry }: GivenEntry) => ({
  id,
  patient_id: patientId,
  kind: entry.kind,
  at,
  code_key: null,
  withdrawn: 1,
  content: null,
})

function rowOf(ctx: Ctx, vault: PatientVault, id: string, patientId: string, given: GivenEntry) {
  const withdrawn = withdrawnRow(id, patientId, given)
  if (given.withdrawn) return withdrawn
  const content = vault.seal(place(id), given.entry)
  return { ...withdrawn, code_key: codeKey(ctx, given), withdrawn: 0, content }
}
