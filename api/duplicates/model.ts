import { type Field, fields, levelAt, levels, type Pattern } from './levels.ts'
import type { Person } from './person.ts'

/*
 * Fellegi and Sunter, "A theory for record linkage" (1969): each level weighs as much as it is likelier of one person than of
 * two, and the weights add up. What is
 * likely of two people (u) is counted over pairs drawn at random; what is likely of one (m) is found by expectation and
 * maximisation over pairs that share a key, each kind of key telling of the fields it is not made of (as Splink does). A few assumed pairs are added to what is counted, so that a hospital without duplicates has sane weights too.
 */

export interface Model {
  m: Record<Field, number[]>
  u: Record<Field, number[]>
  /** How many of two people drawn at random are one. */
  prior: number
  frequencies: Frequencies
}
/** How many of some people bear each name. */
export interface Frequencies {
  family: ReadonlyMap<string, number>
  given: ReadonlyMap<string, number>
  people: number
}

/** Of how many pairs each the assumptions count. */
const assumedPairs = 60
const leastShare = 1e-6

/** What is likely of one person's records before anything is counted. By nobody's data: the order of errors in registries. */
const assumed: Record<Field, number[]> = {
  family: [0.8, 0.05, 0.02, 0.07, 0.02, 0.04],
  given: [0.76, 0.06, 0.02, 0.02, 0.07, 0.02, 0.05],
  birth: [0.84, 0.01, 0.07, 0.03, 0.01, 0.02, 0.02],
  place: [0.5, 0.08, 0.12, 0.12, 0.04, 0.14],
  email: [0.6, 0.12, 0.08, 0.2],
  phone: [0.6, 0.05, 0.35],
  number: [0.7, 0.1, 0.2],
  sex: [0.98, 0.02],
  suffix: [0.95, 0.05],
}

export type Counted = ReadonlyMap<Pattern, number>

const byField = <T>(of: (field: Field) => T) =>
  Object.fromEntries(fields.map((field) => [field, of(field)])) as Record<Field, T>
const shares = (counts: readonly number[]) => {
  const sum = counts.reduce((all, one) => all + one, 0)
  return counts.map((one) => Math.max(one / sum, leastShare))
}

/** What is likely of two people: over pairs drawn at random, with half a pair more at each level. */
export function countRandom(random: Counted): Record<Field, number[]> {
  const counts = byField((field) => levels[field].map(() => 0.5))
  for (const [pattern, n] of random)
    for (const field of fields) {
      const level = levelAt(pattern, field)
      if (level >= 0) counts[field][level]! += n
    }
  return byField((field) => shares(counts[field]))
}

/** Pairs that share a key of one kind, and the fields it is made of. */
export interface Pass {
  madeOf: readonly Field[]
  pairs: Counted
}

const rounds = 30

/** What is likely of one person, by all passes; and how many pairs of the richest are one person’s. */
export function estimate(passes: readonly Pass[], u: Record<Field, number[]>) {
  const sums = byField((field) => assumed[field].map((share) => share * assumedPairs))
  let most = 0
  for (const { madeOf, pairs } of passes) {
    const told = fields.filter((field) => !madeOf.includes(field))
    let m = byField((field) => assumed[field])
    let one = 0.2
    let counts = sums
    let ones = 0
    for (let round = 0; round < rounds; round++) {
      counts = byField((field) => levels[field].map(() => 0))
      ones = 0
      let all = 0
      for (const [pattern, n] of pairs) {
        let odds = one / (1 - one)
        for (const field of told) {
          const level = levelAt(pattern, field)
          if (level >= 0) odds *= m[field][level]! / u[field][level]!
        }
        const part = (n * odds) / (1 + odds)
        ones += part
        all += n
        for (const field of told) {
          const level = levelAt(pattern, field)
          if (level >= 0) counts[field][level]! += part
        }
      }
      m = byField((field) =>
        shares(counts[field].map((counted, level) => counted + assumed[field][level]! * assumedPairs)),
      )
      one = Math.min(Math.max(ones / Math.max(all, 1), 1e-6), 0.99)
    }
    most = Math.max(most, ones)
    for (const field of told)
      for (const [level, counted] of counts[field].entries()) sums[field][level]! += counted
  }
  return { m: byField((field) => shares(sums[field])), ones: most }
}

/**
 * The weight of a pattern in bits: for one person above zero, for two below. A name that agrees weighs by how rare it is.
 * @param one either of the two: names are looked up only where they are the same
 */
export function weigh(model: Model, pattern: Pattern, one: Person): number {
  let bits = 0
  for (const field of fields) {
    const level = levelAt(pattern, field)
    if (level < 0) continue
    let u = model.u[field][level]!
    if (level === 0 && (field === 'family' || field === 'given'))
      u = frequencyOf(model.frequencies, field, (field === 'family' ? one.families : one.givens)[0]!)
    bits += Math.log2(model.m[field][level]! / u)
  }
  return bits
}

const frequencyOf = ({ people, ...of }: Frequencies, field: 'family' | 'given', name: string) =>
  Math.max((of[field].get(name) ?? 1) / people, 1e-6)

/** The probability that two records of so many bits are one person. */
export const probability = (model: Model, bits: number): number => {
  const odds = (model.prior / (1 - model.prior)) * 2 ** bits
  return odds / (1 + odds)
}
