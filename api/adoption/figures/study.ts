import { fewestPeople } from '../rollup/smallCells.ts'
import { apart, type Measured, within } from '../statistics/between.ts'
import { forSeason, type Interrupted, interrupted } from '../statistics/interrupted.ts'
import type { SeenMonth } from './readMonths.ts'

/*
 * What the months around a day say of a change on it. `desk adoption simulate` shows how often they say a false word.
 */

/** As many times as there were to be expected, with its 95 % interval. */
export interface Times {
  ratio: number
  low: number
  high: number
}

/** So many months before the day are looked at, and so many after it, where there are. */
export const reach = { before: 36, after: 12 } as const
export const fewest = { before: 12, after: 3 } as const
/** Places are compared over a year on either side: what lies further back is another time. */
const besideReach = 12
const fewestBeside = 6
/** With fewer others, nothing is known of how places differ anyway. */
export const fewestOthers = 5
/** So unlikely must a change be where there was none, before it is called one. */
const certain = 0.004
/** Places that went apart before the day this surely go on so without it. */
const parallel = 0.1
const held = 0.95

const verdict = ({ ratio, chance }: { ratio: number; chance: number }) =>
  chance >= certain ? 'alike' : ratio < 1 ? 'fewer' : 'more'

export interface SeriesStudy {
  says: 'fewer' | 'more' | 'alike' | 'short' | 'few'
  change: Interrupted | null
}

/** The series of one place beside what its own trend and season lead one to expect. */
export function studySeries(months: readonly SeenMonth[], mark: number): SeriesStudy {
  const used = months.filter(({ month }) => month !== mark)
  const after = used.filter(({ month }) => month > mark).length
  // With less than two years a season cannot be told from a change.
  if (after < fewest.after || used.length - after < fewest.before || used.length < forSeason)
    return { says: 'short', change: null }
  if (!enough(used, mark)) return { says: 'few', change: null }
  const change = interrupted(used.map((one) => ({ ...one, after: one.month > mark })))
  return { says: verdict(change), change }
}

/** Whether months are full enough: of blurred counts none is hidden, of true ones as many are there on either side. */
function enough(months: readonly SeenMonth[], mark: number): boolean {
  if (months.some(({ count, exposure, noise }) => exposure <= 0 || (noise.count > 0 && count === 0)))
    return false
  return [true, false].every((after) => {
    const side = months.filter(({ month }) => month > mark === after)
    return side.length > 0 && sumOf(side).count / side.length >= fewestPeople
  })
}

const sumOf = (months: readonly SeenMonth[]) => ({
  count: months.reduce((sum, one) => sum + one.count, 0),
  exposure: months.reduce((sum, one) => sum + one.exposure, 0),
})

export interface PlacesStudy {
  says: 'fewer' | 'more' | 'alike' | 'unlike' | 'short' | 'few'
  /** How many places with the change, and how many without it, could be used. */
  changed: number
  others: number
  /** How many could not: too few calls in a month. */
  left: number
  /** Whole months on either side. */
  months: { before: number; after: number }
  change: Times | null
}

/**
 * Difference in differences: whether places with a change went another way after it than places without it. Each place's
 * months become two numbers, before and after, so that it does not matter how much months hang together (Bertrand, Duflo
 * and Mullainathan 2004), and what the places with it did differently is set beside how places differ anyway.
 */
export function studyPlaces(
  changed: readonly SeenMonth[][],
  others: readonly SeenMonth[][],
  mark: number,
  last: number,
): PlacesStudy {
  const all = [...changed, ...others]
  const start = Math.max(mark - besideReach, Math.min(mark, ...all.map((place) => place[0]?.month ?? mark)))
  const months = { before: mark - start, after: Math.min(besideReach, last - mark) }
  const none = { changed: 0, others: 0, left: 0, months, change: null }
  if (months.before < fewestBeside || months.after < fewest.after) return { says: 'short', ...none }
  const sides = (place: readonly SeenMonth[]) => {
    const used = place.filter(({ month }) => month >= start && month !== mark && month <= mark + months.after)
    return used.length === months.before + months.after && enough(used, mark) ? [used] : []
  }
  const usable = { changed: changed.flatMap(sides), others: others.flatMap(sides) }
  const counts = {
    changed: usable.changed.length,
    others: usable.others.length,
    left: all.length - usable.changed.length - usable.others.length,
    months,
  }
  if (counts.changed === 0 || counts.others < fewestOthers) return { says: 'few', ...counts, change: null }
  const differ = (turn: number, from: number, to: number) => {
    const of = (places: readonly SeenMonth[][]) =>
      places.map((place) =>
        turned(
          place.filter(({ month }) => month >= from && month <= to),
          turn,
        ),
      )
    return apart(of(usable.changed), of(usable.others))!
  }
  const before = differ(start + Math.floor(months.before / 2), start, mark - 1)
  if (before.chance < parallel) return { says: 'unlike', ...counts, change: null }
  const found = differ(mark, start, mark + months.after)
  const { low, high } = within(found, held)
  const ratio = Math.exp(found.value)
  return {
    says: verdict({ ratio, chance: found.chance }),
    ...counts,
    change: { ratio, low: Math.exp(low), high: Math.exp(high) },
  }
}

/** By how much a place's rate turned with a month, on the log scale. */
function turned(months: readonly SeenMonth[], turn: number): Measured {
  const [is, was] = [true, false].map((after) => {
    const side = months.filter(({ month }) => month >= turn === after)
    const { count, exposure } = sumOf(side)
    const noise = side.reduce((sum, one) => sum + one.noise.count, 0)
    return {
      value: Math.log((count + 0.5) / exposure),
      // Much the same people are seen in each month, with much the same blur.
      variance:
        side[0]!.times / count + noise / count ** 2 + side[0]!.noise.of / (exposure / side.length) ** 2,
    }
  }) as [Measured, Measured]
  return { value: is.value - was.value, variance: is.variance + was.variance }
}
