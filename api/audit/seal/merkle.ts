import { hash } from 'node:crypto'

/*
 * The Merkle tree of RFC 6962 section 2.1 (unchanged in RFC 9162): a leaf is SHA-256(0x00 ‖ bytes), a node
 * SHA-256(0x01 ‖ left ‖ right), and a tree of n leaves splits at the largest power of two below n.
 */

/** A SHA-256 hash as 64 hexadecimal digits: as text it costs half of what a buffer does, and crosses threads as it is. */
export type Hash = string

const pair = Buffer.alloc(65, 0x01)

const sha256 = (data: Buffer | string): Hash => hash('sha256', data, 'hex')

/** The hash of a leaf's bytes; text is taken as UTF-8. */
export function leafHash(bytes: string | Uint8Array): Hash {
  return sha256(typeof bytes === 'string' ? `\0${bytes}` : Buffer.concat([Buffer.alloc(1), bytes]))
}

export function nodeHash(left: Hash, right: Hash): Hash {
  pair.write(left, 1, 'hex')
  pair.write(right, 33, 'hex')
  return sha256(pair)
}

export const emptyRoot = sha256('')

/** A complete subtree of 2^level leaves, the `position`-th of its level. */
export interface Node {
  level: number
  position: number
  hash: Hash
}

/** Hashes are kept for every 8th level: a proof then reads some hundreds of rows at any size. */
export const keptLevels = 8

const digits = 64

/** The right edge of a tree: its complete subtrees, largest first. It grows leaf by leaf without the leaves before. */
export class Frontier {
  size: number
  readonly peaks: Hash[]

  constructor(size = 0, peaks: Hash[] = []) {
    this.size = size
    this.peaks = peaks
  }

  static from(size: number, packed: string): Frontier {
    return new Frontier(
      size,
      Array.from({ length: packed.length / digits }, (_, i) => packed.slice(i * digits, (i + 1) * digits)),
    )
  }

  packed(): string {
    return this.peaks.join('')
  }

  /** Adds a leaf, or with `level` a complete subtree that begins where the tree ends; `onNode` sees each new node. */
  append(hash: Hash, level = 0, onNode?: (node: Node) => void): void {
    let joined = hash
    let at = level
    onNode?.({ level, position: this.size / 2 ** level, hash })
    while (Math.floor(this.size / 2 ** at) % 2 === 1) {
      joined = nodeHash(this.peaks.pop()!, joined)
      at += 1
      onNode?.({ level: at, position: Math.floor(this.size / 2 ** at), hash: joined })
    }
    this.peaks.push(joined)
    this.size += 2 ** level
  }

  root(): Hash {
    let root = this.peaks.at(-1)
    if (!root) return emptyRoot
    for (let i = this.peaks.length - 2; i >= 0; i--) root = nodeHash(this.peaks[i]!, root)
    return root
  }
}

/** The hash over the leaves from `start` up to but not including `end`. */
export type RangeHash = (start: number, end: number) => Promise<Hash>

const split = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1)

/** The audit path of a leaf, from its sibling up (RFC 9162 section 2.1.3.1). */
export async function inclusionProof(index: number, size: number, hashOf: RangeHash): Promise<Hash[]> {
  const path: Hash[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      path.unshift(await hashOf(middle, end))
      end = middle
    } else {
      path.unshift(await hashOf(start, middle))
      start = middle
    }
  }
  return path
}

/** What shows that a tree of `size` leaves begins with the tree of the first `old` of them (RFC 6962 section 2.1.2). */
export async function consistencyProof(old: number, size: number, hashOf: RangeHash): Promise<Hash[]> {
  const path: Hash[] = []
  let [start, end] = [0, size]
  while (old < end) {
    const middle = start + split(end - start)
    if (old <= middle) {
      path.unshift(await hashOf(middle, end))
      end = middle
    } else {
      path.unshift(await hashOf(start, middle))
      start = middle
    }
  }
  // Whoever asks holds the old tree where it is a complete subtree at the beginning.
  return start === 0 ? path : [await hashOf(start, end), ...path]
}

/** The root a leaf and its audit path lead to (RFC 9162 section 2.1.3.2), or undefined when the path cannot be one. */
export function rootFromProof(
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
): Hash | undefined {
  if (index >= size) return undefined
  let [fn, sn, root] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(sibling, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      root = nodeHash(root, sibling)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? root : undefined
}
