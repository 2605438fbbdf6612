import anyAscii from 'any-ascii'
import { distance } from 'fastest-levenshtein'

/*
 * How alike two words of names are: written, spoken, and in another script. Words come as `normalize` leaves them.
 */

/** A word in Latin letters: “петрова” is “petrova”, “小明” is “xiaoming”. */
export const latin = (word: string): string =>
  /^[a-z]*$/.test(word) ? word : isInOtherLetters(word) ? romanized(word).written : inLatin(word)

const inLatin = (word: string): string =>
  anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z]+/g, '')

const heardAs: Readonly<Record<string, string>> = Object.fromEntries(
  ['ck', 'qk', 'zs', 'wv', 'ei', 'yi', 'ji', 'uo'].map(([letter, heard]) => [letter, heard]),
)
const softens = new Set('eiy')

/**
 * A word as it sounds, roughly: what English and Spanish spell in several ways is one letter. Letter by letter, since rules one
 * after another take seven times as long, and each search asks this of some hundred names.
 */
export const sound = (word: string): string =>
  isInOtherLetters(word) ? romanized(word).spoken : soundOf(latin(word))

function soundOf(latinWord: string): string {
  const written = withoutSilent(latinWord)
  let spoken = ''
  let before = ''
  const hear = (letter: string) => {
    if (letter === before) return
    before = letter
    if (letter !== 'h' || spoken === '') spoken += heardAs[letter] ?? letter
  }
  for (let i = 0; i < written.length; i++) {
    const letter = written[i]!
    const next = written[i + 1]
    if (letter === 'p' && next === 'h') {
      hear('f')
      i++
    } else if (letter === 's' && next === 'c' && written[i + 2] === 'h') {
      hear('s')
      i += 2
    } else if (letter === 'o' && (next === 'u' || next === 'o')) {
      hear('u')
      i++
    } else if (letter === 'c' && next !== undefined && softens.has(next)) hear('s')
    else if (letter === 'x') {
      hear('k')
      hear('s')
    } else hear(letter)
  }
  return spoken
}

function withoutSilent(word: string): string {
  if (/^(?:[kg]n|wr)/.test(word)) return word.slice(1)
  return /^mac[b-z]/.test(word) ? `m${word.slice(2)}` : word
}

/** Consonants by where they are spoken: scripts such as Hebrew and Arabic write little more. */
export const consonants = (word: string): string =>
  isInOtherLetters(word) ? romanized(word).consonants : consonantsOf(latin(word))

const consonantsOf = (written: string): string =>
  written
    .replace(/[aeiouyhw]/g, '')
    .replace(/[bfpv]/g, '1')
    .replace(/[cgjkqsxz]/g, '2')
    .replace(/[dt]/g, '3')
    .replace(/l/g, '4')
    .replace(/[mn]/g, '5')
    .replace(/r/g, '6')
    .replace(/(.)\1+/g, '$1')

const foreign = /[^a-z0-9]/
/** Whether a word is in other letters than those from a to z. */
export const isInOtherLetters = (word: string): boolean => foreign.test(word)
export const inOtherScript = (one: string, other: string): boolean =>
  isInOtherLetters(one) !== isInOtherLetters(other)

