import { openView } from '../../acts/view.ts'
import { dimensions } from '../lists.ts'
import { groupOf, segmentOfKey } from '../rollup/cells.ts'
import { segmentsReply } from '../schema.ts'
import { mayBeNamed } from '../traitLists.ts'
import { namesOf } from './queries.ts'
import { sightOf } from './sight.ts'

/** The dimensions and their values, as anybody was ever counted in them; to those who see no patients, as eleven or more were. */
export const listSegments = openView({
  at: 'GET /api/adoption/segments',
  summary: 'The clinics, providers and groups there are figures of',
  tag: 'Adoption',
  needs: 'adoption.compare',
  unrecorded: 'names of clinics, providers and groups, and no figure of any',
  reply: segmentsReply,
  async show(ctx) {
    const db = ctx.desk.db.readCold
    const sight = sightOf(ctx.actor.role)
    const all = dimensions.map(async (dimension) => {
      const names = await namesOf(db, dimension)
      const values = (await sight.values(db, groupOf([dimension]))).flatMap(({ key }) => {
        const value = segmentOfKey(key)[dimension]!
        return mayBeNamed(dimension, value) ? [{ value, name: names.get(value) ?? null }] : []
      })
      return {
        dimension,
        values: values.sort((a, b) => (a.name ?? a.value).localeCompare(b.name ?? b.value)),
      }
    })
    return { reply: { dimensions: await Promise.all(all) } }
  },
})
