import { fewestPeople } from '../rollup/noise.ts'
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

/** Whether months that are not shown, each of ten people at most, may be too much of a sum. */
const hides = ({ n, hidden }: Sum) => hidden * (fewestPeople - 1) > mostHidden * n

/** One figure of one cell, with its interval at `z` standard errors. */
export function evaluate(figure: Figure, counts: Counts, cell: number, z: number): Evaluated {
  if (figure.kind === 'time') return timed(figure, counts, cell)
  const from = figure.kind === 'standing' ? counts.level : counts.flow
  const part = counts.sum(from, figure.numerator, cell)
  const whole =
    figure.kind === 'rate' ? counts.exposure(figure.of, cell) : counts.sum(from, figure.denominator, cell)
  const few = !counts.exact && whole.n + part.n > 0 && (hides(part) || hides(whole) || part.n === 0)
  const noise = { count: part.variance, of: whole.variance }
  const shown = { numerator: part.n, denominator: whole.n, few }
  if (few || whole.n <= 0) return { ...shown, value: null, interval: null }
  // Acts of the same people come together: their sum is as uncertain as that of fewer.
  const wide = z * Math.sqrt(part.clustered)
  if (figure.kind !== 'rate')
    return {
      ...shown,
      // Two blurred counts of nearly the same people may stand the wrong way round.
      value: counts.exact ? part.n / whole.n : Math.min(1, part.n / whole.n),
      interval: shareInterval(part.n, whole.n, wide, noise),
    }
  const interval = rateInterval(part.n, whole.n, wide, noise)
  return {
    ...shown,
    value: (per * part.n) / whole.n,
    interval: interval && { low: per * interval.low, high: per * interval.high },
  }
}

function timed(figure: Figure & { kind: 'time' }, counts: Counts, cell: number): Evaluated {
  const classes = Array.from(
    { length: figure.ends.length + 1 },
    (_, i) => counts.sum(counts.flow, [`${figure.classes}:${i}`], cell).n,
  )
  const all = classes.reduce((a, b) => a + b, 0)
  let within = 0
  const median = classes.findIndex((n) => {
    within += n
    return within * 2 >= all
  })
  const value = all === 0 ? null : (figure.ends[median] ?? null)
  return { value, numerator: all === 0 ? 0 : within, denominator: all, interval: null, few: false }
}

export type Change = 'better' | 'worse' | 'alike' | 'few'

/** Fewer than this say more about chance than about a figure. */
export const fewestCompared = 33

/** Whether a figure differs from what it was by more than the errors of both, asked of all figures at once. */
export function changeOf(figure: Figure, before: Counts, after: Counts, cell: number): Change {
  const [was, is] = [evaluate(figure, before, cell, changed), evaluate(figure, after, cell, changed)]
  if (was.value === null || is.value === null || !was.interval || !is.interval) return 'few'
  if (Math.min(was.denominator, is.denominator) < fewestCompared) return 'few'
  const moved = direction(
    { value: was.value, interval: was.interval },
    { value: is.value, interval: is.interval },
  )
  if (moved === 0) return 'alike'
  return moved > 0 === (figure.goal === 'more') ? 'better' : 'worse'
}
