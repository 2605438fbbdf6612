import { expect, it } from 'vitest'
import type { SeenMonth } from '../../api/adoption/figures/readMonths.ts'
import { simulateStudies } from '../../api/adoption/figures/simulateStudies.ts'
import { studyPlaces, studySeries } from '../../api/adoption/figures/study.ts'
import { apart } from '../../api/adoption/statistics/between.ts'
import { interrupted } from '../../api/adoption/statistics/interrupted.ts'
import { normalUpTo, studentQuantile, studentWithin } from '../../api/adoption/statistics/student.ts'
import { randomFrom } from '../../seed/random.ts'

const random = randomFrom(20261127)
const mark = 24_000

/** A place in which something changes by a factor with the mark, or nothing. */
function place(callers: number, { before = 24, after = 9, factor = 1, yearly = 0 } = {}): SeenMonth[] {
  return Array.from({ length: before + 1 + after }, (_, i) => {
    const month = mark - before + i
    const season = 0.15 * Math.sin((2 * Math.PI * month) / 12)
    const mean = callers * Math.exp(season + (yearly * i) / 12) * (month > mark ? factor : 1)
    const count = Math.round(mean + Math.sqrt(mean) * (random.next() + random.next() - 1))
    return { month, count, exposure: 20_000, times: 1, noise: { count: 0, of: 0 } }
  })
}

it('distributions are those of the tables', () => {
  // As SciPy 1.17 gives them.
  for (const [t, freedom, probability] of [
    [1, 1, 0.5],
    [2.5, 3, 0.912293352993193],
    [3, 4, 0.960058031928281],
    [2.1, 17, 0.949040152770866],
  ] as const)
    expect(studentWithin(t, freedom)).toBeCloseTo(probability, 10)
  expect(studentQuantile(0.95, 17)).toBeCloseTo(2.1098155778, 8)
  expect(studentQuantile(0.99, 4)).toBeCloseTo(4.6040948714, 8)
  for (const [z, probability] of [
    [1.96, 0.9750021048517795],
    [-3, 0.0013498980316300933],
  ] as const)
    expect(Math.abs(normalUpTo(z) - probability)).toBeLessThan(1e-7)
})

it('a series is fitted as dense matrices fit it', () => {
  const counts = [
    ...[148, 131, 160, 141, 139, 122, 118, 120, 131, 150, 139, 108, 157, 150, 139, 160, 128, 133],
    ...[115, 127, 140, 141, 151, 121, 165, 139, 120, 131, 99, 108, 96, 101, 109, 118, 122],
  ]
  const found = interrupted(
    counts.map((count, i) => ({
      month: 24_100 + i + (i >= 26 ? 1 : 0),
      count,
      exposure: 3_000 + 10 * i,
      times: 1.3,
      noise: { count: 20, of: 20 },
      after: i >= 26,
    })),
  )
  // From the covariance written out and inverted in NumPy, over the same spreads.
  expect(found.ratio).toBeCloseTo(0.815606653, 6)
  expect(found.low).toBeCloseTo(0.696605088, 6)
  expect(found.high).toBeCloseTo(0.961488907, 6)
  expect(found.chance).toBeCloseTo(0.0207053, 6)
})

it('nothing is called a change where nothing changed, in 99 of 100 series and hospitals', () => {
  const results = simulateStudies(() => random.next(), 20)
  const wrong = results.reduce((sum, { percent, of }) => sum + (percent * of) / 100, 0)
  const of = results.reduce((sum, one) => sum + one.of, 0)
  expect(of).toBe(480)
  expect(wrong / of).toBeLessThanOrEqual(0.01)
})

it('what did change is said, the right way round, though calls rise anyway', () => {
  expect(studySeries(place(800, { before: 36, factor: 0.7, yearly: 0.1 }), mark).says).toBe('fewer')
  expect(studySeries(place(800, { before: 36, factor: 1.4, yearly: -0.1 }), mark).says).toBe('more')
  expect(studySeries(place(800, { before: 36 }), mark).says).toBe('alike')
})

it('a season cannot be told from a change in less than two years, and few calls tell nothing', () => {
  expect(studySeries(place(800, { before: 13, after: 9, factor: 0.5 }), mark).says).toBe('short')
  expect(studySeries(place(800, { before: 30, after: 2, factor: 0.5 }), mark).says).toBe('short')
  expect(studySeries(place(5, { before: 30, factor: 0.5 }), mark).says).toBe('few')
  const hidden = place(100, { before: 30 }).map((month, i) => ({
    ...month,
    count: i === 3 ? 0 : month.count,
    noise: { count: 20, of: 20 },
  }))
  expect(studySeries(hidden, mark).says).toBe('few')
})

it('places with a change are set beside those without it, whatever all of them do', () => {
  const others = Array.from({ length: 9 }, () => place(300, { yearly: 0.2, factor: 0.6 }))
  const reached = [0.6 * 0.6, 0.6 * 0.65].map((factor) => place(300, { yearly: 0.2, factor }))
  const study = (changed: SeenMonth[][], without: SeenMonth[][]) =>
    studyPlaces(changed, without, mark, mark + 9)
  const found = study(reached, others)
  expect(found).toMatchObject({ says: 'fewer', changed: 2, others: 9, left: 0 })
  expect(found.months).toEqual({ before: 12, after: 9 })
  expect(found.change!.low).toBeLessThan(0.62)
  expect(found.change!.high).toBeGreaterThan(0.62)
  expect(study(others.slice(0, 2), others.slice(2)).says).toBe('alike')
  expect(study(reached, others.slice(0, 4)).says).toBe('few')
  // They went apart long before the day.
  expect(study([place(900, { yearly: -0.9 })], others).says).toBe('unlike')
})

it('a place that is like the others is not set apart for being large, nor for chance', () => {
  const others = Array.from({ length: 12 }, (_, i) => ({ value: (i % 5) / 10, variance: 1e-4 }))
  expect(apart([{ value: 0.45, variance: 1e-6 }], others)!.chance).toBeGreaterThan(0.05)
  expect(apart([{ value: 1.5, variance: 1e-4 }], others)!.chance).toBeLessThan(0.001)
  // One that stands out hides no other.
  const odd = [...others, { value: -3, variance: 1e-4 }]
  expect(apart([{ value: 1.5, variance: 1e-4 }], odd)!.chance).toBeLessThan(0.01)
})
