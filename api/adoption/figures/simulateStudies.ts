import { blurred, exact, normal, poisson, type Random, type Side, seen } from './chance.ts'
import type { SeenMonth } from './readMonths.ts'
import type { Simulated } from './simulate.ts'
import { studyPlaces, studySeries } from './study.ts'

/** A hospital's season: a wave, and a month in which hardly anybody calls. */
const season = (month: number) => 0.2 * Math.cos((2 * Math.PI * month) / 12) - (month % 12 === 11 ? 0.2 : 0)
/** How much months differ by themselves, on the log scale, and how much of it lasts to the next. */
const kinds = [
  { name: 'calm months', spread: 0.03, lasts: 0 },
  { name: 'restless months', spread: 0.1, lasts: 0.5 },
  { name: 'months that hang together', spread: 0.15, lasts: 0.8 },
] as const
const lengths = [
  [13, 11],
  [24, 6],
  [36, 12],
] as const
const mark = 24_000

/** A place of so many callers a month in which nothing changed, with trend, season and months that hang together. */
function place(
  random: Random,
  side: Side,
  { callers, trend, shift, spread, lasts }: Place,
  [before, after]: readonly [number, number],
): SeenMonth[] {
  let state = spread * normal(random)
  return Array.from({ length: before + 1 + after }, (_, i) => {
    const month = mark - before + i
    state = lasts * state + spread * Math.sqrt(1 - lasts * lasts) * normal(random)
    const mean = callers * Math.exp((trend * (i - before)) / 12 + season(month + shift) + state)
    return {
      month,
      count: seen(random, side, poisson(random, mean)),
      exposure: callers * 20,
      times: 1,
      noise: { count: side.variance.flow, of: side.variance.level },
    }
  })
}
interface Place {
  callers: number
  trend: number
  shift: number
  spread: number
  lasts: number
}

/** How often a series and places without it call a change what is none. */
export function simulateStudies(random: Random, runs: number): Simulated[] {
  const between = (low: number, high: number) => low + random() * (high - low)
  const share = (what: string, wrong: () => boolean): Simulated => {
    let n = 0
    for (let run = 0; run < runs; run++) if (wrong()) n++
    return { what, percent: (100 * n) / runs, of: runs }
  }
  return [[exact, 'true counts'] as const, [blurred, 'blurred counts'] as const].flatMap(([side, counts]) =>
    kinds.flatMap(({ name, ...kind }) => [
      ...lengths.map((length) =>
        share(
          `series called changed, ${counts}, ${name}, ${length[0]} months before and ${length[1]} after`,
          () => {
            const callers = random() < 0.5 ? between(30, 80) : between(300, 1_500)
            const one = { callers, trend: between(-0.2, 0.2), shift: Math.floor(between(0, 12)), ...kind }
            return ['fewer', 'more'].includes(studySeries(place(random, side, one, length), mark).says)
          },
        ),
      ),
      share(`places called changed, ${counts}, ${name}`, () => {
        const [trend, shift] = [between(-0.2, 0.2), Math.floor(between(0, 12))]
        const length = [12, Math.floor(between(3, 13))] as const
        const all = Array.from({ length: Math.floor(between(7, 20)) }, () => {
          const callers = random() < 0.7 ? between(25, 60) : between(200, 800)
          // Each goes its own way a little, whatever is done.
          return place(
            random,
            side,
            { callers, trend: trend + 0.05 * normal(random), shift, ...kind },
            length,
          )
        })
        const changed = Math.floor(between(1, 3))
        const { says } = studyPlaces(all.slice(0, changed), all.slice(changed), mark, mark + length[1])
        return ['fewer', 'more'].includes(says)
      }),
    ]),
  )
}
