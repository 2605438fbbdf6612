import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { rowsOfThree } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
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

/** A visit of a patient on file. */
export interface VisitOf {
  patientId: string
  visit: GivenVisit
}

export const keyOf = ({ issuer, value }: { issuer: string; value: string }): string => `${issuer}|${value}`

const insertVisits = insertRows('encounter', [
  'id',
  'patient_id',
  'external_id',
  'started_at',
  'clinic_id',
  'provider_id',
])

const visitsNumbered = prepared((db: Kysely<Tables>, p: { numbers: string }) =>
  db
    .selectFrom(rowsOfThree(db, p.numbers).as('wanted'))
    .innerJoin('encounter as e', (on) =>
      on.onRef('e.patient_id', '=', 'wanted.a').onRef('e.external_id', '=', 'wanted.b'),
    )
    .selectAll('e'),
)

/**
 * Brings visits of patients to what the source says of them: new ones are added, changed ones corrected, and those that
 * never were taken away, since the last visit proves who calls. Visits the source does not name stay. Of one visit the
 * last word counts.
 * @returns how many of each patient were added, corrected or withdrawn
 */
export async function saveVisits(
  trx: Trx,
  ctx: Ctx,
  given: readonly VisitOf[],
  places: Places,
): Promise<Map<string, number>> {
  const touched = new Map<string, number>()
  if (given.length === 0) return touched
  const touch = (patientId: string) => touched.set(patientId, (touched.get(patientId) ?? 0) + 1)
  const visits = [...new Map(given.map((one) => [`${one.patientId} ${keyOf(one.visit)}`, one])).values()]
  // Visits from before 2026-11-26 have their number without its issuer.
  const numbers = visits.flatMap(({ patientId, visit }) => [
    [patientId, keyOf(visit)],
    [patientId, visit.value],
  ])
  const rows = await visitsNumbered(trx, { numbers: JSON.stringify(numbers) })
  const stored = new Map(rows.map((row) => [`${row.patient_id} ${row.external_id}`, row]))
  const added: Tables['encounter'][] = []
  const gone: Tables['encounter'][] = []
  const takeAway = async (row: Tables['encounter']) => {
    await trx.deleteFrom('encounter').where('id', '=', row.id).execute()
    gone.push(row)
  }
  for (const { patientId, visit } of visits) {
    const external_id = keyOf(visit)
    const row = stored.get(`${patientId} ${external_id}`) ?? stored.get(`${patientId} ${visit.value}`)
    if (visit.withdrawn) {
      if (!row) continue
      await takeAway(row)
      touch(patientId)
      continue
    }
    const clinic_id = visit.clinic ? await placeId(trx, 'clinic', visit.clinic, places) : null
    const provider_id = visit.provider ? await placeId(trx, 'provider', visit.provider, places) : null
    if (clinic_id && provider_id) await tieToClinic(trx, provider_id, clinic_id, places)
    const said = {
      external_id,
      started_at: visit.startedAt,
      clinic_id: clinic_id ?? row?.clinic_id ?? null,
      provider_id: provider_id ?? row?.provider_id ?? null,
    }
    if (!row || said.started_at !== row.started_at) {
      // A visit of another time is another visit to those who count them.
      if (row) await takeAway(row)
      added.push({ id: newId(), patient_id: patientId, ...said })
      touch(patientId)
    } else if ((Object.keys(said) as (keyof typeof said)[]).some((name) => said[name] !== row[name]))
      await trx.updateTable('encounter').set(said).where('id', '=', row.id).execute()
  }
  await insertVisits(trx, added)
  await ctx.desk.tell(trx, ctx, [
    ...added.map((row) => ({
      id: `visit:${row.id}`,
      patientId: row.patient_id,
      kind: 'seen' as const,
      at: row.started_at,
    })),
    ...gone.map((row) => ({
      id: `unvisit:${row.id}`,
      patientId: row.patient_id,
      kind: 'unseen' as const,
      at: ctx.now().toISOString(),
    })),
    // Whose patient somebody is may follow from their latest visit.
    ...[...touched.keys()].map((patientId) => ({
      id: `person:${newId()}`,
      patientId,
      kind: 'person' as const,
      at: ctx.now().toISOString(),
    })),
  ])
  return touched
}

/** A source may name a provider’s clinic by their visits only. */
async function tieToClinic(trx: Trx, providerId: string, clinicId: string, places: Places): Promise<void> {
  // Whoever was tied once has a clinic.
  if (places.has(`tied ${providerId}`)) return
  await trx
    .updateTable('provider')
    .set({ clinic_id: clinicId })
    .where('id', '=', providerId)
    .where('clinic_id', 'is', null)
    .execute()
  places.set(`tied ${providerId}`, clinicId)
}
