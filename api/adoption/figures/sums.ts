import { type Compilable, type Kysely, type OperationNodeSource, type RawBuilder, sql } from 'kysely'
import { preparedBy } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { shownGroup } from '../rollup/generations.ts'
import { cellsOf, type Where } from './queries.ts'

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
  months: Months,
  /** Whether a month counts as many times as it has days, over thirty. */
  byDays?: boolean,
) => Promise<Sums>
/** Whole months, one after another. */
export interface Months {
  from: number
  to: number
}

type OfSums = Record<'grp' | 'cell' | 'from' | 'to', number> & Record<`series${number}`, string>
/** Of one cell or of all, and of how many series. */
interface Shape {
  one: boolean
  byDays: boolean
  series: number
}
const seriesOf = (p: OfSums, { series }: Shape) => Array.from({ length: series }, (_, i) => p[`series${i}`]!)
/** How many days a month has, which is counted from year 0. */
const daysOfMonth = sql`case when month % 12 in (3, 5, 8, 10) then 30 when month % 12 <> 1 then 31
  when (month / 12) % 4 = 0 and ((month / 12) % 100 <> 0 or (month / 12) % 400 = 0) then 29 else 28 end`
const addedUp = (n: RawBuilder<number>, { byDays }: Shape) => ({
  n: sql<number>`sum(${byDays ? sql`${n} * (${daysOfMonth})` : n})`.as('n'),
  shown: sql<number>`sum(case when ${n} > 0 then 1 else 0 end)`.as('shown'),
})

// The months of a cell lie side by side, here by an index that holds all that is asked: they are one stretch to read (2026-11-28).
const inRollup = (shape: Shape) => (db: Reader, p: OfSums) => {
  const { n, shown } = addedUp(sql`(carry + total)`, shape)
  return db
    .selectFrom('adoption_rollup')
    .select(['series', 'cell', n, shown])
    .where('grp', '=', shownGroup(p.grp))
    .where('series', 'in', seriesOf(p, shape))
    .where('cell', shape.one ? '=' : 'in', shape.one ? p.cell : cellsOf(db, p.grp))
    .where('month', '>=', p.from)
    .where('month', '<=', p.to)
    .groupBy(['series', 'cell'])
}
const inPublished = (shape: Shape) => (db: Reader, p: OfSums) => {
  const { n, shown } = addedUp(sql`n`, shape)
  return db
    .selectFrom('adoption_published')
    .select(['series', 'cell', n, shown])
    .where('grp', '=', p.grp)
    .where('series', 'in', seriesOf(p, shape))
    .where('month', '>=', p.from)
    .where('month', '<=', p.to)
    .$if(shape.one, (qb) => qb.where('cell', '=', p.cell))
    .groupBy(['series', 'cell'])
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
  return async (db, { grp, cell }, series, { from, to }, byDays = false) => {
    const sums: Sums = new Map(series.map((name) => [name, new Map()]))
    if (series.length === 0 || to < from) return sums
    const asked = {
      ...Object.fromEntries(series.map((name, i) => [`series${i}`, name])),
      ...{ grp, cell: cell ?? 0, from, to },
    } as OfSums
    const shape: Shape = { one: cell !== undefined, byDays, series: series.length }
    for (const { series: name, cell: of, n, shown } of await added(JSON.stringify(shape), db, asked))
      sums.get(name)!.set(of, { n: byDays ? n / 30 : n, shown })
    return sums
  }
}
export const sumsIn = sumsBy(inRollup)
export const publishedSumsIn = sumsBy(inPublished)
