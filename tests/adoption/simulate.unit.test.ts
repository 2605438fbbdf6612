import { expect, it } from 'vitest'
import { figures } from '../../api/adoption/figures/catalog.ts'
import { blurred, exact } from '../../api/adoption/figures/chance.ts'
import { Counts } from '../../api/adoption/figures/counts.ts'
import { changeOf, evaluate } from '../../api/adoption/figures/evaluate.ts'
import { drawn } from '../../api/adoption/figures/interval.ts'
import { simulate } from '../../api/adoption/figures/simulate.ts'
import { randomFrom } from '../../seed/random.ts'

const random = randomFrom(20261126)
const results = simulate(() => random.next(), 400)

it('a page of all figures says better or worse of none in 99 of 100 pages where nothing changed', () => {
  const pages = results.filter(({ what }) => what.startsWith('pages'))
  expect(pages).toHaveLength(8)
  // Four hundred pages tell 1 in 100 from 3 in 100, and not from 1.5.
  for (const { what, percent } of pages) expect([what, percent <= 2]).toEqual([what, true])
  const all = pages.reduce((sum, { percent, of }) => sum + percent * of, 0)
  expect(all / pages.reduce((sum, { of }) => sum + of, 0)).toBeLessThanOrEqual(1)
})

it('intervals hold the truth 95 times in 100, in small cells and of blurred counts too', () => {
  for (const { what, percent, of } of results.filter((one) => one.what.startsWith('95%')))
    if (of > 200) expect([what, percent >= 93]).toEqual([what, true])
})

it('what did change is said, the right way round, and too few are called so', () => {
  const declined = figures.get('declined')!
  const month = (part: number, whole: number) => {
    const counts = new Counts(exact, { from: 0, to: 0, asOf: 0 })
    counts.add('flow', 'offered', new Map([[0, whole]]))
    counts.add('flow', 'offered-declined', new Map([[0, part]]))
    return counts
  }
  const change = (...[a, b, c, d]: [number, number, number, number]) =>
    changeOf(declined, month(a, b), month(c, d), 0)
  expect(change(600, 2_000, 400, 2_000)).toBe('better')
  expect(change(400, 2_000, 600, 2_000)).toBe('worse')
  expect(change(600, 2_000, 620, 2_000)).toBe('alike')
  // The same numbers of a before that is itself uncertain.
  expect(change(18, 60, 400, 2_000)).toBe('alike')
  expect(change(9, 30, 400, 2_000)).toBe('few')
})

it('of blurred counts the middle of times is said where nobody who is not shown could move it, and none is said to be of nobody', () => {
  const figure = figures.get('time-to-resolve')!
  const within = (...classes: number[]) => {
    const counts = new Counts(blurred, { from: 0, to: 0, asOf: 0 })
    for (const [i, n] of classes.entries())
      if (n > 0) counts.add('flow', `resolved-within:${i}`, new Map([[0, n]]))
    return evaluate(figure, counts, 0, drawn)
  }
  expect(within(0, 40, 400, 150, 30, 0, 0)).toMatchObject({ value: 30, few: false, numerator: 440 })
  // Up to twenty in each of the classes that are not shown: half may be within less, or within more.
  expect(within(0, 40, 45, 0, 0, 0, 0)).toMatchObject({ value: null, few: true })
  expect(within(0, 0, 0, 0, 0, 0, 0)).toMatchObject({ value: null, few: true })
  const declined = evaluate(
    figures.get('declined')!,
    new Counts(blurred, { from: 0, to: 0, asOf: 0 }),
    0,
    drawn,
  )
  expect(declined).toMatchObject({ value: null, few: true })
})
