import { root, studentQuantile, studentWithin } from './student.ts'

/** What was measured of a place on a scale on which differences are alike, such as a logarithm, and its own variance. */
export interface Measured {
  value: number
  variance: number
}

export interface Difference {
  value: number
  error: number
  /** Of Student's distribution, for its interval. */
  freedom: number
  /** How likely as large a difference is where there is none. */
  chance: number
}

/** The fifth that deviate most are drawn in to where the others end: a tenth on either side (Winsor). */
const kept = 0.8
/** What that leaves of the variance of a normal distribution. */
const left = 0.678651

/**
 * How far some places differ from others, where places differ from each other anyway: that they do (over-dispersion) is
 * measured among the others, without their extremes, and added to the variance of each (Spiegelhalter 2005, Handling
 * over-dispersion of performance indicators; Paule and Mandel 1982), and the difference is judged by Student's
 * distribution of as many as there are others, for how they differ is only known from them (Higgins, Thompson and
 * Spiegelhalter 2009; Hartung and Knapp 2001).
 * @param spread how they differ, where it is known already
 * @returns null where there are fewer than two others
 */
export function apart(
  some: readonly Measured[],
  others: readonly Measured[],
  spread = spreadOf(others),
): Difference | null {
  if (some.length === 0 || others.length < 2) return null
  const of = (places: readonly Measured[]) => {
    const weights = places.map(({ variance }) => 1 / (variance + spread))
    const all = weights.reduce((a, b) => a + b, 0)
    const mean = places.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / all
    return { mean, all, squares: weights.reduce((a, b) => a + b * b, 0) }
  }
  const [here, there] = [of(some), of(others)]
  const value = here.mean - there.mean
  const variance = 1 / here.all + 1 / there.all
  const moves = here.squares / here.all ** 2 + there.squares / there.all ** 2
  // Where few of the others tell how places differ, for the rest are small, it is known from those few (Satterthwaite 1946).
  const known = Math.floor((variance ** 2 * there.squares) / moves ** 2)
  const freedom = Math.max(1, Math.min(others.length - 1, known))
  const error = Math.sqrt(variance)
  return { value, error, freedom, chance: 1 - studentWithin(value / error, freedom) }
}

/** The variance by which places differ beyond what the variance of each explains. */
export function spreadOf(places: readonly Measured[]): number {
  /** How much they deviate where they differ by so much more, beside what is to be expected: 1 where it is that. */
  const excess = (spread: number) => {
    const weights = places.map(({ variance }) => 1 / (variance + spread))
    const all = weights.reduce((a, b) => a + b, 0)
    const mean = places.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / all
    const sizes = places.map(({ value }, i) => Math.abs(value - mean) * Math.sqrt(weights[i]!))
    const edge = [...sizes].sort((a, b) => a - b)[Math.ceil(kept * sizes.length) - 1]!
    return sizes.reduce((sum, one) => sum + Math.min(one, edge) ** 2, 0) / left / (places.length - 1)
  }
  if (excess(0) <= 1) return 0
  let most = Math.max(...places.map(({ variance }) => variance))
  while (excess(most) > 1) most *= 2
  return root((spread) => 1 - excess(spread), 0, most)
}

/** The interval of a difference that holds it with a probability. */
export const within = ({ value, error, freedom }: Difference, probability: number) => {
  const half = studentQuantile(probability, freedom) * error
  return { low: value - half, high: value + half }
}
