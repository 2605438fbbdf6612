/** Normal quantiles: 95 % for what is drawn, 99.8 % (three standard errors) before a place is called different. */
export const drawn = 1.959964
export const different = 3.090232
/**
 * Before a figure is called better or worse than it was: 99.988 %, so that of forty figures looked at together none is called
 * so in 199 looks of 200 where nothing changed (Bonferroni). `desk adoption simulate` shows what comes of it.
 */
export const changed = 3.836

export interface Interval {
  low: number
  high: number
}

/** What blurring adds to the variance of a count and of what it is counted out of. */
export interface Noise {
  count: number
  of: number
}
const none: Noise = { count: 0, of: 0 }

/** Widens an interval about a value by errors of its own on either side (MOVER; Zou and Donner 2008). */
const widened = ({ low, high }: Interval, value: number, error: number): Interval => ({
  low: value - Math.hypot(value - low, error),
  high: value + Math.hypot(high - value, error),
})

/**
 * Wilson's score interval of a share (Wilson 1927; recommended by Brown, Cai and DasGupta 2001), wider where the counts are
 * blurred: that both are is an error of the share on top of chance.
 */
export function shareInterval(
  numerator: number,
  denominator: number,
  z: number,
  noise: Noise = none,
): Interval | null {
  if (denominator <= 0) return null
  const p = Math.min(1, Math.max(0, numerator / denominator))
  const z2 = z * z
  const centre = (p + z2 / (2 * denominator)) / (1 + z2 / denominator)
  const half =
    (z / (1 + z2 / denominator)) *
    Math.sqrt((p * (1 - p)) / denominator + z2 / (4 * denominator * denominator))
  const wilson = { low: Math.min(p, centre - half), high: Math.max(p, centre + half) }
  const { low, high } = widened(wilson, p, (z * Math.sqrt(noise.count + p * p * noise.of)) / denominator)
  return { low: Math.max(0, low), high: Math.min(1, high) }
}

/**
 * The exact interval of a Poisson count (Garwood 1936), by Byar's approximation, divided by its exposure (Breslow and Day
 * 1987), wider where count and exposure are blurred.
 */
export function rateInterval(
  count: number,
  exposure: number,
  z: number,
  noise: Noise = none,
): Interval | null {
  if (exposure <= 0) return null
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3
  const more = count + 1
  const high = more * (1 - 1 / (9 * more) + z / (3 * Math.sqrt(more))) ** 3
  const rate = count / exposure
  const byar = { low: Math.max(0, low) / exposure, high: high / exposure }
  const wide = widened(byar, rate, (z * Math.sqrt(noise.count + rate * rate * noise.of)) / exposure)
  return { low: Math.max(0, wide.low), high: wide.high }
}

/** Whether two values differ by more than the errors of both (Newcombe 1998): 0 where they do not, else the sign of the change. */
export function direction(
  before: { value: number; interval: Interval },
  after: { value: number; interval: Interval },
): -1 | 0 | 1 {
  const { low, high } = difference(after, before)
  return low > 0 ? 1 : high < 0 ? -1 : 0
}

/** How much more one value is than another, with its interval, from those of both (Newcombe 1998). */
export function difference(
  one: { value: number; interval: Interval },
  other: { value: number; interval: Interval },
): Interval & { value: number } {
  const value = one.value - other.value
  return {
    value,
    low: value - Math.hypot(one.value - one.interval.low, other.interval.high - other.value),
    high: value + Math.hypot(one.interval.high - one.value, other.value - other.interval.low),
  }
}

/** How many times as high the second rate is as the first, on the log scale; null where either has nothing counted. */
export function ratioInterval(before: Counted, after: Counted): (Interval & { ratio: number }) | null {
  if (before.count <= 0 || after.count <= 0 || before.exposure <= 0 || after.exposure <= 0) return null
  const ratio = after.count / after.exposure / (before.count / before.exposure)
  const error = Math.sqrt(
    [before, after].reduce(
      (sum, { count, exposure, clustered, noise }) =>
        sum + (clustered * count + noise.count) / count ** 2 + noise.of / exposure ** 2,
      0,
    ),
  )
  return { ratio, low: ratio * Math.exp(-drawn * error), high: ratio * Math.exp(drawn * error) }
}

interface Counted {
  count: number
  exposure: number
  /** How many times the variance is that of single people: some call again and again. */
  clustered: number
  noise: Noise
}
