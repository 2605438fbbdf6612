import type { Kysely } from 'kysely'
import { allows, type Role } from '../../core/access/permissions.ts'
import type { Tables } from '../../core/db/tables.ts'
import { blurVariance } from '../rollup/noise.ts'
import { inWeek } from '../series.ts'
import {
  type Counted,
  countedInWeeks,
  flowIn,
  levelIn,
  publishedCells,
  publishedIn,
  type Read,
  valuesOf,
  type Where,
} from './queries.ts'
import { publishedSumsIn, type ReadSums, sumsIn } from './sums.ts'
import { countedParts, publishedParts, type ReadParts } from './weeks.ts'

type Reader = Kysely<Tables>

/**
 * How somebody sees counts. Whoever may see patients sees what was counted. Everybody else sees what was published for the
 * last day that a copy was taken of, whatever is asked: months of people, blurred, and nothing of fewer than eleven. No true count
 * is read for them.
 */
export interface Sight {
  exact: boolean
  /** What blurring adds to the variance of one count; that of a level may be some people behind, too. */
  variance: { flow: number; level: number }
  /** How many are so on the last day of each month, and on the day `asOf` of the last, by month, then cell. */
  level: Read
  /** What happened in each month up to a day of the last one, by month, then cell. */
  flow: Read
  /** Each of some series over whole months: how many were so on the last day of each, or what happened, added up. */
  sums: ReadSums
  /** The people to whom it happened in each week, by week, then cell. */
  week(db: Reader, where: Where, flow: string, from: number, to: number): Promise<Map<number, Counted>>
  /** What figures of weeks are made of, of one cell. */
  partsOfWeeks: ReadParts
  /** The cells of a group there are, as far as may be known. */
  values(db: Reader, grp: number): Promise<{ cell: number; key: string }[]>
}

const counted: Sight = {
  exact: true,
  variance: { flow: 0, level: 0 },
  level: levelIn,
  flow: flowIn,
  sums: sumsIn,
  week: countedInWeeks,
  partsOfWeeks: countedParts,
  values: valuesOf,
}
const published: Sight = {
  exact: false,
  variance: blurVariance,
  level: publishedIn,
  flow: publishedIn,
  sums: publishedSumsIn,
  week: (db, where, flow, from, to) => publishedIn(db, where, inWeek(flow), from, to),
  partsOfWeeks: publishedParts,
  values: publishedCells,
}

/**
 * The last day that is over. Whoever sees what was counted sees the day that runs as well: no week, month or goal ends with
 * it before it does, or its last day would stand in for a whole one (2026-11-28).
 */
export const lastOver = ({ exact }: Sight, today: number): number => (exact ? today - 1 : today)

export const sightOf = (role: Role): Sight => (allows(role, 'patients.show') ? counted : published)
