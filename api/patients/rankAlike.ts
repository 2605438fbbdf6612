import { leastOfJoined, type Meaning } from './nameWords.ts'

/** What each typed word may be meant for. */
export type Meanings = ReadonlyMap<string, Meaning>

/** The beginning of a longer word, as it is typed. */
const asBeginning = 0.95

/**
 * How like a line of words is to a name that was read in one of some ways, from 0 to 1; longer words say more.
 * @param readings the first as it was typed
 * @param mayMiss how many of so many words may be none of the line's
 */
export function likenessOf(
  line: readonly string[],
  readings: readonly (readonly string[])[],
  meanings: Meanings,
  mayMiss: (words: number) => number,
): number {
  let likest = 0
  for (const reading of readings) {
    let sum = 0
    let weights = 0
    let missed = 0
    for (const word of reading) {
      const weight = Math.max(word.length, 3)
      const best = bestOf(word, line, meanings.get(word))
      const like = best < leastOfJoined && !readings[0]!.includes(word) ? 0 : best
      if (like === 0) missed++
      sum += weight * like
      weights += weight
    }
    if (missed <= mayMiss(reading.length)) likest = Math.max(likest, sum / weights)
  }
  return likest
}

function bestOf(word: string, line: readonly string[], meaning: Meaning | undefined): number {
  let best = 0
  for (const one of line)
    best = Math.max(
      best,
      meaning?.get(one) ?? 0,
      one !== word && word.length > 1 && one.startsWith(word) ? asBeginning : 0,
    )
  return best
}

/** A word of a name, and from where to where lines of words lie that begin with a family name. */
export type Pair = readonly [term: string, from: string, to: string]

// Less likely pairs are nobody, and most of all there are.
const leastProduct = 0.45

const last = '\u{10FFFF}'

/** Pairs of a word of a name and the family name a line begins with; the likeliest first. */
export function pairsOf(
  readings: readonly (readonly string[])[],
  meanings: Meanings,
  atMost: number,
): Pair[] {
  const lists = new Map([...meanings].map(([word, meaning]) => [word, [...meaning]]))
  const each = (take: (like: number, term: string, family: string, whole: boolean) => void) => {
    for (const [word, family] of ordered(readings)) {
      const terms = lists.get(word)!
      const families = lists.get(family)!
      for (let i = 0; i < terms.length; i++) {
        const [term, like] = terms[i]!
        if (family.length > 1) take(like * asBeginning, term, family, false)
        const most = Math.min(families.length, atMost / (i + 1))
        for (let j = 0; j < most; j++) {
          const product = like * families[j]![1]
          if (product < leastProduct) break
          take(product, term, families[j]![0], true)
        }
      }
    }
  }
  // Of some thousands a few are taken: how likely those are is found out first, since numbers are sorted without an object for each.
  const likes: number[] = []
  each((like) => likes.push(like))
  const least = likes.length > atMost ? Float64Array.from(likes).sort().at(-atMost)! : 0
  const pairs: { like: number; term: string; family: string; whole: boolean }[] = []
  each((like, term, family, whole) => {
    if (like >= least) pairs.push({ like, term, family, whole })
  })
  return pairs
    .sort((a, b) => b.like - a.like)
    .slice(0, atMost)
    .map(({ term, family, whole }) =>
      whole ? [term, ` ${family} `, ` ${family}!`] : [term, ` ${family}`, ` ${family}${last}`],
    )
}

/** Each two words that stand in one reading, in either order, once. */
function ordered(readings: readonly (readonly string[])[]): (readonly [string, string])[] {
  const found = new Map<string, readonly [string, string]>()
  for (const reading of readings)
    for (const one of reading)
      for (const other of reading) if (one !== other) found.set(`${one} ${other}`, [one, other])
  return [...found.values()]
}

/** The likeliest words by themselves. */
export function likeliestWords(meanings: Meanings, atMost: number): string[] {
  return [...meanings.values()]
    .flatMap((meaning) => [...meaning].slice(0, atMost))
    .sort((a, b) => b[1] - a[1])
    .map(([word]) => word)
    .filter((word, i, all) => all.indexOf(word) === i)
    .slice(0, atMost)
}
