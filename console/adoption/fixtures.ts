import type { Figure, Figures, Mark, Trend } from '../core/figureMethods.ts'
import type { Network } from '../core/story/network.ts'

const state = { segment: '', exact: false, countedUntil: '2026-11-20T15:04:05.000Z', counting: false }
const period = { from: '2025-12', to: '2026-11', asOf: '2026-11-20' }

export const figure = (over: Partial<Figure> = {}): Figure => ({
  code: 'activated',
  name: 'Activated',
  unit: 'share',
  better: 'more',
  value: 0.603,
  numerator: 12870,
  denominator: 21333,
  low: 0.59,
  high: 0.62,
  numeratorIs: 'of those, with an activated login',
  denominatorIs: 'patients seen in the 365 days to that day',
  window: 'as-of',
  goal: 65,
  before: null,
  national: [],
  ...over,
})

export const figures = (list: Figure[]): Figures => ({
  ...state,
  period,
  against: null,
  exclusions: 'Patients who died are left out.',
  figures: list,
})

const point = (month: string, value: number | null) => ({
  month,
  value,
  numerator: 11,
  denominator: 22,
  low: null,
  high: null,
  before: null,
})

export const mark: Mark = {
  id: 'm1',
  day: '2026-01-13',
  kind: 'campaign',
  label: 'Sign-up offered at every check-in',
}

const trend = (values: (number | null)[]): Trend => ({
  ...state,
  period,
  against: null,
  annotations: values.length ? [mark] : [],
  figures: [
    {
      code: 'activated',
      name: 'Activated',
      unit: 'share',
      points: ['2026-09', '2026-10', '2026-11'].map((month, i) => point(month, values[i] ?? null)),
    },
  ],
})

const segments = {
  dimensions: [{ dimension: 'clinic', values: [{ value: 'c1', name: 'Orthopedics' }] }],
}

/** A hospital whose portal is used, and one where nothing was counted yet. */
export const counted: Network = {
  '/api/adoption/segments': () => [200, segments],
  '/api/adoption/figures': () => [
    200,
    figures([
      figure(),
      figure({ code: 'code-expiry', name: 'Codes that expired', better: 'less', value: 0.334, goal: 10 }),
      figure({ code: 'time-to-resolve', name: 'Time to resolve', unit: 'minutes', value: 15, goal: null }),
    ]),
  ],
  '/api/adoption/trend': () => [200, trend([0.48, 0.6, 0.2])],
}

const nothing = { value: null, numerator: 0, denominator: 0, low: null, high: null, goal: null }
export const uncounted: Network = {
  '/api/adoption/segments': () => [200, { dimensions: [] }],
  '/api/adoption/figures': () => [200, figures([figure(nothing)])],
  '/api/adoption/trend': () => [200, trend([])],
}
