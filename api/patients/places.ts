import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'

/** A clinic or provider as a source names it: who issued the number, the number, the name. */
export interface NamedPlace {
  issuer: string
  value: string
  name: string
  /** How the source points to it: what was kept before 2026-11-26, without an issuer. */
  reference?: string
}

/** The ids of clinics and providers met so far. */
export type Places = Map<string, string>

/** The id of a clinic or provider of a source, made when it is new. */
export async function placeId(
  trx: Trx,
  kind: 'provider' | 'clinic',
  place: NamedPlace,
  met: Places,
): Promise<string> {
  const key = `${kind} ${place.issuer}|${place.value}`
  const known = met.get(key)
  if (known) return known
  const id = await (kind === 'provider' ? providerId(trx, place) : clinicId(trx, place))
  met.set(key, id)
  return id
}

async function providerId(trx: Trx, place: NamedPlace): Promise<string> {
  const external_id = `${place.issuer}|${place.value}`
  const numbered = trx.selectFrom('provider').select('id').where('external_id', '=', external_id)
  const found = await numbered.executeTakeFirst()
  if (found) return found.id
  const before = await trx
    .updateTable('provider')
    .set({ external_id })
    .where('external_id', 'in', [place.value, place.reference ?? place.value])
    .where('name', '=', place.name)
    .returning('id')
    .executeTakeFirst()
  if (before) return before.id
  await trx
    .insertInto('provider')
    .values({ id: newId(), external_id, name: place.name, clinic_id: null })
    .onConflict((oc) => oc.column('external_id').doNothing())
    .execute()
  return (await numbered.executeTakeFirstOrThrow()).id
}

async function clinicId(trx: Trx, place: NamedPlace): Promise<string> {
  const external_id = `${place.issuer}|${place.value}`
  const numbered = trx.selectFrom('clinic').select('id').where('external_id', '=', external_id)
  const found = await numbered.executeTakeFirst()
  if (found) return found.id
  const before = await trx
    .updateTable('clinic')
    .set({ external_id })
    .where('external_id', 'in', [place.value, place.reference ?? place.value])
    .where('name', '=', place.name)
    .returning('id')
    .executeTakeFirst()
  if (before) return before.id
  await trx
    .insertInto('clinic')
    .values({ id: newId(), external_id, name: place.name, other_portal: null })
    .onConflict((oc) => oc.column('external_id').doNothing())
    .execute()
  return (await numbered.executeTakeFirstOrThrow()).id
}
