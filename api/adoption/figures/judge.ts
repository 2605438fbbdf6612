import { apart, type Measured, spreadOf } from '../statistics/between.ts'
import type { Figure } from './catalog.ts'
import type { Counts } from './counts.ts'
import { evaluate, fewestCompared, fewestExpected, sumsOf } from './evaluate.ts'
import { drawn } from './interval.ts'
import { fewestOthers } from './study.ts'

export type Verdict = 'better' | 'worse' | 'alike' | 'few'

/** What a figure would be of some patients, and how surely that is known. */
export interface Expected {
  value: number
  variance: number
}

export interface Place {
  cell: number
  /** Nothing where there is nothing to expect. */
  expected: Expected | null
}

/** A place, and how surely it is known where it is judged by itself. */
type Placed = Measured & { alone: number }

/** So rarely is any place named of all that are looked at together, where places differ as places do. */
const named = 0.005
/** Of so many or fewer, each is left out of what the others are; among more it makes no difference. */
const few = 24

/**
 * Which places stand apart from how places differ anyway, each beside what is to be expected of its patients: by
 * the arc sine of a share's square root, or the logarithm of how many times as many, on which differences are alike (Spiegelhalter
 * 2005). Of fewer than six places none is judged.
 */
export function judge(figure: Figure, counts: Counts, places: readonly Place[]): Verdict[] {
  const measured = places.map((place) => measure(figure, counts, place))
  const known = measured.flatMap((one) => (one ? [one] : []))
  const spread = known.length > few ? spreadOf(known) : undefined
  return measured.map((one) => verdictOn(figure, one, known, known.length, spread))
}

/** The same of one place among all, where so many questions are asked of it at once. */
export function judgeOne(
  figure: Figure,
  counts: Counts,
  places: readonly Place[],
  cell: number,
  asked: number,
): Verdict {
  const measured = places.map((place) => ({ cell: place.cell, one: measure(figure, counts, place) }))
  const known = measured.flatMap(({ one }) => (one ? [one] : []))
  return verdictOn(figure, measured.find((place) => place.cell === cell)?.one ?? null, known, asked)
}

function verdictOn(
  figure: Figure,
  one: Placed | null,
  known: readonly Placed[],
  asked: number,
  spread?: number,
): Verdict {
  if (!one || known.length <= fewestOthers) return 'few'
  const found = apart(
    [{ value: one.value, variance: one.alone }],
    known.filter((other) => other !== one),
    spread,
  )!
  if (found.chance >= named / asked) return 'alike'
  return found.value > 0 === (figure.goal === 'more') ? 'better' : 'worse'
}

function measure(figure: Figure, counts: Counts, { cell, expected }: Place): Placed | null {
  if (!expected) return null
  const { value, few } = evaluate(figure, counts, cell, drawn)
  if (value === null || few || figure.kind === 'time') return null
  const { part, whole } = sumsOf(figure, counts, cell)
  if (whole.n < fewestCompared) return null
  if (figure.kind === 'rate') {
    const most = (expected.value * whole.n) / 1000
    if (most < fewestExpected) return null
    const value = Math.log((part.n + 0.5) / (most + 0.5))
    const chance = part.clustered / most
    const more =
      part.variance / most ** 2 + whole.variance / whole.n ** 2 + expected.variance / expected.value ** 2
    const alone = Math.max(chance, fewVariance(value, part.n / part.clustered, most / part.clustered))
    return { value, variance: chance + more, alone: alone + more }
  }
  // Not so near to none or all that an arc sine has no slope there.
  const edge = 1 / (2 * whole.n)
  const p = Math.min(1 - edge, Math.max(edge, expected.value))
  const arc = (share: number) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))))
  const noise = (part.variance + p * p * whole.variance) / whole.n ** 2 + expected.variance
  const variance = 1 / (4 * whole.n) + noise / (4 * p * (1 - p))
  return { value: arc(value) - arc(p), variance, alone: variance }
}

/**
 * The variance by which so few are as unlikely as they are (Byar; Breslow and Day 1987). The logarithm of few is far below that of what
 * was to be expected: of 80 places that only differ as usual, one in 35 pages called one better that had four calls of
 * a dozen (2026-11-28).
 */
function fewVariance(value: number, few: number, expected: number): number {
  const next = few + 1
  const off = 3 * Math.sqrt(next) * (Math.cbrt(expected / next) - 1 + 1 / (9 * next))
  return off <= 0 ? 0 : (value / off) ** 2
}
