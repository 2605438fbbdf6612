import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { type NamedPlace, type Places, placeId } from './places.ts'

/** A visit as a source tells of it. `withdrawn` where it says that there was none: cancelled, planned, entered by mistake. */
export interface GivenVisit {
  /** Who issued the number, and the number; sources number their visits as they like. */
  issuer: string
  value: string
  /** ISO 8601, UTC. */
  startedAt: string
  withdrawn: boolean
  provider?: NamedPlace | undefined
  clinic?: NamedPlace | undefined
}

/**
 * Brings the visits of a patient to what the source says of them: new ones are added, changed ones corrected, and those that
 * never were taken away, since the last visit proves who calls. Visits the source does not name stay.
 * @returns how many were added, corrected or withdrawn
 */
export async function saveVisits(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  given: readonly GivenVisit[],
  places: Places,
): Promise<number> {
  // The last word of a source about one visit is the one that counts.
  const visits = [...new Map(given.map((visit) => [keyOf(visit), visit])).values()]
  let touched = 0
  for (let i = 0; i < visits.length; i += 200)
    touched += await saveSome(trx, ctx, patientId, visits.slice(i, i + 200), places)
  return touched
}

export const keyOf = ({ issuer, value }: { issuer: string; value: string }): string => `${issuer}|${value}`

async function saveSome(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  visits: GivenVisit[],
  places: Places,
): Promise<number> {
  const stored = await trx
    .selectFrom('encounter')
    .selectAll()
    .where('patient_id', '=', patientId)
    // Visits from before 2026-11-26 have their number without its issuer.
    .where('external_id', 'in', [...visits.map(keyOf), ...visits.map(({ value }) => value)])
    .execute()
  const added = []
  let corrected = 0
  for (const visit of visits) {
    const key = keyOf(visit)
    const row =
      stored.find((one) => one.external_id === key) ?? stored.find((one) => one.external_id === visit.value)
    if (visit.withdrawn) {
      if (!row) continue
      await trx.deleteFrom('encounter').where('id', '=', row.id).execute()
      corrected++
      continue
    }
    const clinic_id = visit.clinic ? await placeId(trx, 'clinic', visit.clinic, places) : null
    const provider_id = visit.provider ? await placeId(trx, 'provider', visit.provider, places) : null
    if (clinic_id && provider_id) await tieToClinic(trx, provider_id, clinic_id)
    const said = {
      external_id: key,
      started_at: visit.startedAt,
      clinic_id: clinic_id ?? row?.clinic_id ?? null,
      provider_id: provider_id ?? row?.provider_id ?? null,
    }
    if (!row) added.push({ id: newId(), patient_id: patientId, ...said })
    else if ((Object.keys(said) as (keyof typeof said)[]).some((name) => said[name] !== row[name])) {
      await trx.updateTable('encounter').set(said).where('id', '=', row.id).execute()
      if (said.started_at !== row.started_at) corrected++
    }
  }
  if (added.length) await trx.insertInto('encounter').values(added).execute()
  if (added.length + corrected > 0)
    await ctx.desk.tell(trx, ctx, [
      ...added.map((row) => ({
        id: `visit:${row.id}`,
        patientId,
        kind: 'seen' as const,
        at: row.started_at,
      })),
      // Whose patient somebody is may follow from their latest visit.
      { id: `person:${newId()}`, patientId, kind: 'person' as const, at: ctx.now().toISOString() },
    ])
  return added.length + corrected
}

/** A source may name a provider’s clinic by their visits only. */
async function tieToClinic(trx: Trx, providerId: string, clinicId: string): Promise<void> {
  await trx
    .updateTable('provider')
    .set({ clinic_id: clinicId })
    .where('id', '=', providerId)
    .where('clinic_id', 'is', null)
    .execute()
}
