import { type FigureCode, figures } from './catalog.ts'
import { binomial, blurred, exact, poisson, type Random, type Side, seen, seenLevel } from './chance.ts'
import { Counts } from './counts.ts'
import { changeOf, evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'

const share = figures.get('service-level')!
const rate = figures.get('calls')!
const [whole, part] = ['call-closed', 'in-time']
const year = 12
const cell = 0
/** How often people of one month act: a geometric series with this mean, as where 47 of 100 calls are repeated. */
const actsEach = 1.9

const geometric = (random: Random): number =>
  1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / actsEach))

const period = (length: number) => ({ from: 0, to: length - 1, asOf: 0 })
const of = (n: number) => new Map([[cell, n]])
/** A count that is not shown has no row. */
const shown = (n: number) => (n > 0 ? of(n) : new Map<number, number>())

function aShare(random: Random, side: Side, n: number, p: number): Counts {
  const counts = new Counts(side, period(1))
  counts.add('flow', whole, shown(seen(random, side, n)))
  counts.add('flow', part, shown(seen(random, side, binomial(random, n, p))))
  return counts
}

/** A year of so many patients, of whom so many of a hundred call in a month. */
function aRate(random: Random, side: Side, patients: number, p: number): Counts {
  const counts = new Counts(side, period(year))
  const exposed = seenLevel(random, side, patients)
  for (let month = 0; month < year; month++) {
    const people = poisson(random, patients * p)
    counts.add('exposure', 'eligible', shown(exposed))
    if (!side.exact) counts.add('flow', 'call', shown(seen(random, side, people)))
    else {
      let acts = 0
      for (let i = 0; i < people; i++) acts += geometric(random)
      counts.add('flow', 'call', shown(acts))
      counts.add('people', 'call', shown(people))
    }
  }
  return counts
}

export interface Simulated {
  what: string
  /** In a hundred. */
  percent: number
  of: number
}

const sizes = [
  [400, 400],
  [60, 600],
  [30, 3_000],
  [2_000, 2_000],
] as const
const shares = [0.05, 0.3, 0.68]

/**
 * How often words and intervals are wrong, where the truth is known because it is made up: pages of all figures on which any
 * is called better or worse though nothing changed, and 95 % intervals that hold the truth.
 */
export function simulate(random: Random, runs: number): Simulated[] {
  const results: Simulated[] = []
  for (const [side, name] of [
    [exact, 'true counts'],
    [blurred, 'blurred counts'],
  ] as const) {
    for (const [before, after] of sizes) {
      let wrong = 0
      for (let run = 0; run < runs; run++) {
        const words = [...figures.keys()].map((code: FigureCode, i) => {
          const make = i % 3 === 0 ? aRate : aShare
          const p = i % 3 === 0 ? 0.04 : shares[i % shares.length]!
          const figure = i % 3 === 0 ? rate : share
          const pair = [make(random, side, before, p), make(random, side, after, p)] as const
          return figures.get(code)!.kind === 'time' ? 'alike' : changeOf(figure, ...pair, cell)
        })
        if (words.some((word) => word === 'better' || word === 'worse')) wrong++
      }
      results.push({
        what: `pages with a false word, ${name}, ${before} patients before and ${after} after`,
        percent: (100 * wrong) / runs,
        of: runs,
      })
    }
    for (const patients of [12, 25, 60, 300])
      for (const [figure, make, p] of [
        [rate, aRate, 0.3],
        [share, aShare, 0.6],
      ] as const) {
        const truth = figure === rate ? 1000 * p * (side.exact ? actsEach : 1) : p
        let [held, told] = [0, 0]
        for (let run = 0; run < runs * 4; run++) {
          const { interval } = evaluate(figure, make(random, side, patients, p), cell, drawn)
          if (!interval) continue
          told++
          if (truth >= interval.low && truth <= interval.high) held++
        }
        results.push({
          what: `95% intervals that hold the truth, ${figure === rate ? 'rates' : 'shares'}, ${name}, ${patients} patients`,
          percent: told === 0 ? 100 : (100 * held) / told,
          of: told,
        })
      }
  }
  return results
}
