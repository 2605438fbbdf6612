import { distance } from 'fastest-levenshtein'
import { inOtherScript, lettersOf, likenessTo } from '../patients/alike.ts'
import { formsOf } from '../patients/nicknames.ts'
import type { Person } from './person.ts'

/*
 * How far two records agree, field by field. A level is a statement that the one person makes as likely, and two people as
 * unlikely, as the model has found (model.ts); the first that holds is taken, so that they stand from close to far.
 */

export const levels = {
  family: ['same', 'other-name', 'swapped', 'near', 'alike', 'differs'],
  given: ['same', 'nickname', 'swapped', 'initial', 'near', 'alike', 'differs'],
  birth: ['same', 'swapped', 'slip', 'two-parts', 'days', 'year', 'differs'],
  place: ['same', 'street', 'postal', 'city', 'city-alike', 'differs'],
  email: ['same', 'near', 'name', 'differs'],
  phone: ['same', 'slip', 'differs'],
  number: ['same', 'slip', 'differs'],
  sex: ['same', 'differs'],
  suffix: ['same', 'differs'],
} as const

export type Field = keyof typeof levels
export type LevelOf<F extends Field> = (typeof levels)[F][number]
export const fields = Object.keys(levels) as Field[]

/** One digit a field: 0 where one of both does not say, else the place of its level from 1. */
export type Pattern = number
const base = 8
const placeOf = Object.fromEntries(fields.map((field, i) => [field, base ** i])) as Record<Field, number>

/** The place of a field's level in a pattern, from 0; -1 where one of both does not say. */
export const levelAt = (pattern: Pattern, field: Field): number =>
  (Math.floor(pattern / placeOf[field]) % base) - 1

/** The names of the levels of each field that both say. */
export const levelsOf = (pattern: Pattern): Partial<Record<Field, string>> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const level = levels[field][levelAt(pattern, field)]
      return level === undefined ? [] : [[field, level]]
    }),
  )

/** Compares two people. It does not matter which is first. */
export function compare(a: Person, b: Person): Pattern {
  let pattern = 0
  const put = <F extends Field>(field: F, level: LevelOf<F> | undefined) => {
    if (level !== undefined)
      pattern += (1 + (levels[field] as readonly string[]).indexOf(level)) * placeOf[field]
  }
  const [family, given] = nameLevels(a, b)
  put('family', family)
  put('given', given)
  put('birth', birthLevel(a.birthDate, b.birthDate))
  put('place', placeLevel(a, b))
  put('email', best(a.emails, b.emails, emailLevel, levels.email))
  put('phone', best(a.phones, b.phones, slipLevel, levels.phone))
  put('number', numberLevel(a, b))
  if (a.sex && b.sex) put('sex', a.sex === b.sex ? 'same' : 'differs')
  if (a.suffix && b.suffix) put('suffix', a.suffix === b.suffix ? 'same' : 'differs')
  return pattern
}

const leastNear = 0.8
const leastAlike = 0.65

/** How alike two names are; of names that are made of one another (“Garcia Lopez” and “Garcia”) nearly the same. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (partOf(a, b) || partOf(b, a)) return 0.9
  return mayBeAlike(a, b) ? likenessOf(a)(b) : 0
}

const likenesses = new Map<string, (name: string) => number>()
const likenessesAtMost = 10_000

/** What a name is compared by is worked out once for all that it is compared with. */
function likenessOf(name: string): (other: string) => number {
  let likeness = likenesses.get(name)
  if (!likeness) {
    likeness = likenessTo(name)
    if (likenesses.size >= likenessesAtMost) likenesses.clear()
    likenesses.set(name, likeness)
  }
  return likeness
}

// The names of a million people are some hundred thousand, and most pairs of them are not alike: to find that out by the
// letters they sound of takes a tenth of comparing them.
const letters = new Map<string, number>()
const knownAtMost = 100_000

function lettersIn(name: string): number {
  let bits = letters.get(name)
  if (bits === undefined) {
    bits = lettersOf(name).once
    if (letters.size >= knownAtMost) letters.clear()
    letters.set(name, bits)
  }
  return bits
}

const mostApart = 3
/** Whether of the letters of one few are missing in the other; of names in two scripts that is not known. */
const mayBeAlike = (a: string, b: string) =>
  inOtherScript(a, b) ||
  Math.max(missing(lettersIn(a), lettersIn(b)), missing(lettersIn(b), lettersIn(a))) <= mostApart

function missing(of: number, among: number): number {
  let left = of & ~among
  let n = 0
  for (; left !== 0; n++) left &= left - 1
  return n
}

const partOf = (part: string, name: string) =>
  part.length >= 4 && (name.startsWith(part) || name.endsWith(part))

/** Both names, each in its own place or, where that agrees better, each in the other's. */
function nameLevels(a: Person, b: Person): [LevelOf<'family'> | undefined, LevelOf<'given'> | undefined] {
  const [af, ag, bf, bg] = [a.families[0], a.givens[0], b.families[0], b.givens[0]]
  const straight = likenessOrNone(af, bf) + likenessOrNone(ag, bg)
  // Names in each other's place agree as two at most.
  const crossed = straight + leastGain >= 2 ? 0 : likenessOrNone(af, bg) + likenessOrNone(ag, bf)
  if (crossed >= leastNear && crossed > straight + leastGain) return ['swapped', crossedToo(af, bg, ag, bf)]
  return [familyLevel(a, b), givenLevel(a, b)]
}

