import { normalUpTo, root } from './student.ts'

/** A month of a series. */
export interface Month {
  /** Counted from year 0. */
  month: number
  count: number
  /** What it is counted out of. */
  exposure: number
  /** How many times its variance is that of a Poisson count: 1 where it counts people. */
  times: number
  /** What blurring adds to the variance of both. */
  noise: { count: number; of: number }
  after: boolean
}

export interface Interrupted {
  /** How many times as many as trend and season lead one to expect, with its 95 % interval. */
  ratio: number
  low: number
  high: number
  /** How likely as large a change is where there is none. */
  chance: number
  season: boolean
  /** What is expected of each month had nothing changed, in its order. */
  expected: number[]
}

/** From so many months on a year's season shows twice. */
export const forSeason = 24
const year = 12
const held = 0.95
/** How much months may differ by themselves (a standard deviation of the logarithm), and how much of it lasts a month. */
const spreads = [0, 0.01, 0.02, 0.035, 0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4]
const lasting = [0, 0.25, 0.5, 0.75, 0.95]

/**
 * An interrupted series: whether the counts of the months after a day differ from what trend and season before and after
 * lead one to expect (segmented regression with a step; Bernal, Cummins and Gasparrini 2017, with pairs of harmonics for the
 * season, Stolwijk 1999). Counts vary as Poisson counts, by their blur, and months moreover by themselves and for longer than a
 * month (Zeger 1988, A regression model for time series of counts). How much is not known from a few dozen months: the answer
 * is the mean over all that may be, weighted by how well it fits (restricted likelihood; flat in the standard deviation,
 * Gelman 2006), so that short series are not believed too much.
 */
export function interrupted(months: readonly Month[]): Interrupted {
  const season = months.length >= forSeason
  const first = months[0]!.month
  const design = months.map(({ month, after }) => [
    Number(after),
    1,
    (month - first) / year,
    ...(season
      ? [1, 2].flatMap((times) => {
          const angle = (2 * Math.PI * times * (month % year)) / year
          return [Math.cos(angle), Math.sin(angle)]
        })
      : []),
  ])
  let mean = months.map(({ count }) => Math.max(count, 1))
  let fits: Fit[] = []
  let coefficients: number[] = []
  // The variance of a count hangs on what is expected of it: a few rounds settle both.
  for (let round = 0; round < 4; round++) {
    const working = months.map(
      ({ count, exposure }, i) => Math.log(mean[i]! / exposure) + (count - mean[i]!) / mean[i]!,
    )
    const own = months.map(
      ({ times, noise, exposure }, i) =>
        times / mean[i]! + noise.count / mean[i]! ** 2 + noise.of / exposure ** 2,
    )
    const plain = solve(months, design, working, own, 0, 0)
    fits = [plain]
    if (round === 3)
      for (const spread of spreads.slice(1))
        for (const lasts of lasting) fits.push(solve(months, design, working, own, spread, lasts))
    coefficients = best(fits).coefficients
    mean = months.map(({ exposure }, i) => Math.max(0.5, exposure * Math.exp(dot(design[i]!, coefficients))))
  }
  const weights = weigh(fits)
  const below = (value: number) =>
    fits.reduce((sum, { effect, error }, i) => sum + weights[i]! * normalUpTo((value - effect) / error), 0)
  const width = 40 * Math.max(...fits.map(({ error }) => error))
  const middle = best(fits).effect
  const at = (probability: number) =>
    root((value) => below(value) - probability, middle - width, middle + width)
  const effect = at(0.5)
  const nothing = below(0)
  return {
    ratio: Math.exp(effect),
    low: Math.exp(at((1 - held) / 2)),
    high: Math.exp(at((1 + held) / 2)),
    chance: 2 * Math.min(nothing, 1 - nothing),
    season,
    expected: months.map(
      ({ exposure }, i) => exposure * Math.exp(dot([0, ...design[i]!.slice(1)], coefficients)),
    ),
  }
}

interface Fit {
  coefficients: number[]
  /** The first coefficient and its standard error. */
  effect: number
  error: number
  likelihood: number
  /** What part of all that may be it stands for. */
  share: number
}

/** Generalised least squares where months vary by their own variance and by a spread that lasts. */
function solve(
  months: readonly Month[],
  design: readonly number[][],
  values: readonly number[],
  own: readonly number[],
  spread: number,
  lasts: number,
): Fit {
  const n = months.length
  const k = design[0]!.length
  // The lower triangle of the covariance, made its own root line by line (Cholesky); rows of values go along.
  const lower: number[][] = []
  const rows: number[][] = []
  let likelihood = 0
  for (let i = 0; i < n; i++) {
    const line: number[] = []
    const row = [...design[i]!, values[i]!]
    for (let j = 0; j < i; j++) {
      let c = spread ** 2 * lasts ** (months[i]!.month - months[j]!.month)
      for (let l = 0; l < j; l++) c -= line[l]! * lower[j]![l]!
      c /= lower[j]![j]!
      line.push(c)
      for (let l = 0; l <= k; l++) row[l]! -= c * rows[j]![l]!
    }
    const pivot = Math.sqrt(spread ** 2 + own[i]! - line.reduce((total, one) => total + one * one, 0))
    likelihood -= Math.log(pivot)
    line.push(pivot)
    lower.push(line)
    rows.push(row.map((one) => one / pivot))
  }
  // Columns are made square to those before them (Gram and Schmidt), the one that is asked about last.
  const columns = Array.from({ length: k + 1 }, (_, l) => rows.map((row) => row[l]!))
  const order = [...Array.from({ length: k - 1 }, (_, l) => l + 1), 0]
  const made: { unit: number[]; length: number; by: number[] }[] = []
  for (const l of order) {
    const column = [...columns[l]!]
    const by = made.map(({ unit }) => {
      const part = dot(unit, column)
      for (let i = 0; i < n; i++) column[i]! -= part * unit[i]!
      return part
    })
    const length = Math.sqrt(dot(column, column))
    likelihood -= Math.log(length)
    made.push({ unit: column.map((one) => one / length), length, by })
  }
  const rest = [...columns[k]!]
  const parts = made.map(({ unit }) => {
    const part = dot(unit, rest)
    for (let i = 0; i < n; i++) rest[i]! -= part * unit[i]!
    return part
  })
  const solved: number[] = Array(k).fill(0)
  for (let i = k - 1; i >= 0; i--) {
    let value = parts[i]!
    for (let j = i + 1; j < k; j++) value -= made[j]!.by[i]! * solved[j]!
    solved[i] = value / made[i]!.length
  }
  const coefficients: number[] = Array(k).fill(0)
  order.forEach((l, i) => {
    coefficients[l] = solved[i]!
  })
  const steps = spreads.indexOf(spread)
  const width = ((spreads[steps + 1] ?? spreads[steps]!) - (spreads[steps - 1] ?? 0)) / 2
  return {
    coefficients,
    effect: coefficients[0]!,
    error: 1 / made[k - 1]!.length,
    likelihood: likelihood - dot(rest, rest) / 2,
    share: spread === 0 ? width : width / lasting.length,
  }
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, i) => sum + one * b[i]!, 0)
const best = (fits: readonly Fit[]) => fits.reduce((a, b) => (b.likelihood > a.likelihood ? b : a))

/** How much each counts: what it stands for times how well it fits. */
function weigh(fits: readonly Fit[]): number[] {
  const most = best(fits).likelihood
  const weights = fits.map(({ likelihood, share }) => share * Math.exp(likelihood - most))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((one) => one / sum)
}
