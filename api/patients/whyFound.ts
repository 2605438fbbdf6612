import { nameKey, normalize } from '../core/normalize.ts'
import { inOtherScript, likenessTo } from './alike.ts'
import { formsOf } from './nicknames.ts'
import { readingsOf } from './readings.ts'
import type { PatientRow } from './tables.ts'

/**
 * Why somebody was found: by another name of theirs, now or formerly; a nickname; a name in another script; one spelled
 * alike; or by a part of what was typed. What explains least stands last.
 */
export const reasonsFound = ['otherName', 'nickname', 'script', 'alike', 'part'] as const
export type ReasonFound = (typeof reasonsFound)[number]

type Names = Pick<
  PatientRow,
  'family_name' | 'given_name' | 'other_names' | 'nicknames' | 'former_given_names'
>

const wordsOf = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => [...normalize(name).split(' '), nameKey(name)]).filter(Boolean)),
]

// Below it is no misspelling; two words joined have to be nearly one.
const leastLikeness = 0.5
const leastOfJoined = 0.85

/**
 * @param typed words of names in the order they were typed
 * @param byLikeness whether they were found by names alike; else each word is one of theirs
 */
export function whyFound(typed: readonly string[], names: Names, byLikeness: boolean): ReasonFound | null {
  const nicknames: string[] = JSON.parse(names.nicknames)
  const others: string[] = [...JSON.parse(names.other_names), ...JSON.parse(names.former_given_names)]
  if (typed.length === 0 || (!byLikeness && others.length + nicknames.length === 0)) return null
  const own = wordsOf([names.family_name, names.given_name])
  const other = wordsOf(others)
  const called = wordsOf(nicknames)
  const reasonOf = (word: string): ReasonFound | null => {
    const begins = (one: string) => one.startsWith(word)
    if (own.some(begins)) return null
    if (other.some(begins)) return 'otherName'
    if (called.some(begins) || own.some((one) => formsOf(word).has(one))) return 'nickname'
    const likeness = likenessTo(word)
    const all = [...own, ...other, ...called].map((one) => ({ one, like: likeness(one) }))
    const best = all.reduce((a, b) => (b.like > a.like ? b : a))
    if (best.like < (typed.includes(word) ? leastLikeness : leastOfJoined)) return 'part'
    return inOtherScript(word, best.one) ? 'script' : 'alike'
  }
  const rank = (reason: ReasonFound | null) => (reason === null ? -1 : reasonsFound.indexOf(reason))
  const worst = (reasons: (ReasonFound | null)[]) =>
    reasons.reduce((a, b) => (rank(b) > rank(a) ? b : a), null)
  return readingsOf(typed)
    .map((reading) => worst(reading.map(reasonOf)))
    .reduce((a, b) => (rank(b) < rank(a) ? b : a))
}
