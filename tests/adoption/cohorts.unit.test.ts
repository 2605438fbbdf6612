import { expect, it } from 'vitest'
import { stayed } from '../../api/adoption/figures/showCohorts.ts'

const cohort = (month: string, size: number, third?: { count: number; share: number | null }) => ({
  month,
  size,
  retained: Array.from({ length: third ? 4 : 2 }, (_, k) => (k === 3 ? third! : { count: size, share: 1 })),
})

it('who came back three months on is said of the months that are so old, and of none where there is none', () => {
  const shown = cohort('2026-01', 200, { count: 150, share: 0.75 })
  expect(stayed([shown, cohort('2026-02', 0), cohort('2026-09', 90)])).toEqual({
    ...{ from: '2026-01', to: '2026-01' },
    ...{ size: 200, count: 150, share: 0.75 },
  })
  expect(stayed([cohort('2026-09', 90)])).toBeNull()
})

it('no share is said where the months of too few may be more than a fifth of those who came back', () => {
  const few = cohort('2026-02', 40, { count: 0, share: null })
  const share = (count: number) =>
    stayed([cohort('2026-01', 400, { count, share: count / 400 }), few])?.share ?? null
  expect(share(100)).toBe(100 / 440)
  expect(share(99)).toBeNull()
})
