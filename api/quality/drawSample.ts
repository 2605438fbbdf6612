import { createHash } from 'node:crypto'

const lotOf = (seed: string, id: string) => createHash('sha256').update(`${seed}:${id}`).digest('hex')

/**
 * Draws without replacement: each gets a lot, the SHA-256 of seed and id, and the lowest lots are drawn. Whoever has the seed and
 * the ids draws the same, in whatever order the ids stand; nobody foresees it who has not the seed.
 * @returns at most `size` of the ids, in the order they were drawn
 */
export function drawSample(seed: string, ids: readonly string[], size: number): string[] {
  return ids
    .map((id) => ({ id, lot: lotOf(seed, id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .slice(0, size)
    .map(({ id }) => id)
}
