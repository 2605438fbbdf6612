import { caseCauses } from '../../cases/lists.ts'
import {
  activationHours,
  activeWindows,
  cohortMonths,
  features,
  resolveMinutes,
  type WeeklyFigure,
  weekly,
  weeklyFigures,
} from '../lists.ts'

/**
 * How a figure is made of series. `standing`: people who are so on the period's last day, of those on that day.
 * `share`: what happened in the period, of what happened in it. `rate`: what happened in the period for each 1,000
 * patient-months of thirty days (the sum, over its months, of those who are `of` on the month's last day, times its days over thirty).
 * `time`: the class that holds the median of what was timed in the period.
 */
export type Figure = { code: FigureCode; goal: 'more' | 'less' } & Making
export type Making =
  | { kind: 'standing' | 'share'; numerator: string[]; denominator: string[] }
  | { kind: 'rate'; numerator: string[]; of: string }
  | { kind: 'time'; classes: string; ends: readonly number[]; unit: 'hours' | 'minutes' }

export const enrolmentSteps = [
  'eligible',
  'eligible-offered',
  'eligible-delivered',
  'eligible-opened',
  'eligible-activated',
  'eligible-signed-in',
  'eligible-active',
] as const

/** What calls are counted out of is who may call: a portal that grows would else halve them (2026-11-26). */
export const patientsSeen = 'eligible'
const active = 'active-30'

const standing = (code: StandingFigure, numerator: string, denominator: string): Figure => ({
  code,
  goal: 'more',
  kind: 'standing',
  numerator: [numerator],
  denominator: [denominator],
})
const share = (
  code: WeeklyFigure,
  goal: Figure['goal'],
  numerator: string[],
  denominator: string[],
): Figure => ({ code, goal, kind: 'share', numerator, denominator })
const rate = (code: WeeklyFigure, goal: Figure['goal'], series: string, of: string): Figure => ({
  code,
  goal,
  kind: 'rate',
  numerator: [series],
  of,
})

/** How many are so on a day. */
type StandingFigure =
  | 'offered'
  | 'accessed'
  | 'activated'
  | 'activated-now'
  | 'activated-of-offered'
  | 'active-30'
  | 'active-90'
  | 'active-365'
  | 'superusers'
  | 'accessed-by-proxy'
  | 'proxy-share'
  | 'uses-two'
  | 'uses-results'
  | 'uses-message'
  | 'uses-visit'
  | 'uses-refill'
  | 'uses-download'
/** How long something took. */
type TimedFigure = 'time-to-activate' | 'time-to-resolve'
export type FigureCode = StandingFigure | WeeklyFigure | TimedFigure

const list: Figure[] = [
  standing('offered', 'eligible-offered', 'eligible'),
  standing('accessed', 'eligible-active', 'eligible'),
  standing('activated', 'eligible-activated', 'eligible'),
  standing('activated-now', 'eligible-open', 'eligible'),
  standing('activated-of-offered', 'eligible-activated', 'eligible-offered'),
  share('timely-access', 'more', ['seen-7-offered'], ['seen-7']),
  share('registered-30', 'more', ['seen-30-activated'], ['seen-30']),
  share('used-30', 'more', ['seen-30-active'], ['seen-30']),
  ...activeWindows
    .filter((days) => days >= 30)
    .map((days) => standing(`active-${days}` as StandingFigure, `active-${days}`, 'activated-ever')),
  standing('superusers', 'superuser', 'activated-ever'),
  standing('accessed-by-proxy', 'eligible-by-proxy', 'eligible'),
  standing('proxy-share', 'uses-proxy', 'uses-anyone'),
  standing('uses-two', 'uses-two', 'active-365'),
  ...features.map((feature) => standing(`uses-${feature}`, `uses-${feature}`, 'active-365')),
  {
    code: 'time-to-activate',
    goal: 'less',
    kind: 'time',
    classes: 'activated-within',
    ends: activationHours,
    unit: 'hours',
  },
  share('code-expiry', 'less', ['expired'], ['code-ended']),
  share('declined', 'less', ['offered-declined'], ['offered']),
  rate('messages', 'more', 'message', active),
  share('answered-24', 'more', ['answered-24'], ['answered']),
  share('answered-72', 'more', ['answered-72'], ['answered']),
  share('visits-online', 'more', ['visit-on-portal'], ['visit-on-portal', 'visit-otherwise']),
  share('refills-online', 'more', ['refill-on-portal'], ['refill-on-portal', 'refill-otherwise']),
  rate('lock-outs', 'less', 'locked', active),
  rate('resets', 'less', 'reset', active),
  rate('calls', 'less', 'call', patientsSeen),
  share('first-contact', 'more', ['first-contact'], ['call-settled']),
  share('repeat-calls', 'less', ['repeat'], ['call']),
  share('verification-failure', 'less', ['verify-failed'], ['verify-failed', 'verified']),
  share('service-level', 'more', ['in-time'], ['call-closed']),
  {
    code: 'time-to-resolve',
    goal: 'less',
    kind: 'time',
    classes: 'resolved-within',
    ends: resolveMinutes,
    unit: 'minutes',
  },
]

