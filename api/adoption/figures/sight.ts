import type { Kysely } from 'kysely'
import { allows } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { monthOf } from '../rollup/calendar.ts'
import { noiseVariance } from '../rollup/noise.ts'
import {
  type Counted,
  flowIn,
  levelOn,
  publishedCells,
  publishedIn,
  valuesOf,
  type Where,
} from './queries.ts'

type Reader = Kysely<Tables>

/**
 * How somebody sees counts. Whoever may see patients sees what was counted. Everybody else sees what was published for the
 * day before, whatever is asked: months of people, blurred, and nothing of fewer than eleven. No true count is read for them.
 */
export interface Sight {
  exact: boolean
  /** What blurring adds to the variance of one count. */
  variance: number
  /** How many are so on a day: the last of a month, or the last that is seen. */
  level(db: Reader, where: Where, series: string, day: number): Promise<Counted>
  /** What happened in each month up to a day of the last one, by month, then cell. */
  flow(
    db: Reader,
    where: Where,
    series: string,
    from: number,
    to: number,
    asOf: number,
  ): Promise<Map<number, Counted>>
  /** The cells of a group there are, as far as may be known. */
  values(db: Reader, grp: number): Promise<{ cell: number; key: string }[]>
}

const counted: Sight = { exact: true, variance: 0, level: levelOn, flow: flowIn, values: valuesOf }
const published: Sight = {
  exact: false,
  variance: noiseVariance,
  async level(db, where, series, day) {
    const month = monthOf(day)
    return (await publishedIn(db, where, series, month, month)).get(month) ?? new Map()
  },
  flow: publishedIn,
  values: publishedCells,
}

export const sightOf = (ctx: StaffCtx): Sight =>
  allows(ctx.actor.role, 'patients.show') ? counted : published
