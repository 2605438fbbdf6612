import { blurVariance } from '../rollup/noise.ts'
import { fewestPeople, patienceSpan } from '../rollup/smallCells.ts'
import type { Sight } from './sight.ts'

/** What chance does in made-up hospitals: numbers from 0 to 1, one after another. */
export type Random = () => number
export type Side = Pick<Sight, 'exact' | 'variance'>
export const exact: Side = { exact: true, variance: { flow: 0, level: 0 } }
export const blurred: Side = { exact: false, variance: blurVariance }

export function poisson(random: Random, mean: number): number {
  // In parts small enough for the product of draws.
  let n = 0
  for (let left = mean; left > 0; left -= 200) {
    const end = Math.exp(-Math.min(left, 200))
    for (let product = random(); product > end; product *= random()) n++
  }
  return n
}

export function binomial(random: Random, n: number, p: number): number {
  let k = 0
  for (let i = 0; i < n; i++) if (random() < p) k++
  return k
}

/** Of a normal distribution about 0 with a deviation of 1 (Box and Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** The same of how many are so, which may have changed by some people since. */
export function seenLevel(random: Random, side: Side, people: number): number {
  if (side.exact) return people
  const patience = fewestPeople + Math.floor(random() * patienceSpan)
  return seen(random, side, people + Math.round((2 * random() - 1) * (patience - 1)))
}

/** As `rollup/noise.ts` does it. */
export function seen(random: Random, { exact }: Side, people: number): number {
  if (exact) return people
  if (people < fewestPeople + Math.floor(random() * patienceSpan)) return 0
  const n = people + Math.floor(random() * 11) - Math.floor(random() * 11)
  return n < fewestPeople ? 0 : n
}
