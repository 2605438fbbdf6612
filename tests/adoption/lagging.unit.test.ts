import { expect, it } from 'vitest'
import { lagging } from '../../api/adoption/figures/lagging.ts'

const hospital = [10_700, 5_900, 5_900, 4_010, 3_600]

it('a place needs help at the step where it loses more than the hospital, not where most people are lost', () => {
  // Most are lost at the first step, as everywhere; of those invited 45 % open against 68 %.
  const place = [1_290, 717, 717, 323, 290]
  expect(lagging(place, hospital, 0)).toEqual({ step: 3, people: (4_010 / 5_900) * 717 - 323 })
  expect(lagging(place, hospital, 20)).toMatchObject({ step: 3 })
})

it('a place that does as the hospital does has no such step, and of one that is too small none is said to be alike', () => {
  expect(lagging([1_070, 590, 590, 395, 358], hospital, 0)).toBeNull()
  expect(lagging([120, 66, 66, 0, 0], hospital, 20)).toBeNull()
  expect(lagging([30, 12, 12, 2, 2], hospital, 0)).toBe('few')
  expect(lagging([0, 0, 0, 0, 0], hospital, 20)).toBe('few')
})
