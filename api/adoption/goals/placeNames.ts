import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { namesOf } from '../figures/queries.ts'
import { places } from '../lists.ts'
import { cellKey } from '../rollup/cells.ts'

/** The names of clinics and providers, by the segment each is. */
export async function placeNames(db: Kysely<Tables>): Promise<Map<string, string>> {
  const all = await Promise.all(
    places.map(async (place) =>
      [...(await namesOf(db, place))].map(([id, name]) => [cellKey({ [place]: id }), name] as const),
    ),
  )
  return new Map(all.flat())
}