/** By how much names agree better in each other's place before they are taken to stand there. */
const leastGain = 0.3

const likenessOrNone = (a: string | undefined, b: string | undefined) => (a && b ? likeness(a, b) : 0)
/** One of both names stands in the other's place: whether the other does too, where both records have it. */
function crossedToo(...[af, bg, ag, bf]: (string | undefined)[]): LevelOf<'given'> | undefined {
  if (!(af && bg && ag && bf)) return undefined
  return Math.min(likeness(af, bg), likeness(ag, bf)) >= leastAlike ? 'swapped' : 'differs'
}

function familyLevel(a: Person, b: Person): LevelOf<'family'> | undefined {
  const [one, other] = [a.families[0], b.families[0]]
  if (one === undefined || other === undefined) return undefined
  if (one === other) return 'same'
  if (share(a.families, b.families)) return 'other-name'
  const like = likeness(one, other)
  return like >= leastNear ? 'near' : like >= leastAlike ? 'alike' : 'differs'
}

function givenLevel(a: Person, b: Person): LevelOf<'given'> | undefined {
  const [one, other] = [a.givens[0], b.givens[0]]
  if (one === undefined || other === undefined) return undefined
  if (one === other) return 'same'
  if (share(a.givens, b.givens) || formsOf(one).has(other)) return 'nickname'
  if (one.startsWith(other) || other.startsWith(one)) return 'initial'
  const like = likeness(one, other)
  return like >= leastNear ? 'near' : like >= leastAlike ? 'alike' : 'differs'
}

const share = (a: readonly string[], b: readonly string[]) => a.some((one) => b.includes(one))

/** One digit another, or two neighbours in each other's place. */
export function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false
  let first = 0
  while (a[first] === b[first]) first++
  let last = a.length - 1
  while (a[last] === b[last]) last--
  return first === last || (last === first + 1 && a[first] === b[last] && a[last] === b[first])
}

const slipLevel = (a: string, b: string) => (a === b ? 'same' : isSlip(a, b) ? 'slip' : 'differs')

function birthLevel(a: string, b: string): LevelOf<'birth'> | undefined {
  if (!a || !b) return undefined
  if (a === b) return 'same'
  const [x, y] = [a.split('-'), b.split('-')]
  const parts = Math.min(x.length, y.length)
  if (x.length !== y.length && x.slice(0, parts).join() === y.slice(0, parts).join())
    return parts === 1 ? 'year' : 'days'
  if (parts < 3) return x[0] === y[0] ? 'year' : 'differs'
  if (x[0] === y[0] && x[1] === y[2] && x[2] === y[1]) return 'swapped'
  if (isSlip(a, b)) return 'slip'
  const agree = x.filter((part, i) => part === y[i]).length
  if (agree === 2) return 'two-parts'
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
  return days <= 31 ? 'days' : days <= 366 ? 'year' : 'differs'
}

function placeLevel(a: Person, b: Person): LevelOf<'place'> | undefined {
  const streets = a.street !== '' && b.street !== ''
  const postals = a.postal !== '' && b.postal !== ''
  const cities = a.city !== '' && b.city !== ''
  if (!cities && !postals && !streets) return undefined
  const sameTown = (postals && a.postal === b.postal) || (cities && a.city === b.city)
  if (streets && a.street === b.street && (sameTown || !(postals || cities))) return 'same'
  if (streets && sameTown && nearText(a.street, b.street) >= leastNear) return 'street'
  if (postals && a.postal === b.postal) return 'postal'
  if (cities && a.city === b.city) return 'city'
  return cities && nearText(a.city, b.city) >= leastAlike ? 'city-alike' : 'differs'
}

const nearText = (a: string, b: string) => 1 - distance(a, b) / Math.max(a.length, b.length, 1)

function emailLevel(a: string, b: string): LevelOf<'email'> {
  if (a === b) return 'same'
  if (nearText(a, b) >= leastNear) return 'near'
  const name = a.slice(0, a.indexOf('@'))
  return name.length > 3 && b.startsWith(`${name}@`) ? 'name' : 'differs'
}

function numberLevel(a: Person, b: Person): LevelOf<'number'> | undefined {
  const issuer = (number: string) => number.slice(0, number.lastIndexOf('|'))
  return best(
    a.numbers,
    b.numbers,
    (one, other) => (issuer(one) === issuer(other) ? slipLevel(one, other) : undefined),
    levels.number,
  )
}

/** The closest of all that one has to all that the other has. */
function best<L extends string>(
  a: readonly string[],
  b: readonly string[],
  level: (a: string, b: string) => L | undefined,
  order: readonly L[],
): L | undefined {
  let closest = order.length
  for (const one of a)
    for (const other of b) {
      const found = level(one, other)
      if (found !== undefined) closest = Math.min(closest, order.indexOf(found))
    }
  return order[closest]
}
