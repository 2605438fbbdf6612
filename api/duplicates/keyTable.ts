import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { keyNumbersOf, mostOf } from './keys.ts'
import type { Person } from './person.ts'
import { holdersOf, peopleNumbered } from './queries.ts'

/** Says that more people have a key than it tells of. */
export const everybody = 0

export interface KeyChange {
  held: { key: number; person: number }[]
  /** Keys that too many have from now on. */
  crowded: number[]
}

/**
 * Whom some people share a key with, of those who were compared before and of each other, and what the table of keys is to
 * hold of them. A key that a changed person had before stays: it costs a comparison, and to find it would take an index as
 * large as the table. A key that too many came to share tells of nobody any more (2026-11-26).
 * @param numbers the number of each of them, by id
 */
export async function meet(
  db: Kysely<Tables>,
  people: readonly Person[],
  numbers: ReadonlyMap<string, number>,
): Promise<{ keys: KeyChange; meets: Map<string, Set<string>> }> {
  const having = new Map<number, Set<number>>()
  for (const person of people)
    for (const key of keyNumbersOf(person)) {
      const mine = having.get(key) ?? new Set()
      having.set(key, mine)
      mine.add(numbers.get(person.id)!)
    }
  const before = await holdersOf(db, [...having.keys()])
  const keys: KeyChange = { held: [], crowded: [] }
  const shared = new Map<number, Set<number>>()
  for (const [key, mine] of having) {
    const held = before.get(key) ?? new Set()
    if (held.has(everybody)) continue
    const all = new Set([...held, ...mine])
    if (all.size > mostOf(key)) {
      keys.crowded.push(key)
      continue
    }
    for (const person of mine) {
      if (!held.has(person)) keys.held.push({ key, person })
      const others = shared.get(person) ?? new Set()
      shared.set(person, others)
      for (const other of all) if (other !== person) others.add(other)
    }
  }
  const ids = new Map([...numbers].map(([id, number]) => [number, id]))
  const unknown = new Set([...shared.values()].flatMap((some) => [...some]).filter((one) => !ids.has(one)))
  for (const { number, patient_id } of await peopleNumbered(db, [...unknown])) ids.set(number, patient_id)
  const meets = new Map(
    people.map(({ id }) => [
      id,
      new Set([...(shared.get(numbers.get(id)!) ?? [])].flatMap((one) => ids.get(one) ?? [])),
    ]),
  )
  return { keys, meets }
}
