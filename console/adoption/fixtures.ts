import type { Comparison, Figure, Figures, Funnel, Goal, Goals, Mark, Trend } from '../core/figureMethods.ts'
import type { Network } from '../core/story/network.ts'
import { equity, ofClinic, period, state, support, weeks } from './lookFixtures.ts'

const standing = {
  id: '019a9c50-0000-7000-8000-000000000001',
  target: 65,
  due: '2027-03',
  owner: { id: 'the-manager', name: 'Sam Rivera', active: true },
  state: 'short',
  over: false,
  value: 0.603,
  period: { from: '2026-11', to: '2026-11', asOf: '2026-11-20' },
  missing: 4.7,
} as const

export const goal = (over: Partial<Goal> = {}): Goal => ({
  ...standing,
  figure: 'activated',
  name: 'Activated',
  unit: 'share',
  better: 'more',
  window: 'as-of',
  place: '',
  placeName: null,
  setBy: 'Sam Rivera',
  setAt: '2026-03-02T15:04:05.000Z',
  ...over,
})

export const goals = (list: Goal[], ended: Goals['ended'] = []): Goals => ({
  exact: false,
  standing: list,
  ended,
  figures: [
    { code: 'activated', name: 'Activated' },
    { code: 'calls', name: 'Calls per 1,000' },
  ],
  owners: [
    { id: 'the-manager', name: 'Sam Rivera' },
    { id: 'other', name: 'Kim Ode' },
  ],
})

const lately = { from: '2026-08', to: '2026-10', asOf: '2026-10-31' }
const expiring: Partial<Goal> = {
  id: '019a9c50-0000-7000-8000-000000000002',
  target: 10,
  value: 0.334,
  missing: 23.4,
  period: lately,
}

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
  numeratorIs: 'of those, with an activated account',
  denominatorIs: 'patients seen in the 365 days to that day',
  window: 'as-of',
  goal: standing,
  few: false,
  now: null,
  before: null,
  change: null,
  national: [],
  ...over,
})

export const figures = (list: Figure[]): Figures => ({
  ...state,
  period,
  against: null,
  compared: null,
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

const row = (value: string, name: string, figure: number, verdict: 'worse' | 'alike') => ({
  value,
  name,
  figure,
  numerator: 440,
  denominator: 1100,
  low: figure - 0.02,
  high: figure + 0.02,
  before: null,
  expected: 0.58,
  verdict,
  shortfall: verdict === 'worse' ? 121 : 0,
})

const comparison: Comparison = {
  ...state,
  period,
  against: null,
  by: 'clinic',
  figure: 'activated',
  name: 'Activated',
  numeratorIs: 'of those, with an activated account',
  denominatorIs: 'patients seen in the 365 days to that day',
  unit: 'share',
  better: 'more',
  adjusted: ['age', 'sex', 'language'],
  whole: { figure: 0.603, numerator: 12870, denominator: 21333 },
  rows: [row('c1', 'Orthopedics', 0.4, 'worse'), row('c2', 'Cardiology', 0.62, 'alike')],
}

const step = (name: string, count: number, ofPrevious: number | null) => ({
  step: name,
  count,
  ofFirst: count / 1100,
  ofPrevious,
  hospital: null,
  before: null,
})

const funnel: Funnel = {
  ...state,
  period,
  against: null,
  steps: [step('eligible', 1100, null), step('eligible-active', 660, 0.6)],
  lagging: null,
}
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
      figure({
        code: 'code-expiry',
        name: 'Expired invitations',
        better: 'less',
        window: 'period',
        value: 0.31,
        goal: { ...standing, ...expiring },
      }),
      figure({ code: 'time-to-resolve', name: 'Time to resolve', unit: 'minutes', value: 15, goal: null }),
    ]),
  ],
  '/api/adoption/goals': () => [
    200,
    goals(
      [
        goal(),
        goal({
          ...expiring,
          figure: 'code-expiry',
          name: 'Expired invitations',
          better: 'less',
          window: 'period',
          due: null,
          owner: { id: 'gone', name: 'Lee Moss', active: false },
        }),
        goal({
          id: '019a9c50-0000-7000-8000-000000000003',
          place: 'clinic=c1',
          placeName: 'Orthopedics',
          due: '2026-10',
          state: 'missed',
          over: true,
          value: 0.41,
          missing: 24,
          period: { from: '2026-10', to: '2026-10', asOf: '2026-10-31' },
        }),
      ],
      [
        {
          ...goal({ id: '019a9c50-0000-7000-8000-000000000004', target: 50, due: '2026-02' }),
          state: 'met',
          over: true,
          value: 0.52,
          missing: 0,
          endedBy: 'Sam Rivera',
          endedAt: '2026-03-02T15:04:05.000Z',
        },
      ],
    ),
  ],
  '/api/adoption/trend': () => [200, trend([0.48, 0.6, 0.2])],
  '/api/adoption/weeks': () => [
    200,
    weeks([
      [410, 388, 395],
      [120, null, 98],
      [61, 58, 70],
    ]),
  ],
  '/api/adoption/compare': () => [200, comparison],
  '/api/adoption/funnel': () => [200, funnel],
  '/api/adoption/support': () => [200, support],
  '/api/adoption/clinic': () => [200, ofClinic],
  '/api/adoption/equity': () => [200, equity],
}

const nothing = { value: null, numerator: 0, denominator: 0, low: null, high: null, goal: null }
export const uncounted: Network = {
  '/api/adoption/segments': () => [200, { dimensions: [] }],
  '/api/adoption/goals': () => [200, goals([])],
  '/api/adoption/figures': () => [200, figures([figure(nothing)])],
  '/api/adoption/trend': () => [200, trend([])],
  '/api/adoption/weeks': () => [200, weeks([[], [], []])],
}
