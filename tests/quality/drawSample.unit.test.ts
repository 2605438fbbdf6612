import { expect, it } from 'vitest'
import { drawSample } from '../../api/quality/drawSample.ts'

const ids = Array.from({ length: 20 }, (_, i) => `call-${i}`)

it('draws the same by the same seed, in whatever order the calls stand, each once and no more than there are', () => {
  const drawn = drawSample('a seed', ids, 4)
  expect(new Set(drawn).size).toBe(4)
  expect(drawSample('a seed', [...ids].reverse(), 4)).toEqual(drawn)
  expect(drawSample('another', ids, 4)).not.toEqual(drawn)
  expect(drawSample('a seed', ids, 50).sort()).toEqual([...ids].sort())
  expect(drawSample('a seed', [], 4)).toEqual([])
})

it('draws each call as often as any other', () => {
  const times = new Map(ids.map((id) => [id, 0]))
  const seeds = 4000
  for (let n = 0; n < seeds; n++)
    for (const id of drawSample(`seed ${n}`, ids, 4)) times.set(id, times.get(id)! + 1)
  // 4 of 20 in 4,000 draws: 800 each. The sum of squares is chi-squared with 19 degrees, less the share drawn; 43.8 is one in a thousand.
  const expected = (seeds * 4) / 20
  const chi = [...times.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  expect(chi).toBeLessThan(43.8)
})