/** Closed calls of one cause, or `all`, are a rate as all calls are. */
export const callsOf = (cause: string) =>
  ({
    code: 'calls',
    goal: 'less',
    kind: 'rate',
    numerator: [cause === 'all' ? 'call-closed' : `cause:${cause}`],
    of: patientsSeen,
  }) satisfies Figure

export const figureCodes: readonly FigureCode[] = list.map(({ code }) => code)
export const figures: ReadonlyMap<FigureCode, Figure> = new Map(list.map((figure) => [figure.code, figure]))

/** The series a figure is made of: levels read on a day, flows read over months. */
export function seriesOf(figure: Making): { levels: string[]; flows: string[] } {
  switch (figure.kind) {
    case 'standing':
      return { levels: [...figure.numerator, ...figure.denominator], flows: [] }
    case 'share':
      return { levels: [], flows: [...new Set([...figure.numerator, ...figure.denominator])] }
    case 'rate':
      return { levels: [], flows: figure.numerator }
    case 'time':
      return {
        levels: [],
        flows: Array.from({ length: figure.ends.length + 1 }, (_, i) => `${figure.classes}:${i}`),
      }
  }
}

/** The series some figures are made of, each once. */
export function partsOf(wanted: readonly Making[]) {
  const series = wanted.map(seriesOf)
  return {
    levels: [...new Set(series.flatMap((one) => one.levels))],
    flows: [...new Set(series.flatMap((one) => one.flows))],
    bases: [...new Set(wanted.flatMap((one) => (one.kind === 'rate' ? [one.of] : [])))],
  }
}

/** What is counted by weeks: what is shown so by itself, and what figures of weeks are made of. */
export const countedByWeek: readonly string[] = [
  ...new Set([...weekly, ...partsOf(weeklyFigures.map((code) => figures.get(code)!)).flows]),
]

/** Whatever is shown anywhere: what a day's copy for those who see no patients is made of. */
export const publishedSeries: readonly string[] = [
  ...new Set([
    active,
    ...enrolmentSteps,
    ...list.flatMap((figure) => Object.values(seriesOf(figure)).flat()),
    'call-closed',
    ...caseCauses.map((cause) => `cause:${cause}`),
    ...Array.from({ length: cohortMonths + 1 }, (_, k) => `cohort-${k}`),
  ]),
]

export const unitOf = (figure: Figure) =>
  figure.kind === 'time' ? figure.unit : figure.kind === 'rate' ? ('per-1000' as const) : ('share' as const)

/** Whether it is so on a day, or happened in months. */
export const windowOf = ({ kind }: Figure) => (kind === 'standing' ? ('as-of' as const) : ('period' as const))