const romanizedInWays = /(?=\p{L})[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Whether a word is in a script that Latin letters follow by its consonants only: vowels are left out, or written in many ways. */
export const leavesOutVowels = (word: string): boolean =>
  isInOtherLetters(word) && romanized(word).leavesOutVowels

interface Romanized extends Features {
  consonants: string
  leavesOutVowels: boolean
}

/*
 * Words in other letters, of which a search compares some hundred and mostly the same: to put one into Latin letters takes twenty
 * times as long as to look it up (2026-11-28).
 */
const romanizedAtMost = 20_000
const romanizations = new Map<string, Romanized>()

function romanized(word: string): Romanized {
  let made = romanizations.get(word)
  if (!made) {
    const written = inLatin(word)
    made = {
      written,
      spoken: soundOf(written),
      consonants: consonantsOf(written),
      isForeign: true,
      leavesOutVowels: romanizedInWays.test(word),
    }
    if (romanizations.size >= romanizedAtMost) romanizations.clear()
    romanizations.set(word, made)
  }
  return made
}

/** Which letters a word has as it sounds, as bits: those it has, and those it has twice. */
export interface Letters {
  once: number
  twice: number
  length: number
}

export function lettersOf(word: string): Letters {
  const spoken = sound(word)
  let once = 0
  let twice = 0
  for (let i = 0; i < spoken.length; i++) {
    const bit = 1 << (spoken.charCodeAt(i) - 97)
    twice |= once & bit
    once |= bit
  }
  return { once, twice, length: spoken.length }
}

interface Features {
  written: string
  spoken: string
  isForeign: boolean
}

// Of Latin words worked out each time: to look it up among those of hundred thousand takes longer.
function featuresOf(word: string): Features {
  if (isInOtherLetters(word)) return romanized(word)
  const written = latin(word)
  return { written, spoken: soundOf(written), isForeign: false }
}

/**
 * How alike words are to one that was typed, from 0 to 1, which is the very word; less than `least` may be told as 0. Edits are
 * counted last: no fewer are needed than there are letters that the two do not share.
 */
export function likenessTo(typed: string, least = 0): (stored: string) => number {
  const one = featuresOf(typed)
  const lettersWith = sharedWith(one.written)
  const soundsWith = sharedWith(one.spoken)
  const skeleton = consonants(typed)
  return (stored) => {
    if (typed === stored) return 1
    const other = featuresOf(stored)
    const moved = one.isForeign !== other.isForeign
    if (other.written === one.written) return moved ? 0.98 : 0.99
    const letters = lettersWith(other.written)
    const sounds = asHeard * soundsWith(other.spoken)
    const isTooFar = letters < least && sounds < least
    const hasSkeleton = () =>
      leavesOutVowels(typed) !== leavesOutVowels(stored) && consonants(stored) === skeleton
    if (isTooFar && !(moved && skeleton.length > 1 && hasSkeleton())) return 0
    let best = Math.max(0.9 * letters, near(one.written, other.written))
    if (sounds > best) best = Math.max(best, asHeard * near(one.spoken, other.spoken))
    if (best >= asSkeleton || !moved || skeleton.length < 2) return best
    return hasSkeleton() ? asSkeleton : best
  }
}

const asSkeleton = 0.8
const asHeard = 0.96

const near = (a: string, b: string): number => 1 - distance(a, b) / Math.max(a.length, b.length, 1)

const codeOfA = 97
/** What part of their letters another word shares with one, whatever their order. */
function sharedWith(word: string): (other: string) => number {
  const has = new Int8Array(26)
  for (let i = 0; i < word.length; i++) has[word.charCodeAt(i) - codeOfA]!++
  return (other) => {
    let both = 0
    for (let i = 0; i < other.length; i++) if (has[other.charCodeAt(i) - codeOfA]!-- > 0) both++
    // As it was before, for the next one.
    for (let i = 0; i < other.length; i++) has[other.charCodeAt(i) - codeOfA]!++
    return both / Math.max(word.length, other.length, 1)
  }
}

const soundingAlike = ['ckqx', 'sz', 'vwfp', 'eiyj', 'ou']
/** For each letter, from a, the place of the one that it is taken for. */
const soundsAs = Uint8Array.from({ length: 26 }, (_, place) => {
  const letter = String.fromCharCode(codeOfA + place)
  return (soundingAlike.find((letters) => letters.includes(letter)) ?? letter).charCodeAt(0) - codeOfA
})

/**
 * Whether a word has half of its letters in common with one that was typed: less is never alike, and to find out takes a
 * tenth of comparing them. Of words in other scripts that is not known.
 */
export function mayBeLike(typed: string): (stored: string) => boolean {
  const has = new Int8Array(26)
  const written = latin(typed)
  for (let i = 0; i < written.length; i++) has[soundsAs[written.charCodeAt(i) - codeOfA]!]!++
  const left = new Int8Array(26)
  return (stored) => {
    left.set(has)
    let both = 0
    for (let i = 0; i < stored.length; i++) {
      const code = stored.charCodeAt(i) - codeOfA
      if (code < 0 || code > 25) return true
      const letter = soundsAs[code]!
      if (left[letter]! > 0) {
        left[letter]!--
        both++
      }
    }
    return 2 * both >= Math.max(written.length, stored.length)
  }
}
