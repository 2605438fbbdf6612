import { expect, it } from 'vitest'
import { likeTheirs } from '../../api/adoption/figures/caseMix.ts'
import { figures } from '../../api/adoption/figures/catalog.ts'
import { exact } from '../../api/adoption/figures/chance.ts'
import { Counts } from '../../api/adoption/figures/counts.ts'
import { judge } from '../../api/adoption/figures/judge.ts'
import { simulatePlaces } from '../../api/adoption/figures/simulatePlaces.ts'
import { randomFrom } from '../../seed/random.ts'

const accessed = figures.get('accessed')!

/** What is said of clinics of so many patients, of whom so many used the portal. */
function verdicts(clinics: readonly [used: number, seen: number, expected: number][]) {
  const counts = new Counts(exact, { from: 0, to: 0, asOf: 0 })
  counts.add('level', 'eligible', new Map(clinics.map(([, seen], cell) => [cell, seen])))
  counts.add('level', 'eligible-active', new Map(clinics.map(([used], cell) => [cell, used])))
  return judge(
    accessed,
    counts,
    clinics.map(([, , value], cell) => ({ cell, expected: { value, variance: 0 } })),
  )
}
const usual = [0.58, 0.6, 0.61, 0.59, 0.62, 0.57, 0.6, 0.63, 0.58, 0.6].map(
  (share) => [Math.round(share * 1_000), 1_000, 0.6] as [number, number, number],
)

it('a page of clinics names none that differs by its patients, by chance, or as clinics do', () => {
  const random = randomFrom(20261127)
  const results = simulatePlaces(() => random.next(), 30)
  const wrong = results.reduce((sum, { percent, of }) => sum + (percent * of) / 100, 0)
  expect(wrong / results.reduce((sum, { of }) => sum + of, 0)).toBeLessThanOrEqual(0.01)
})

it('a clinic that stands apart is named, and however large no other is', () => {
  const all = verdicts([...usual, [420, 1_000, 0.6], [780, 1_000, 0.6]])
  expect(all.slice(-2)).toEqual(['worse', 'better'])
  expect(new Set(all.slice(0, -2))).toEqual(new Set(['alike']))
  // A hundred times the patients: chance is nothing, and clinics differ as before.
  const large = usual.map(([used, seen, p]) => [100 * used, 100 * seen, p] as [number, number, number])
  expect(new Set(verdicts(large))).toEqual(new Set(['alike']))
})

it('a clinic is not called better for two calls where a dozen were to be expected, as chance has it in one of 40 pages of 80', () => {
  const counts = new Counts(exact, { from: 0, to: 0, asOf: 0 })
  const calls = [...Array.from({ length: 39 }, (_, i) => 85 + ((i * 7) % 31)), 2]
  counts.add('flow', 'call', new Map(calls.map((n, cell) => [cell, n])))
  counts.add('exposure', 'eligible', new Map(calls.map((_, cell) => [cell, cell === 39 ? 120 : 1_000])))
  const places = calls.map((_, cell) => ({ cell, expected: { value: 100, variance: 0 } }))
  expect(new Set(judge(figures.get('calls')!, counts, places))).toEqual(new Set(['alike']))
})

it('a clinic is not named for its patients', () => {
  const ages = { young: 0.7, old: 0.4 }
  const all = [
    { people: 8_000, value: ages.young },
    { people: 4_000, value: ages.old },
  ]
  const own = [
    { people: 100, value: ages.young },
    { people: 900, value: ages.old },
  ]
  const expected = likeTheirs('share', 0.6, [{ own, all }], 0).value
  expect(expected).toBeCloseTo(0.43, 6)
  expect(verdicts([...usual, [430, 1_000, 0.6]]).at(-1)).toBe('worse')
  expect(verdicts([...usual, [430, 1_000, expected]]).at(-1)).toBe('alike')
})

it('of few clinics, and of those with few patients, nothing is said', () => {
  expect(verdicts([...usual.slice(0, 4), [300, 1_000, 0.6]])).toEqual(Array(5).fill('few'))
  expect(verdicts([...usual, [3, 20, 0.6]]).at(-1)).toBe('few')
})
