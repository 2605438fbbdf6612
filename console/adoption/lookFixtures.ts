import type { Equity, OfClinic, Support, Weeks } from '../core/figureMethods.ts'

export const state = {
  ...{ segment: '', exact: false, over: '2026-11-20', countedUntil: '2026-11-20T15:04:05.000Z' },
  ...{ counting: false, recounting: false },
}
export const period = { from: '2025-12', to: '2026-11', asOf: '2026-11-20' }

const rated = (count: number, rate: number) => ({ count, rate, low: rate - 4, high: rate + 4 })
const calls = {
  before: rated(3_150, 52),
  after: rated(2_460, 41),
  ratio: { ratio: 0.79, low: 0.74, high: 0.84 },
}
export const support: Support = {
  ...state,
  mark: '2026-01-13',
  leftOut: '2026-01',
  before: { from: '2025-10', to: '2025-12', asOf: '2025-12-31', exposure: 60_000 },
  after: { from: '2026-02', to: '2026-04', asOf: '2026-04-30', exposure: 60_000 },
  all: calls,
  rows: [{ cause: 'forgotten-password', ...calls }],
  series: {
    months: ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].map((month, i) => ({
      month,
      count: 1_000 - i * 50,
      rate: 50 - i * 3,
      expected: month === '2026-01' ? null : 51,
    })),
    change: { ratio: 0.8, low: 0.7, high: 0.95 },
    says: 'fewer',
  },
  places: {
    says: 'few',
    changed: 1,
    others: 2,
    left: 3,
    months: { before: 12, after: 3 },
    change: null,
  },
}

const gap = { value: 0.08, low: 0.05, high: 0.11 }
export const equity: Equity = {
  ...state,
  period,
  by: 'age',
  figure: 'accessed',
  name: 'Used the portal in a year',
  unit: 'share',
  better: 'more',
  reference: '30-39',
  gap,
  differs: 'behind',
  groups: [
    { value: '30-39', figure: 0.68, numerator: 680, denominator: 1_000, gap: null, differs: 'few' },
    { value: '75+', figure: 0.6, numerator: 600, denominator: 1_000, gap, differs: 'behind' },
  ],
  months: [
    { month: '2026-09', gap },
    { month: '2026-10', gap },
  ],
  change: 'alike',
}

export const ofClinic: OfClinic = {
  ...state,
  period,
  causes: [
    { cause: 'all', count: 210, rate: 16, low: 14, high: 18, hospital: 12, expected: 158, verdict: 'alike' },
    {
      cause: 'forgotten-password',
      ...{ count: 99, rate: 7.5, low: 6, high: 9, hospital: 3, expected: 40, verdict: 'worse' },
    },
  ],
  figure: 'accessed',
  name: 'Used the portal in a year',
  unit: 'share',
  own: 0.4,
  hospital: 0.6,
  providers: [
    {
      value: 'p1',
      name: 'Dr. Okafor',
      ...{ figure: 0.31, numerator: 62, denominator: 200, low: 0.25, high: 0.38, verdict: 'worse' },
    },
  ],
}

const sundays = ['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15']
/** As many weeks as there are numbers; where there are four, the last is not over. */
export const weeks = (patients: (number | null)[][]): Weeks => {
  const shown = sundays.slice(0, patients[0]!.length)
  return {
    ...state,
    exact: shown.length === sundays.length,
    period,
    weeks: shown,
    running: shown[sundays.length - 1] ?? null,
    patients: (['sign-in', 'message', 'call'] as const).map((what, i) => ({ what, counted: patients[i]! })),
    figures: [
      {
        code: 'calls',
        name: 'Calls per 1,000 patients seen',
        unit: 'per-1000',
        points: shown.map((_, i) => ({
          ...{ value: [12.3, null, 14.1, 3][i]!, numerator: [61, 0, 70, 12][i]!, denominator: 4_977.7 },
          ...{ low: [9.4, null, 11, 1.6][i]!, high: [15.8, null, 17.8, 5.2][i]! },
        })),
      },
    ],
  }
}
