import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { lastDay, monthsOfThirtyDays } from '../rollup/calendar.ts'
import { mostUnseen } from '../rollup/smallCells.ts'
import { peopleIn } from '../series.ts'
import type { Period } from './ask.ts'
import { type Making, partsOf } from './catalog.ts'
import type { Where } from './queries.ts'
import type { Sight } from './sight.ts'
import type { Added } from './sums.ts'

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

type Months = Map<string, Map<number, Added>>
type Part = 'level' | 'flow' | 'people' | 'exposure'
/** Of what is not shown: anything from nobody to the most there may be. */
const hiddenVariance = ((mostUnseen + 1) ** 2 - 1) / 12

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
  readonly #thirties: number

  /** @param thirties how many times thirty days each part of the period has, but for some days */
  constructor(sight: Pick<Sight, 'exact' | 'variance'>, { from, to }: Period, thirties = 1) {
    this.exact = sight.exact
    this.#months = to - from + 1
    this.#variance = sight.variance
    this.#thirties = thirties
  }

  add(to: Part, series: string, counted: Map<number, number>, times = 1) {
    const sums = new Map([...counted].map(([cell, n]) => [cell, { n, shown: n > 0 ? 1 : 0 }]))
    this.addSums(to, series, sums, times)
  }

  /** Adds months that are added up already. */
  addSums(to: Part, series: string, sums: ReadonlyMap<number, Added>, times = 1) {
    const all = to === 'exposure' ? this.#exposure : this[to]
    const cells = all.get(series) ?? new Map()
    for (const [cell, { n, shown }] of sums) {
      const sum = cells.get(cell) ?? { n: 0, shown: 0 }
      cells.set(cell, { n: sum.n + times * n, shown: sum.shown + shown })
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
      variance: ((shown * this.#thirties) ** 2 / cells) * this.#variance.level,
      clustered: 1,
    }
  }
}

/** Reads what the given figures need of a period: its whole months in a few statements, however many they are. */
export async function readCounts(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  { from, to, asOf }: Period,
): Promise<Counts> {
  const counts = new Counts(sight, { from, to, asOf })
  const { levels, flows, bases } = partsOf(wanted)
  const whole = lastDay(to) <= asOf ? to : to - 1
  const put = async (into: Part, names: readonly string[], first: number) => {
    const stored = (name: string) => (into === 'people' ? peopleIn(name) : name)
    const byDays = into === 'exposure'
    // What is published of a month that runs is up to the day of the copy.
    const last = sight.exact || byDays ? whole : to
    const sums = await sight.sums(db, where, names.map(stored), { from: first, to: last }, byDays)
    for (const name of names) counts.addSums(into, name, sums.get(stored(name))!)
    if (last === to) return
    const times = byDays ? monthsOfThirtyDays(to, asOf) : 1
    for (const name of names) {
      const months = await sight.level(db, where, stored(name), to, to, asOf)
      counts.add(into, name, months.get(to) ?? new Map(), times)
    }
  }
  await Promise.all([
    put('level', levels, to),
    put('flow', flows, from),
    put('people', sight.exact ? flows : [], from),
    put('exposure', bases, from),
  ])
  return counts
}

const monthsIn = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The same of each month of a period by itself, in as many queries; of `to`, up to its day `asOf`. */
export async function readMonthly(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  { from, to, asOf }: Period,
): Promise<Counts[]> {
  const counts = monthsIn(from, to).map(
    (month) => new Counts(sight, { from: month, to: month, asOf: lastDay(month) }),
  )
  const { levels, flows, bases } = partsOf(wanted)
  const put = (into: Part, name: string, months: Map<number, Map<number, number>>) => {
    for (const [month, cells] of months)
      counts[month - from]!.add(into, name, cells, into === 'exposure' ? monthsOfThirtyDays(month, asOf) : 1)
  }
  const level = (name: string) => sight.level(db, where, name, from, to, asOf)
  const flow = (name: string) => sight.flow(db, where, name, from, to, asOf)
  await Promise.all([
    ...levels.map(async (name) => put('level', name, await level(name))),
    ...flows.map(async (name) => put('flow', name, await flow(name))),
    ...(sight.exact ? flows : []).map(async (name) => put('people', name, await flow(peopleIn(name)))),
    ...bases.map(async (name) => put('exposure', name, await level(name))),
  ])
  return counts
}
