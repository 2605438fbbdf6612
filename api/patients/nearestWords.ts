import type { Letters } from './alike.ts'

/** Of so many words the nearest are compared letter by letter. */
const comparedAtMost = 400

/** How many bits are set in each half of a mask of letters. */
const half = 13
const bitsOfHalf = Uint8Array.from({ length: 1 << half }, (_, mask) => {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
})
const bits = (mask: number): number =>
  bitsOfHalf[mask & (bitsOfHalf.length - 1)]! + bitsOfHalf[mask >>> half]!

/*
 * Words are kept in parts by which of a dozen letters they have, those that half of all names have. A part that differs in more of
 * these letters than a word may is left out whole: of a hundred thousand words some thousands are looked at (2026-11-27).
 */
const parting = [...'ainrlusktmdb'].map((letter) => letter.charCodeAt(0) - 'a'.charCodeAt(0))
const ways = 1 << parting.length
const partOf = (once: number): number =>
  parting.reduce((part, letter, i) => part | (((once >> letter) & 1) << i), 0)

const mostDiffering = 4
const differences = Uint16Array.from({ length: ways }, (_, mask) => mask).filter(
  (mask) => bitsOfHalf[mask]! <= mostDiffering,
)

// What is near, each as one number, in the order of how far it is and then of its place.
const places = 1 << 24
let near = new Int32Array(1024)

/** Words that sound as long, by the letters they have: a third as many as words. */
export class SameLength {
  /** Of each part which letters its words have, and which of them twice, as bits; and the place of those that have just these. */
  readonly #parts: (number[] | undefined)[] = Array.from({ length: ways })
  /** In the order they came on file, which is nearly that of how many bear them. */
  readonly #words: string[][] = []

  add(word: string, letters: Letters): void {
    const same = this.#having(letters)
    if (same) {
      same.push(word)
      return
    }
    const at = partOf(letters.once)
    this.#parts[at] ??= []
    this.#parts[at].push(letters.once, letters.twice, this.#words.push([word]) - 1)
  }

  has(word: string, letters: Letters): boolean {
    return this.#having(letters)?.includes(word) ?? false
  }

  #having({ once, twice }: Letters): string[] | undefined {
    const part = this.#parts[partOf(once)] ?? []
    for (let i = 0; i < part.length; i += 3)
      if (part[i] === once && part[i + 1] === twice) return this.#words[part[i + 2]!]
    return undefined
  }

  /** Adds those that have not more than so many letters missing, and not more than so many too many. */
  addNear({ once, twice }: Letters, mostMissing: number, mostMore: number, nearest: Nearest): void {
    const own = partOf(once)
    const { farthest } = nearest
    let found = 0
    for (const differing of differences) {
      const part = this.#parts[own ^ differing]
      if (part === undefined || bitsOfHalf[differing]! > farthest) continue
      if (bitsOfHalf[differing & own]! > mostMissing || bitsOfHalf[differing & ~own]! > mostMore) continue
      for (let i = 0; i < part.length; i += 3) {
        const theirs = part[i]!
        const twiceToo = part[i + 1]!
        const missing = bits(once & ~theirs) + bits(twice & ~twiceToo)
        if (missing > mostMissing) continue
        const more = bits(theirs & ~once) + bits(twiceToo & ~twice)
        if (more > mostMore || missing + more > farthest) continue
        if (found === near.length) near = grown(near)
        near[found++] = (missing + more) * places + part[i + 2]!
      }
    }
    for (const one of near.subarray(0, found).sort())
      if (!nearest.add(Math.floor(one / places), this.#words[one % places]!)) break
  }
}

/** Words by how far they are from one; what is farther than enough others is not kept. */
export class Nearest {
  farthest: number
  readonly #at: string[][][]
  #within = 0

  constructor(differing: number) {
    this.farthest = Math.min(differing, mostDiffering)
    this.#at = Array.from({ length: this.farthest + 1 }, () => [])
  }

  /** @returns whether what is as far still is kept */
  add(distance: number, words: string[]): boolean {
    if (distance > this.farthest) return false
    this.#at[distance]!.push(words)
    this.#within++
    for (; this.#within >= comparedAtMost && this.farthest >= 0; this.farthest--)
      this.#within -= this.#at[this.farthest]!.length
    return true
  }

  /** The nearest first. */
  words(): string[] {
    const words: string[] = []
    for (const some of this.#at.flat()) {
      words.push(...some)
      if (words.length >= comparedAtMost) break
    }
    return words
  }
}

function grown(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length)
  to.set(from)
  return to
}
