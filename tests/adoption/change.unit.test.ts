import { describe, expect, it } from 'vitest'
import { figures } from '../../api/adoption/figures/catalog.ts'
import { exact } from '../../api/adoption/figures/chance.ts'
import { Counts } from '../../api/adoption/figures/counts.ts'
import { changeOf } from '../../api/adoption/figures/evaluate.ts'

const time = figures.get('time-to-resolve')!
/** So many calls closed within five minutes, and as many within fifteen. */
const closed = (calls: number) => {
  const counts = new Counts(exact, { from: 0, to: 0, asOf: 0 })
  for (const end of [0, 1]) counts.add('flow', `resolved-within:${end}`, new Map([[0, calls]]))
  return counts
}

describe('what is said of a change', () => {
  it('of middle times, whose errors are not known, is that it is not judged, and too few only where there are none', () => {
    expect(changeOf(time, closed(1_000), closed(1_000), 0)).toBe('unjudged')
    expect(changeOf(time, closed(0), closed(1_000), 0)).toBe('few')
  })
})
