import { mostUnseen } from '../rollup/smallCells.ts'
import type { Figure } from './catalog.ts'
import type { Counts, Sum } from './counts.ts'
import { changed, direction, type Interval, rateInterval, shareInterval } from './interval.ts'

export interface Evaluated {
  /** A share from 0 to 1, a rate for each 1,000, or the upper end of the median's class; null where there is none. */
  value: number | null
  numerator: number
  denominator: number
  interval: Interval | null
  /** Too few people for any value to be shown. */
  few: boolean
}

const per = 1000
/** The part of a sum that months of too few people may be, before the sum says too little. */
const mostHidden = 0.2

/** Whether months that are not shown, each of twenty people at most, may be too much of a sum. */
export const hides = ({ n, hidden }: Pick<Sum, 'n' | 'hidden'>) => hidden * mostUnseen > mostHidden * n

/** One figure of one cell, with its interval at `z` standard errors. */
export function evaluate(figure: Figure, counts: Counts, cell: number, z: number): Evaluated {
  if (figure.kind === 'time') return timed(figure, counts, cell)
  const { part, whole } = sumsOf(figure, counts, cell)
  // Of blurred counts none is of nobody for certain.
  const few = !counts.exact && (hides(part) || hides(whole) || part.n === 0)
  const noise = { count: part.variance, of: whole.variance }
  const shown = { numerator: part.n, denominator: whole.n, few }
  if (few || whole.n <= 0) return { ...shown, value: null, interval: null }
  // Acts of the same people come together: their sum is as uncertain as that of fewer.
  const wide = z * Math.sqrt(part.clustered)
  const [times, between] = figure.kind === 'rate' ? [per, rateInterval] : [1, shareInterval]
  // Months that are not shown hold nobody, or so many that they were almost shown.
  const least = between(part.n, whole.n, wide, noise)
  const most = between(part.n + part.hidden * mostUnseen, whole.n, wide, noise)
  // Two blurred counts of nearly the same people may stand the wrong way round.
  const value = figure.kind === 'rate' || counts.exact ? part.n / whole.n : Math.min(1, part.n / whole.n)
  return {
    ...shown,
    value: times * value,
    interval: least && most && { low: times * least.low, high: times * most.high },
  }
}

/** What a figure that is no time is made of. */
export function sumsOf(figure: Exclude<Figure, { kind: 'time' }>, counts: Counts, cell: number) {
  const from = figure.kind === 'standing' ? counts.level : counts.flow
  return {
    part: counts.sum(from, figure.numerator, cell),
    whole:
      figure.kind === 'rate' ? counts.exposure(figure.of, cell) : counts.sum(from, figure.denominator, cell),
  }
}

function timed(figure: Figure & { kind: 'time' }, counts: Counts, cell: number): Evaluated {
  const classes = Array.from({ length: figure.ends.length + 1 }, (_, i) =>
    counts.sum(counts.flow, [`${figure.classes}:${i}`], cell),
  )
  const all = classes.reduce((sum, { n }) => sum + n, 0)
  /** The class that half are within, where so many of each that is not shown come before it, and so many after. */
  const middle = (before: number, after: number) => {
    const within = (last: number, unseen: number) =>
      classes.slice(0, last + 1).reduce((sum, { n, hidden }) => sum + n + unseen * hidden, 0)
    const end = classes.length - 1
    return classes.findIndex((_, i) => within(i, before) >= within(end, after) - within(i, after))
  }
  const median = middle(0, 0)
  const few =
    !counts.exact && (all === 0 || middle(mostUnseen, 0) !== median || middle(0, mostUnseen) !== median)
  const numerator = classes.slice(0, median + 1).reduce((sum, { n }) => sum + n, 0)
  const value = all === 0 || few ? null : (figure.ends[median] ?? null)
  return { value, numerator: all === 0 ? 0 : numerator, denominator: all, interval: null, few }
}

export type Change = 'better' | 'worse' | 'alike' | 'few' | 'unjudged'

/** Fewer than this say more about chance than about a figure. */
export const fewestCompared = 33
/** So many people are to be expected on either side of a comparison, where nothing changed. */
export const fewestExpected = 11

/** Whether a figure differs from what it was by more than the errors of both, asked of all figures at once. */
export function changeOf(figure: Figure, before: Counts, after: Counts, cell: number): Change {
  const sides = [before, after].map((counts) => ({
    ...evaluate(figure, counts, cell, changed),
    clustered: figure.kind === 'rate' ? counts.sum(counts.flow, figure.numerator, cell).clustered : 1,
  }))
  const [was, is] = sides as [(typeof sides)[number], (typeof sides)[number]]
  if (was.value === null || is.value === null) return 'few'
  if (!was.interval || !is.interval) return 'unjudged'
  const common = (was.numerator + is.numerator) / (was.denominator + is.denominator)
  const clustered = Math.max(...sides.map((side) => side.clustered))
  const rarer = figure.kind === 'rate' ? common : Math.min(common, 1 - common)
  for (const { denominator } of sides)
    if (denominator < fewestCompared || (denominator * rarer) / clustered < fewestExpected) return 'few'
  const moved = direction(
    { value: was.value, interval: was.interval },
    { value: is.value, interval: is.interval },
  )
  if (moved === 0) return 'alike'
  return moved > 0 === (figure.goal === 'more') ? 'better' : 'worse'
}
