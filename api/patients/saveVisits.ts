import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'

/** A clinic or provider as a source names it. */
export interface NamedPlace {
  externalId: string
  name: string
}
export interface GivenVisit {
  externalId: string
  startedAt: string
  provider?: NamedPlace | undefined
  clinic?: NamedPlace | undefined
}

/**
 * Adds the visits of a patient that are not on record yet. @returns how many there were
 */
export async function saveVisits(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  given: readonly GivenVisit[],
  known: Map<string, string>,
): Promise<number> {
  let added = 0
  for (let i = 0; i < given.length; i += 200) {
    const rows = []
    for (const e of given.slice(i, i + 200)) {
      const at = new Date(e.startedAt)
      if (Number.isNaN(at.getTime())) continue
      rows.push({
        id: newId(),
        external_id: e.externalId,
        patient_id: patientId,
        clinic_id: e.clinic ? await placeId(trx, 'clinic', e.clinic, known) : null,
        provider_id: e.provider ? await placeId(trx, 'provider', e.provider, known) : null,
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
    await ctx.desk.tell(
      trx,
      ctx,
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

/** The id of a clinic or provider of a source, made when it is new; `ids` holds those met so far. */
export async function placeId(
  trx: Trx,
  kind: 'provider' | 'clinic',
  place: NamedPlace,
  ids: Map<string, string>,
): Promise<string> {
  const key = `${kind} ${place.externalId}`
  const met = ids.get(key)
  if (met) return met
  const id = await (kind === 'provider' ? providerId(trx, place) : clinicId(trx, place))
  ids.set(key, id)
  return id
}

async function providerId(trx: Trx, { externalId, name }: NamedPlace): Promise<string> {
  await trx
    .insertInto('provider')
    .values({ id: newId(), external_id: externalId, name, clinic_id: null })
    .onConflict((oc) => oc.column('external_id').doNothing())
    .execute()
  const named = trx.selectFrom('provider').select('id').where('external_id', '=', externalId)
  return (await named.executeTakeFirstOrThrow()).id
}

async function clinicId(trx: Trx, { externalId, name }: NamedPlace): Promise<string> {
  await trx
    .insertInto('clinic')
    .values({ id: newId(), external_id: externalId, name, other_portal: null })
    .onConflict((oc) => oc.column('external_id').doNothing())
    .execute()
  const named = trx.selectFrom('clinic').select('id').where('external_id', '=', externalId)
  return (await named.executeTakeFirstOrThrow()).id
}
