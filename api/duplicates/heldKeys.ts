import { keyBits, mostOf } from './keys.ts'

/** By their first bits keys are parted into so many rooms, each sorted by itself: a step that takes a moment. */
const bitsOfRoom = 6
const rooms = 2 ** bitsOfRoom
const personBits = 24
const personMask = 2 ** personBits - 1

/** Who holds which key, of all people at once: eight bytes for each, 40 bits of key before 24 of person. */
export class HeldKeys {
  /** Two numbers for each, the lesser half first, as the processors that Node runs on keep numbers of 64 bits. */
  readonly #rooms = Array.from({ length: rooms }, () => new Uint32Array(2 ** 10))
  readonly #sizes = new Uint32Array(rooms)
  /** Of keys that tell of somebody: room, where its holders begin, and how many there are. */
  readonly #shared: Uint32Array[] = []

  add(key: number, person: number): void {
    const room = Math.floor(key / 2 ** (keyBits - bitsOfRoom))
    let words = this.#rooms[room]!
    const at = 2 * this.#sizes[room]!++
    if (at === words.length) {
      // By half and not twofold: what is not filled is lost.
      const more = new Uint32Array(2 * Math.ceil(0.75 * words.length))
      more.set(words)
      this.#rooms[room] = words = more
    }
    words[at] = (key % 2 ** (32 - personBits)) * 2 ** personBits + person
    words[at + 1] = Math.floor(key / 2 ** (32 - personBits))
  }

  /** Sorts one room after another; between two others may go first. */
  *sort(): Generator<void> {
    for (let room = 0; room < rooms; room++) {
      // What was not filled is given back.
      this.#rooms[room] = this.#rooms[room]!.slice(0, 2 * this.#sizes[room]!)
      new BigUint64Array(this.#rooms[room]!.buffer).sort()
      this.#shared.push(this.#sharedIn(room))
      yield
    }
  }

  #sharedIn(room: number): Uint32Array {
    const shared: number[] = []
    for (const { key, from, to } of this.#keysIn(room))
      if (to - from > 1 && to - from <= mostOf(key)) shared.push(from, to)
    return Uint32Array.from(shared)
  }

  *#keysIn(room: number): Generator<{ key: number; from: number; to: number }> {
    const [words, size] = [this.#rooms[room]!, this.#sizes[room]!]
    for (let from = 0, to = 0; from < size; from = to) {
      const [low, high] = [words[2 * from]! >>> personBits, words[2 * from + 1]!]
      while (to < size && words[2 * to + 1] === high && words[2 * to]! >>> personBits === low) to++
      yield { key: high * 2 ** (32 - personBits) + low, from, to }
    }
  }

  /** Each key, in rising order, with each who holds it; with nobody where more do than it tells of. */
  *held(): Generator<{ key: number; person: number | undefined }> {
    for (let room = 0; room < rooms; room++) {
      const words = this.#rooms[room]!
      for (const { key, from, to } of this.#keysIn(room))
        if (to - from > mostOf(key)) yield { key, person: undefined }
        else for (let i = from; i < to; i++) yield { key, person: words[2 * i]! & personMask }
    }
  }

  /**
   * Each two people who share a key that tells of them, once, of whom the greater number is within bounds: as that number
   * and the lesser, in rising order.
   */
  pairs(from: number, upto: number): Float64Array {
    let found = new Float64Array(2 ** 16)
    let n = 0
    for (let room = 0; room < rooms; room++) {
      const [words, shared] = [this.#rooms[room]!, this.#shared[room]!]
      for (let at = 0; at < shared.length; at += 2) {
        const [first, end] = [shared[at]!, shared[at + 1]!]
        for (let i = end - 1; i > first; i--) {
          const greater = words[2 * i]! & personMask
          if (greater < from) break
          if (greater > upto) continue
          if (n + i - first > found.length) {
            const more = new Float64Array(2 * found.length)
            more.set(found)
            found = more
          }
          for (let j = first; j < i; j++)
            found[n++] = greater * 2 ** personBits + (words[2 * j]! & personMask)
        }
      }
    }
    return withoutTwice(found.subarray(0, n).sort())
  }
}

function withoutTwice(sorted: Float64Array): Float64Array {
  let n = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[n++] = sorted[i]!
  return sorted.subarray(0, n)
}

export const twoOf = (pair: number): [greater: number, lesser: number] => [
  Math.floor(pair / 2 ** personBits),
  pair % 2 ** personBits,
]
