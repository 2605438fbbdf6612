import { type KeyKind, keyKinds, kindOf } from './keys.ts'
import { compare, type Pattern } from './levels.ts'
import { countRandom, estimate, type Frequencies, type Model, type Pass } from './model.ts'
import type { Person } from './person.ts'

/** Pairs drawn at random, and pairs of each kind of key: more tell nothing new. */
const randomPairs = 300_000
const pairsOfKind = 30_000

/** Numbers from 0 to 1 that are the same each time, so that the same records get the same weights. */
function steadyRandom(): () => number {
  let state = 0x9e3779b9
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** How often each name is borne. */
function frequenciesOf(people: Iterable<Person>): Frequencies {
  const [family, given] = [new Map<string, number>(), new Map<string, number>()]
  let n = 0
  const count = (names: Map<string, number>, name: string | undefined) =>
    name !== undefined && names.set(name, (names.get(name) ?? 0) + 1)
  for (const person of people) {
    n++
    count(family, person.families[0])
    count(given, person.givens[0])
  }
  return { family, given, people: n }
}

/**
 * Fits the model to a hospital's people, or to a sample of them.
 * @param blocks those of them who share a key (`blocksOf`)
 */
export function fitModel(people: readonly Person[], blocks: ReadonlyMap<string, readonly Person[]>): Model {
  const random = steadyRandom()
  const any = () => people[Math.floor(random() * people.length)]!
  const drawn = new Map<Pattern, number>()
  const count = (pairs: Map<Pattern, number>, a: Person, b: Person) => {
    if (a.id === b.id) return
    const pattern = compare(a, b)
    pairs.set(pattern, (pairs.get(pattern) ?? 0) + 1)
  }
  const draws = people.length > 1 ? Math.min(randomPairs, people.length ** 2) : 0
  for (let i = 0; i < draws; i++) count(drawn, any(), any())
  const u = countRandom(drawn)
  const passes = new Map<KeyKind, Pass & { pairs: Map<Pattern, number>; left: number }>()
  for (const [key, block] of blocks) {
    const kind = kindOf(key)
    // Of all pairs there are, drawn ones tell enough.
    if (kind === 'anybody') continue
    const pass = passes.get(kind) ?? { madeOf: keyKinds[kind], pairs: new Map(), left: pairsOfKind }
    passes.set(kind, pass)
    for (let i = 0; i < block.length; i++)
      for (let j = 0; j < i && pass.left > 0; j++, pass.left--) count(pass.pairs, block[i]!, block[j]!)
  }
  const { m, ones } = estimate([...passes.values()], u)
  const pairs = (people.length * (people.length - 1)) / 2
  return { m, u, prior: Math.max(ones, 1) / Math.max(pairs, 2), frequencies: frequenciesOf(people) }
}
