import { keysOf, kindOf, sharedAtMost } from './keys.ts'
import type { Person } from './person.ts'

/** The people who share a key, by the key: of keys that two do, and no more than tell something. */
export function blocksOf(people: Iterable<Person>): Map<string, Person[]> {
  const blocks = new Map<string, Person[]>()
  for (const person of people)
    for (const key of keysOf(person)) {
      const block = blocks.get(key)
      if (block) block.push(person)
      else blocks.set(key, [person])
    }
  for (const [key, { length }] of blocks)
    if (length < 2 || length > sharedAtMost(kindOf(key))) blocks.delete(key)
  return blocks
}

/** Each two people who share a key, once, in however many of the blocks they stand together. */
export function* pairsOf(
  blocks: ReadonlyMap<string, readonly Person[]>,
): Generator<readonly [Person, Person]> {
  const standsIn = new Map<Person, number[]>()
  let n = 0
  for (const block of blocks.values()) {
    for (const person of block) {
      const numbers = standsIn.get(person)
      if (numbers) numbers.push(n)
      else standsIn.set(person, [n])
    }
    n++
  }
  n = 0
  for (const block of blocks.values()) {
    const numbers = block.map((person) => standsIn.get(person)!)
    for (let i = 0; i < block.length; i++)
      for (let j = 0; j < i; j++)
        if (firstShared(numbers[i]!, numbers[j]!) === n) yield [block[j]!, block[i]!]
    n++
  }
}

/** The least number in both of two rising lists that have one in common. */
function firstShared(a: readonly number[], b: readonly number[]): number {
  let i = 0
  let j = 0
  while (a[i] !== b[j])
    if (a[i]! < b[j]!) i++
    else j++
  return a[i]!
}
