import { type Compilable, type Kysely, type OperationNodeSource, type RawBuilder, sql } from 'kysely'
import { preparedBy } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { shownGroup } from '../rollup/generations.ts'
import type { Where } from './queries.ts'

type Reader = Kysely<Tables>

/** Months of a cell added up, and in how many of them there was anybody. */
export interface Added {
  n: number
  shown: number
}
/** By series, then cell. */
export type Sums = Map<string, Map<number, Added>>
export type ReadSums = (
  db: Reader,
  where: Where,
  series: readonly string[],
  months: readonly number[],
) => Promise<Sums>

type OfSums = Record<'grp' | 'cell' | 'first' | 'last' | `month${number}`, number> &
  Record<`series${number}`, string>
/** Of one cell or of all, and of how many series and months. */
interface Shape {
  one: boolean
  series: number
  months: number
}
const seriesOf = (p: OfSums, { series }: Shape) => Array.from({ length: series }, (_, i) => p[`series${i}`]!)
const monthsIn = (p: OfSums, { months }: Shape) => Array.from({ length: months }, (_, i) => p[`month${i}`]!)
const addedUp = (n: RawBuilder<number>) => ({
  n: sql<number>`sum(${n})`.as('n'),
  shown: sql<number>`sum(case when ${n} > 0 then 1 else 0 end)`.as('shown'),
})

const inRollup = (shape: Shape) => (db: Reader, p: OfSums) => {
  const { n, shown } = addedUp(sql`carry + total`)
  return db
    .selectFrom('adoption_rollup')
    .select(['series', 'cell', n, shown])
    .where('grp', '=', shownGroup(p.grp))
    .where('series', 'in', seriesOf(p, shape))
    .where('month', 'in', monthsIn(p, shape))
    .$if(shape.one, (qb) => qb.where('cell', '=', p.cell))
    .groupBy(['series', 'cell'])
}
const inPublished = (shape: Shape) => (db: Reader, p: OfSums) => {
  const { n, shown } = addedUp(sql`n`)
  return (
    db
      .selectFrom('adoption_published')
      .select(['series', 'cell', n, shown])
      .where('grp', '=', p.grp)
      .where('series', 'in', seriesOf(p, shape))
      // The months of a cell lie side by side here: they are one stretch to read, and not each to be looked for.
      .where('month', '>=', p.first)
      .where('month', '<=', p.last)
      .where(sql<number>`+month`, 'in', monthsIn(p, shape))
      .$if(shape.one, (qb) => qb.where('cell', '=', p.cell))
      .groupBy(['series', 'cell'])
  )
}

interface AddedRow extends Added {
  series: string
  cell: number
}
type AddsUp = (shape: Shape) => (db: Reader, p: OfSums) => Compilable<AddedRow> & OperationNodeSource

/**
 * Whole months are added up where they lie, by one statement: to hand over nine years of them row by row was most of what a long
 * period cost (2026-11-27).
 */
function sumsBy(build: AddsUp): ReadSums {
  const added = preparedBy((shape: string) => build(JSON.parse(shape) as Shape))
  return async (db, { grp, cell }, series, months) => {
    const sums: Sums = new Map(series.map((name) => [name, new Map()]))
    if (series.length === 0 || months.length === 0) return sums
    const asked = {
      ...Object.fromEntries(series.map((name, i) => [`series${i}`, name])),
      ...Object.fromEntries(months.map((month, i) => [`month${i}`, month])),
      ...{ grp, cell: cell ?? 0, first: Math.min(...months), last: Math.max(...months) },
    } as OfSums
    const shape: Shape = { one: cell !== undefined, series: series.length, months: months.length }
    for (const row of await added(JSON.stringify(shape), db, asked)) sums.get(row.series)!.set(row.cell, row)
    return sums
  }
}
export const sumsIn = sumsBy(inRollup)
export const publishedSumsIn = sumsBy(inPublished)
