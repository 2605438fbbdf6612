import { distance } from 'fastest-levenshtein'
import { dayMs } from '../core/calendar.ts'
import { likenessTo } from '../patients/alike.ts'
import { formsOf } from '../patients/nicknames.ts'
import { mayBeAlike } from './nameLetters.ts'
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
function likeness(a: string, b: string, lettersOfA: number, lettersOfB: number): number {
  if (a === b) return 1
  if (partOf(a, b) || partOf(b, a)) return 0.9
  return mayBeAlike(lettersOfA, lettersOfB) ? likenessOf(a)(b) : 0
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

const partOf = (part: string, name: string) =>
  part.length >= 4 && (name.startsWith(part) || name.endsWith(part))

/** Both names, each in its own place or, where that agrees better, each in the other's. */
function nameLevels(a: Person, b: Person): [LevelOf<'family'> | undefined, LevelOf<'given'> | undefined] {
  const [af, ag, bf, bg] = [a.families[0], a.givens[0], b.families[0], b.givens[0]]
  const { family: fa, given: ga } = a.letters
  const { family: fb, given: gb } = b.letters
  const families = likenessOrNone(af, bf, fa, fb)
  const givens = likenessOrNone(ag, bg, ga, gb)
  const straight = families + givens
  // Names in each other's place agree as two at most.
  if (straight + leastGain < 2) {
    const [family, given] = [likenessOrNone(af, bg, fa, gb), likenessOrNone(ag, bf, ga, fb)]
    const crossed = family + given
    if (crossed >= leastNear && crossed > straight + leastGain) {
      // One of both names stands in the other's place: whether the other does too, where both records have it.
      if (!(af && bg && ag && bf)) return ['swapped', undefined]
      return ['swapped', Math.min(family, given) >= leastAlike ? 'swapped' : 'differs']
    }
  }
  return [familyLevel(a, b, families), givenLevel(a, b, givens)]
}

/** By how much names agree better in each other's place before they are taken to stand there. */
const leastGain = 0.3

const likenessOrNone = (a: string | undefined, b: string | undefined, ofA: number, ofB: number) =>
  a && b ? likeness(a, b, ofA, ofB) : 0

function familyLevel(a: Person, b: Person, like: number): LevelOf<'family'> | undefined {
  const [one, other] = [a.families[0], b.families[0]]
  if (one === undefined || other === undefined) return undefined
  if (one === other) return 'same'
  if (share(a.families, b.families)) return 'other-name'
  return like >= leastNear ? 'near' : like >= leastAlike ? 'alike' : 'differs'
}

function givenLevel(a: Person, b: Person, like: number): LevelOf<'given'> | undefined {
  const [one, other] = [a.givens[0], b.givens[0]]
  if (one === undefined || other === undefined) return undefined
  if (one === other) return 'same'
  if (share(a.givens, b.givens) || formsOf(one).has(other)) return 'nickname'
  if (one.startsWith(other) || other.startsWith(one)) return 'initial'
  return like >= leastNear ? 'near' : like >= leastAlike ? 'alike' : 'differs'
}

const share = (a: readonly string[], b: readonly string[]) => a.some((one) => b.includes(one))

/** One digit another, or two neighbours in each other's place. */
function isSlip(a: string, b: string): boolean {
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
  if (a.length !== b.length && (a.startsWith(b) || b.startsWith(a)))
    return Math.min(a.length, b.length) === yearEnds ? 'year' : 'days'
  const [year, month] = [isSame(a, b, 0, 0, 4), isSame(a, b, 5, 5, 2)]
  if (a.length < whole || b.length < whole) return year ? 'year' : 'differs'
  if (year && isSame(a, b, 5, 8, 2) && isSame(a, b, 8, 5, 2)) return 'swapped'
  if (isSlip(a, b)) return 'slip'
  if (Number(year) + Number(month) + Number(isSame(a, b, 8, 8, 2)) === 2) return 'two-parts'
  if (Math.abs(Number(a.slice(0, yearEnds)) - Number(b.slice(0, yearEnds))) > 1) return 'differs'
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / dayMs
  return days <= 31 ? 'days' : days <= 366 ? 'year' : 'differs'
}

const [yearEnds, whole] = [4, 10]
/** Whether so many letters are the same, from one place in one and from another in the other. */
function isSame(a: string, b: string, inA: number, inB: number, many: number): boolean {
  for (let i = 0; i < many; i++) if (a.charCodeAt(inA + i) !== b.charCodeAt(inB + i)) return false
  return true
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
