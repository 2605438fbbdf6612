import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { lastDay, monthsOfThirtyDays } from '../rollup/calendar.ts'
import { fewestPeople } from '../rollup/noise.ts'
import { peopleIn } from '../series.ts'
import type { Period } from './ask.ts'
import { type Making, seriesOf } from './catalog.ts'
import type { Where } from './queries.ts'
import type { Sight } from './sight.ts'

/** A count, or several added up. */
export interface Sum {
  n: number
  /** Of how many of its parts nothing is shown: too few people. */
  hidden: number
  /** What blurring adds to its variance. */
  variance: number
  /** How many times its variance is that of as many single people. */
  clustered: number
}

type Months = Map<string, Map<number, { n: number; shown: number }>>
const hiddenVariance = (fewestPeople ** 2 - 1) / 12

/** The counts that figures of one period are made of, as the asker may see them, for each cell. */
export class Counts {
  readonly exact: boolean
  readonly level: Months = new Map()
  readonly flow: Months = new Map()
  readonly people: Months = new Map()
  readonly #exposure: Months = new Map()
  readonly #joined = new Map<number, number>()
  readonly #months: number
  readonly #variance: Sight['variance']

  constructor(sight: Pick<Sight, 'exact' | 'variance'>, { from, to }: Period) {
    this.exact = sight.exact
    this.#months = to - from + 1
    this.#variance = sight.variance
  }

  add(to: 'level' | 'flow' | 'people' | 'exposure', series: string, counted: Map<number, number>, times = 1) {
    const all = to === 'exposure' ? this.#exposure : this[to]
    const cells = all.get(series) ?? new Map()
    for (const [cell, n] of counted) {
      const sum = cells.get(cell) ?? { n: 0, shown: 0 }
      cells.set(cell, { n: sum.n + times * n, shown: sum.shown + (n > 0 ? 1 : 0) })
    }
    all.set(series, cells)
  }

  /** Makes several cells one more, whose people are those of all of them. */
  join(cells: readonly number[], as: number): void {
    this.#joined.set(as, cells.length)
    for (const all of [this.level, this.flow, this.people, this.#exposure])
      for (const counted of all.values()) {
        const sum = { n: 0, shown: 0 }
        for (const cell of cells) {
          sum.n += counted.get(cell)?.n ?? 0
          sum.shown += counted.get(cell)?.shown ?? 0
        }
        counted.set(as, sum)
      }
  }

  sum(from: Months, series: readonly string[], cell: number): Sum {
    let [n, shown, people] = [0, 0, 0]
    for (const name of series) {
      const one = from.get(name)?.get(cell)
      n += one?.n ?? 0
      shown += one?.shown ?? 0
      people += this.people.get(name)?.get(cell)?.n ?? 0
    }
    const cells = this.#joined.get(cell) ?? 1
    const hidden = this.exact ? 0 : series.length * cells * (from === this.level ? 1 : this.#months) - shown
    return {
      n,
      hidden,
      variance: shown * this.#variance[from === this.level ? 'level' : 'flow'] + hidden * hiddenVariance,
      // Twice the acts of each, less one: where how often somebody acts falls off as a geometric series does.
      clustered: people > 0 ? Math.max(1, (2 * n) / people - 1) : 1,
    }
  }

  /** Patient-months of thirty days: much the same people in each month, whose noise is much the same and adds up. */
  exposure(series: string, cell: number): Sum {
    const { n, shown } = this.#exposure.get(series)?.get(cell) ?? { n: 0, shown: 0 }
    const cells = this.#joined.get(cell) ?? 1
    const hidden = this.exact ? 0 : this.#months * cells - shown
    // To the thousandth: a part of a month is no whole number.
    return {
      n: Math.round(n * 1000) / 1000,
      hidden,
      variance: (shown ** 2 / cells) * this.#variance.level,
      clustered: 1,
    }
  }
}

/** Reads what the given figures need of a period, one query for each series. */
export async function readCounts(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  period: Period,
): Promise<Counts> {
  const counts = new Counts(sight, period)
  await read(db, sight, where, wanted, { ...period, levelsFrom: period.to }, () => counts)
  return counts
}

/** The same of each month of a period by itself, in as many queries; of `to`, up to its day `asOf`. */
export async function readMonthly(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  period: Period,
): Promise<Counts[]> {
  const months = Array.from({ length: period.to - period.from + 1 }, (_, i) => period.from + i)
  const counts = months.map((month) => new Counts(sight, { from: month, to: month, asOf: lastDay(month) }))
  await read(
    db,
    sight,
    where,
    wanted,
    { ...period, levelsFrom: period.from },
    (month) => counts[month - period.from]!,
  )
  return counts
}

async function read(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  { from, to, asOf, levelsFrom }: Period & { levelsFrom: number },
  countsOf: (month: number) => Counts,
): Promise<void> {
  const series = wanted.map(seriesOf)
  const levels = new Set(series.flatMap((one) => one.levels))
  const flows = new Set(series.flatMap((one) => one.flows))
  const bases = new Set(wanted.flatMap((one) => (one.kind === 'rate' ? [one.of] : [])))
  const put = (
    into: 'level' | 'flow' | 'people',
    name: string,
    counted: Map<number, Map<number, number>>,
  ) => {
    for (const [month, cells] of counted) countsOf(month).add(into, name, cells)
  }
  const level = (name: string, first: number) => sight.level(db, where, name, first, to, asOf)
  const flow = (name: string) => sight.flow(db, where, name, from, to, asOf)
  await Promise.all([
    ...[...levels].map(async (name) => put('level', name, await level(name, levelsFrom))),
    ...[...flows].map(async (name) => put('flow', name, await flow(name))),
    ...[...(sight.exact ? flows : [])].map(async (name) => put('people', name, await flow(peopleIn(name)))),
    ...[...bases].map(async (name) => {
      for (const [month, cells] of await level(name, from))
        countsOf(month).add('exposure', name, cells, monthsOfThirtyDays(month, asOf))
    }),
  ])
}
