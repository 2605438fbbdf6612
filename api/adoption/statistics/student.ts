/**
 * How likely a value of Student's distribution lies within ±t, with a whole number of degrees of freedom from 1 on
 * (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
 */
export function studentWithin(t: number, freedom: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(freedom))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const odd = freedom % 2 === 1
  let term = odd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let i = odd ? 3 : 2; i < freedom; i += 2) {
    term *= ((i - 1) / i) * cosine * cosine
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** The t within which a value lies with a probability, such as 0.95. */
export function studentQuantile(probability: number, freedom: number): number {
  let high = 1
  while (studentWithin(high, freedom) < probability) high *= 2
  return root((t) => studentWithin(t, freedom) - probability, 0, high)
}

/** The normal distribution up to z, to seven places (Abramowitz and Stegun 1964, 26.2.17). */
export function normalUpTo(z: number): number {
  const x = Math.abs(z)
  const t = 1 / (1 + 0.2316419 * x)
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const above = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z < 0 ? above : 1 - above
}

/** Where a function that rises from below 0 to above 0 passes 0. */
export function root(rising: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 50; i++) {
    const middle = (from + to) / 2
    if (rising(middle) < 0) from = middle
    else to = middle
  }
  return (from + to) / 2
}
