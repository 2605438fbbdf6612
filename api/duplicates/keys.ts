import { sound } from '../patients/alike.ts'
import type { Field } from './levels.ts'
import type { Person } from './person.ts'

/*
 * Who is compared with whom: two who have one key in common. Each kind of key forgives what another asks for, so that two
 * records of one person are missed only where several fields went wrong at once.
 */

/** The fields a key is made of say nothing new of those who share it: the model is not fitted to them there. */
export const keyKinds = {
  number: ['number'],
  email: ['email'],
  'email-name': ['email'],
  phone: ['phone'],
  home: ['place'],
  name: ['family', 'given'],
  born: ['birth'],
  'a-name-year': ['birth', 'family', 'given'],
  'initial-born': ['birth', 'family', 'given'],
  'a-name-month': ['birth', 'family', 'given'],
  'a-name-day-year': ['birth', 'family', 'given'],
  'a-name-day': ['birth', 'family', 'given'],
  'a-name': ['family', 'given'],
  /** Everybody's: where they are few, all are compared with all. */
  anybody: [],
} as const satisfies Record<string, readonly Field[]>
export type KeyKind = keyof typeof keyKinds

/**
 * A key that more people share tells little of each, and is left out: rare ones find who they share others with. A birth date,
 * or one name with or without a year, tells least: of a million people 26 of 29 million shared keys were such. So
 * these find whom few share them with, as of a rare name or in a small hospital, and where many do, the same with more of the
 * date or a first letter takes over (2026-11-27).
 */
export const sharedAtMost = (kind: KeyKind): number =>
  kind === 'anybody' ? fewPeople : broad.has(kind) ? broadMost : most
const [most, broadMost] = [120, 20]
/**
 * Keys only save comparing everybody with everybody, and lose whoever they do not bring together: of so few people nothing is
 * to be saved: to compare all takes nine seconds of processor, as by keys 25,000 people do (2026-11-27).
 */
export const fewPeople = 1500
const broad: ReadonlySet<KeyKind> = new Set(['a-name', 'a-name-year', 'born'])

export const kindOf = (key: string) => key.slice(0, key.indexOf(':')) as KeyKind

/** Of a million people's keys one in fifty thousand is another's by chance: it costs comparisons and nothing else. */
export const keyBits = 40
/** The last bit of a key's number says whether it is broad. */
export const mostOf = (key: number): number =>
  key === anybodys ? fewPeople : key % 2 === 1 ? broadMost : most

/** The keys of a person as numbers of `keyBits` bits. */
export function keyNumbersOf(p: Person): Set<number> {
  const numbers = new Set<number>()
  for (const key of keysOf(p)) numbers.add(numberOf(key))
  return numbers
}

// Two rows of products with large odd numbers, as hashes of texts that need withstand nobody are made.
function numberOf(key: string): number {
  let [low, high] = [0x2545f491, 0x6c62272e]
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code ^ (low >>> 15), 0x5bd1e995)
  }
  low = Math.imul(low ^ (low >>> 15) ^ high, 0x2c1b3c6d)
  high = Math.imul(high ^ (high >>> 13) ^ (low >>> 16), 0x297a2d39)
  const hash = ((high ^ (high >>> 16)) >>> 0) * 2 ** (keyBits - 32) + (low >>> 24)
  return hash - (hash % 2) + (broad.has(kindOf(key)) ? 1 : 0)
}

const anybody = 'anybody:'
const anybodys = numberOf(anybody)

/** The keys of a person, each beginning with its kind. */
export function keysOf(p: Person): string[] {
  const keys = new Set<string>([anybody])
  const put = (kind: KeyKind, ...parts: (string | undefined)[]) => {
    if (parts.every((part) => part !== undefined && part !== '')) keys.add(`${kind}:${parts.join('|')}`)
  }
  const families = p.families.map(sound)
  const givens = p.givens.map(sound)
  const [year, month, day] = p.birthDate.split('-')
  for (const number of p.numbers) put('number', number.slice(number.lastIndexOf('|') + 1))
  for (const email of p.emails) {
    const name = email.slice(0, email.indexOf('@'))
    put('email', email)
    if (name.length >= 5) put('email-name', name)
  }
  for (const phone of p.phones) put('phone', phone)
  put('home', p.street, p.postal)
  // Both names in one order, so that they may stand in each other's place; so each may stand in the other's below.
  if (families[0] && givens[0]) put('name', ...[families[0], givens[0]].sort())
  put('born', p.birthDate)
  for (const name of [...families, ...givens]) {
    put('a-name', name)
    put('a-name-year', name, year)
    if (month) put('a-name-month', name, year, month)
    if (!day) continue
    put('a-name-day', name, month, day)
    put('a-name-day-year', name, year, day)
    put('initial-born', name[0], p.birthDate)
  }
  return [...keys]
}
