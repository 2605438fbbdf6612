import type { z } from 'zod'
import type { StaffCtx } from '../../core/context.ts'
import { dimensions } from '../lists.ts'
import { groupOf, segmentOfKey } from '../rollup/cells.ts'
import type { segmentsReply } from '../schema.ts'
import { namesOf, valuesOf } from './queries.ts'

/** The dimensions and their values, as anybody was ever counted in them. */
export async function listSegments(ctx: StaffCtx): Promise<z.input<typeof segmentsReply>> {
  const db = ctx.desk.db.aside
  return {
    dimensions: await Promise.all(
      dimensions.map(async (dimension) => {
        const names = await namesOf(db, dimension)
        const values = (await valuesOf(db, groupOf([dimension]))).map(({ key }) => {
          const value = segmentOfKey(key)[dimension]!
          return { value, name: names.get(value) ?? null }
        })
        return {
          dimension,
          values: values.sort((a, b) => (a.name ?? a.value).localeCompare(b.name ?? b.value)),
        }
      }),
    ),
  }
}
