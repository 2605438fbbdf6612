/** Normal quantiles: 95 % for what is drawn, 99.8 % (three standard errors) before a place is called different. */
export const drawn = 1.959964
export const different = 3.090232

export interface Interval {
  low: number
  high: number
}

/**
 * Wilson's score interval of a share (Wilson 1927; recommended by Brown, Cai and DasGupta 2001). `extra` is a variance
 * of the numerator that comes on top of chance: that of rounding.
 */
export function shareInterval(numerator: number, denominator: number, z: number, extra = 0): Interval | null {
  if (denominator <= 0) return null
  const p = Math.min(1, numerator / denominator)
  const z2 = z * z
  const centre = (p + z2 / (2 * denominator)) / (1 + z2 / denominator)
  const half =
    (z / (1 + z2 / denominator)) *
    Math.sqrt(
      (p * (1 - p)) / denominator +
        z2 / (4 * denominator * denominator) +
        extra / (denominator * denominator),
    )
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** Byar's approximation to the exact interval of a Poisson count, divided by its exposure (Breslow and Day 1987). */
export function rateInterval(count: number, exposure: number, z: number, extra = 0): Interval | null {
  if (exposure <= 0) return null
  const spread = Math.sqrt(Math.max(count, 1) + extra) / Math.sqrt(Math.max(count, 1))
  const w = z * spread
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - w / (3 * Math.sqrt(count))) ** 3
  const more = count + 1
  const high = more * (1 - 1 / (9 * more) + w / (3 * Math.sqrt(more))) ** 3
  return { low: Math.max(0, low) / exposure, high: high / exposure }
}

/** How many times as high the second rate is as the first, on the log scale; null where either has nothing counted. */
export function ratioInterval(
  before: { count: number; exposure: number; extra: number },
  after: { count: number; exposure: number; extra: number },
): (Interval & { ratio: number }) | null {
  if (before.count <= 0 || after.count <= 0 || before.exposure <= 0 || after.exposure <= 0) return null
  const ratio = after.count / after.exposure / (before.count / before.exposure)
  const error = Math.sqrt(
    [before, after].reduce((sum, side) => sum + (side.count + side.extra) / side.count ** 2, 0),
  )
  return { ratio, low: ratio * Math.exp(-drawn * error), high: ratio * Math.exp(drawn * error) }
}
