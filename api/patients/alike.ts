import anyAscii from 'any-ascii'
import { distance } from 'fastest-levenshtein'

/*
 * How alike two words of names are: written, spoken, and in another script. Words come as `normalize` leaves them.
 * A word is looked up by keys: its letters as they sound, in the order of the alphabet, and the same without one or two of
 * them (deletion neighbourhoods, as SymSpell's, of what slips of the tongue and of the fingers leave). Two words one may take
 * for each other share a key, and a key is one place in an index on either engine.
 */

/** A word in Latin letters: “петрова” is “petrova”, “小明” is “xiaoming”. */
export const latin = (word: string): string =>
  /^[a-z]*$/.test(word)
    ? word
    : anyAscii(word)
        .toLowerCase()
        .replace(/[^a-z]+/g, '')

/** A word as it sounds, roughly: what English and Spanish spell in several ways is one letter. */
export function sound(word: string): string {
  const spoken = latin(word)
    .replace(/^mac(?=[b-z])/, 'mc')
    .replace(/^[kg]n/, 'n')
    .replace(/^wr/, 'r')
    .replace(/ph/g, 'f')
    .replace(/sch/g, 's')
    .replace(/ou|oo/g, 'u')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/x/g, 'ks')
    .replace(/(.)\1+/g, '$1')
  const [first = '', ...rest] = spoken
  return (first + rest.join('').replace(/h/g, ''))
    .replace(/[cq]/g, 'k')
    .replace(/z/g, 's')
    .replace(/w/g, 'v')
    .replace(/[eyj]/g, 'i')
    .replace(/u/g, 'o')
}

/** Consonants by where they are spoken: scripts such as Hebrew and Arabic write little more. */
const consonants = (word: string): string =>
  latin(word)
    .replace(/[aeiouyhw]/g, '')
    .replace(/[bfpv]/g, '1')
    .replace(/[cgjkqsxz]/g, '2')
    .replace(/[dt]/g, '3')
    .replace(/l/g, '4')
    .replace(/[mn]/g, '5')
    .replace(/r/g, '6')
    .replace(/(.)\1+/g, '$1')

const bag = (letters: string): string => [...letters].sort().join('')

/** The letters, what is left of them without one, and of long words, but not of the longest, without two. */
function without(letters: string, longest: number): Set<string> {
  const keys = new Set([letters])
  let last = [letters]
  for (const [least, most] of [
    [3, Number.POSITIVE_INFINITY],
    [6, longest],
  ] as const) {
    if (letters.length < least || letters.length > most) break
    last = last.flatMap((key) => Array.from(key, (_, i) => key.slice(0, i) + key.slice(i + 1)))
    for (const key of last) keys.add(key)
  }
  return keys
}

const foreign = /[^a-z0-9]/
export const inOtherScript = (one: string, other: string): boolean =>
  foreign.test(one) !== foreign.test(other)

const skeletonKey = (word: string): string => `#${consonants(word)}`

/** The keys a word of a stored name is looked up by; none of what has no letters. */
export function keysOf(word: string): string[] {
  const letters = bag(sound(word))
  if (letters === '') return []
  return [...without(letters, 9), ...(foreign.test(word) ? [skeletonKey(word)] : [])]
}

/** The keys to look a typed word up by. */
export function keysAsked(word: string): string[] {
  const letters = bag(sound(word))
  return letters === '' ? [] : [...without(letters, 12), skeletonKey(word)]
}

interface Features {
  written: string
  spoken: string
  letters: string
  skeleton: string
}

// What is worked out of the words of names, of which a million people have some hundred thousand: to work it out each time
// would be most of a search.
const known = new Map<string, Features>()
const knownAtMost = 100_000

function featuresOf(word: string): Features {
  let features = known.get(word)
  if (!features) {
    const written = latin(word)
    features = { written, spoken: sound(word), letters: bag(written), skeleton: consonants(word) }
    if (known.size >= knownAtMost) known.clear()
    known.set(word, features)
  }
  return features
}

/** How alike words are to one that was typed, from 0 to 1, which is the very word. */
export function likenessTo(typed: string): (stored: string) => number {
  const one = featuresOf(typed)
  return (stored) => {
    if (typed === stored) return 1
    const other = featuresOf(stored)
    const moved = inOtherScript(typed, stored)
    if (other.written === one.written) return moved ? 0.98 : 0.99
    const best = Math.max(
      near(one.written, other.written),
      0.96 * near(one.spoken, other.spoken),
      0.9 * shared(one.letters, other.letters),
    )
    return moved && one.skeleton.length > 1 && one.skeleton === other.skeleton ? Math.max(best, 0.8) : best
  }
}

const near = (a: string, b: string): number => 1 - distance(a, b) / Math.max(a.length, b.length, 1)

/** What part of their letters two bags share. */
function shared(one: string, other: string): number {
  let both = 0
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = [one[i]!, other[j]!]
    if (a === b) both++
    if (a <= b) i++
    if (b <= a) j++
  }
  return both / Math.max(one.length, other.length, 1)
}
