import type { Letters } from './alike.ts'

/** Of so many words the nearest are compared letter by letter. */
const comparedAtMost = 400

const bothOf = (once: number, twice: number) => once * 2 ** 26 + twice

/** Words that sound as long, by the letters they have: a third as many as words, and all that a search goes through. */
export class SameLength {
  /** Which letters, and which of them twice, as bits; and who has just these. */
  #once: Int32Array = new Int32Array(64)
  #twice: Int32Array = new Int32Array(64)
  readonly #words: string[][] = []
  readonly #places = new Map<number, number>()

  add(word: string, { once, twice }: Letters): void {
    const both = bothOf(once, twice)
    const place = this.#places.get(both)
    if (place !== undefined) {
      this.#words[place]!.push(word)
      return
    }
    const at = this.#words.push([word]) - 1
    this.#places.set(both, at)
    if (at === this.#once.length) {
      this.#once = grown(this.#once)
      this.#twice = grown(this.#twice)
    }
    this.#once[at] = once
    this.#twice[at] = twice
  }

  has(word: string, { once, twice }: Letters): boolean {
    const place = this.#places.get(bothOf(once, twice))
    return place !== undefined && this.#words[place]!.includes(word)
  }

  /** Adds those that have not more than so many letters missing, and not more than so many too many. */
  addNear({ once, twice }: Letters, mostMissing: number, mostMore: number, near: Nearest): void {
    const [theirOnce, theirTwice] = [this.#once, this.#twice]
    for (let i = 0; i < this.#words.length; i++) {
      const theirs = theirOnce[i]!
      // One question that nearly all answer alike: a processor guesses it right, and not which of two letters is too many.
      if (moreThanFour(once ^ theirs)) continue
      const twiceToo = theirTwice[i]!
      const missing = bits(once & ~theirs) + bits(twice & ~twiceToo)
      if (missing > mostMissing) continue
      const more = bits(theirs & ~once) + bits(twiceToo & ~twice)
      if (more <= mostMore && missing + more <= near.farthest) near.add(missing + more, this.#words[i]!)
    }
  }
}

/** Words by how far they are from one; what is farther than enough others is not kept. */
export class Nearest {
  farthest: number
  readonly #at: string[][][]
  #within = 0

  constructor(differing: number) {
    this.farthest = differing
    this.#at = Array.from({ length: differing + 1 }, () => [])
  }

  add(distance: number, words: string[]): void {
    this.#at[distance]!.push(words)
    this.#within++
    for (; this.#within >= comparedAtMost && this.farthest >= 0; this.farthest--)
      this.#within -= this.#at[this.farthest]!.length
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

function grown(from: Int32Array): Int32Array {
  const to = new Int32Array(2 * from.length)
  to.set(from)
  return to
}

function moreThanFour(mask: number): boolean {
  const one = mask & (mask - 1)
  const two = one & (one - 1)
  const three = two & (two - 1)
  return (three & (three - 1)) !== 0
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
