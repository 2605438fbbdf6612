import { likeTheirs } from './caseMix.ts'
import { figures } from './catalog.ts'
import {
  binomial,
  blurred,
  exact,
  normal,
  poisson,
  type Random,
  type Side,
  seen,
  seenLevel,
} from './chance.ts'
import { Counts } from './counts.ts'
import { judge } from './judge.ts'
import type { Simulated } from './simulate.ts'

const share = figures.get('accessed')!
const rate = figures.get('calls')!
/** What a figure is of patients by age and by language, on the scale of its odds or logarithm. */
const ages = [-0.2, 0.3, 0.1, -0.6]
const languages = [0, -0.8]

interface Kinds {
  /** How many clinics, how much they differ by themselves, and whether in whom they care for. */
  clinics: number
  spread: number
  mixed: boolean
}
const kinds: (Kinds & { name: string })[] = [
  { name: 'clinics alike', clinics: 12, spread: 0, mixed: false },
  { name: 'clinics of other patients', clinics: 12, spread: 0, mixed: true },
  { name: 'clinics that differ', clinics: 12, spread: 0.25, mixed: true },
  { name: 'six clinics that differ', clinics: 6, spread: 0.25, mixed: true },
  { name: 'forty that differ', clinics: 40, spread: 0.25, mixed: true },
]

/** One hospital’s page of clinics; @returns whether any is named. */
function names(
  random: Random,
  side: Side,
  unit: 'share' | 'rate',
  { clinics, spread, mixed }: Kinds,
): boolean {
  const figure = unit === 'share' ? share : rate
  const counts = new Counts(side, { from: 0, to: 0, asOf: 0 })
  const base = unit === 'share' ? 0.2 : Math.log(0.08)
  const through = (x: number) => (unit === 'share' ? 1 / (1 + Math.exp(-x)) : Math.exp(x))
  const [byAge, byLanguage] = [ages, languages].map((list) => list.map(() => ({ people: 0, n: 0 }))) as [
    Tally[],
    Tally[],
  ]
  let [all, done] = [0, 0]
  const drawn = Array.from({ length: clinics }, (_, cell) => {
    const size = Math.round(Math.exp(Math.log(150) + random() * Math.log(40)))
    const effect = spread * normal(random)
    const tilt = mixed ? normal(random) : 0
    const spanish = mixed ? random() * 0.6 : 0.2
    const weights = ages.map((_, i) => Math.exp(tilt * (i / 3 - 0.5)))
    const sum = weights.reduce((a, b) => a + b, 0)
    let n = 0
    const own = [ages.map(() => 0), languages.map(() => 0)] as const
    ages.forEach((age, i) => {
      languages.forEach((language, j) => {
        const people = Math.round((size * weights[i]! * (j === 1 ? spanish : 1 - spanish)) / sum)
        const p = through(base + effect + age + language)
        const k = unit === 'share' ? binomial(random, people, p) : poisson(random, people * p)
        own[0][i]! += people
        own[1][j]! += people
        for (const tally of [byAge[i]!, byLanguage[j]!]) {
          tally.people += people
          tally.n += k
        }
        n += k
      })
    })
    const people = own[0].reduce((a, b) => a + b, 0)
    all += people
    done += n
    const put = (to: 'level' | 'flow' | 'exposure', series: string, count: number) => {
      const shown = (to === 'flow' ? seen : seenLevel)(random, side, count)
      if (shown > 0) counts.add(to, series, new Map([[cell, shown]]))
    }
    put(unit === 'share' ? 'level' : 'exposure', 'eligible', people)
    put(unit === 'share' ? 'level' : 'flow', unit === 'share' ? 'eligible-active' : 'call', n)
    return { cell, own: own.map((list) => list.map((count) => seenLevel(random, side, count))) }
  })
  const times = unit === 'share' ? 1 : 1000
  const hospital = [byAge, byLanguage].map((list) =>
    list.map(({ people, n }) => ({ people, value: (times * n) / Math.max(1, people) })),
  )
  const verdicts = judge(
    figure,
    counts,
    drawn.map(({ cell, own }) => ({
      cell,
      expected: likeTheirs(
        unit,
        (times * done) / all,
        hospital.map((list, t) => ({
          all: list,
          own: list.map((kind, i) => ({ ...kind, people: own[t]![i]! })),
        })),
        side.variance.level,
      ),
    })),
  )
  return verdicts.some((verdict) => verdict === 'better' || verdict === 'worse')
}
interface Tally {
  people: number
  n: number
}

/** How often a page of clinics names one that differs by its patients, by chance, or as clinics do. */
export const simulatePlaces = (random: Random, runs: number): Simulated[] =>
  [[exact, 'true counts'] as const, [blurred, 'blurred counts'] as const].flatMap(([side, counts]) =>
    (['share', 'rate'] as const).flatMap((unit) =>
      kinds.map(({ name, ...kind }) => {
        let wrong = 0
        for (let run = 0; run < runs; run++) if (names(random, side, unit, kind)) wrong++
        return {
          what: `pages that name a clinic, ${counts}, ${unit}s, ${name}`,
          percent: (100 * wrong) / runs,
          of: runs,
        }
      }),
    ),
  )
