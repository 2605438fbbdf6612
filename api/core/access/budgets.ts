/**
 * Budgets that only shed load. Each process counts for itself, so that nodes together let through as many times as much and
 * nothing is written for a request that is let through; what has to hold over all nodes stands in the database
 * (`throttle.ts`) (2026-11-26). That is decided and not left: what they guard is the processor of a node and its sockets, of which
 * two nodes have twice as many; to share the count would write a row a request, or divide a budget among nodes of which one may
 * get all of somebody's requests. Guesses, acts and answers, which must not double, are counted in the database.
 */
export interface Budgets {
  /**
   * Takes one of so many a minute: as many may come at once, and what was taken is free again little by little.
   * @returns milliseconds until one is free where none is, else 0; and until half of the budget is
   */
  take(key: string, most: number, now: Date): { waitMs: number; halfFreeMs: number }
  /** Takes one of so many places, and returns what leaves it; nothing where all are taken. */
  enter(key: string, most: number): (() => void) | undefined
  /**
   * Whether something begins a block, which lasts at least until a moment: what happens again in it is counted, and may put its
   * end off. This is the one count of what is told once a block.
   * @param tell what is to be told of it once it is over, where it happened again
   */
  begins(key: string, until: Date, now: Date, tell?: (again: number) => Promise<void>): boolean
  /** What is to be told of blocks that are over, each once. */
  over(now: Date): (() => Promise<void>)[]
}

interface Bucket {
  /** How much of the budget is taken, at a moment. */
  taken: number
  at: number
}

interface Block {
  until: number
  /** How often it happened again. */
  again: number
  tell: ((again: number) => Promise<void>) | undefined
}

const minuteMs = 60_000

export function createBudgets(): Budgets {
  const buckets = new Map<string, Bucket>()
  const places = new Map<string, number>()
  const blocks = new Map<string, Block>()
  let toTell: (() => Promise<void>)[] = []
  let sweptAt = 0

  /** Forgets, once a minute, what is free again: a bucket nobody took from for a minute is. */
  function sweep(now: number): void {
    if (Math.abs(now - sweptAt) < minuteMs) return
    sweptAt = now
    for (const [key, { at }] of buckets) if (now - at >= minuteMs) buckets.delete(key)
    endBlocks(now)
  }

  function endBlocks(now: number): void {
    for (const [key, { until, again, tell }] of blocks) {
      if (until > now) continue
      blocks.delete(key)
      if (again > 0 && tell) toTell.push(() => tell(again))
    }
  }

  return {
    take(key, most, now) {
      const at = now.getTime()
      sweep(at)
      const bucket = buckets.get(key) ?? { taken: 0, at }
      buckets.set(key, bucket)
      // A clock that was set back frees nothing.
      bucket.taken = Math.max(0, bucket.taken - (Math.max(0, at - bucket.at) * most) / minuteMs)
      bucket.at = at
      const free = bucket.taken + 1 <= most
      if (free) bucket.taken++
      return {
        waitMs: free ? 0 : ((bucket.taken + 1 - most) * minuteMs) / most,
        halfFreeMs: ((bucket.taken - most / 2) * minuteMs) / most,
      }
    },
    enter(key, most) {
      const taken = places.get(key) ?? 0
      if (taken >= most) return undefined
      places.set(key, taken + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        const others = places.get(key)! - 1
        if (others > 0) places.set(key, others)
        else places.delete(key)
      }
    },
    begins(key, until, now, tell) {
      sweep(now.getTime())
      const block = blocks.get(key)
      if (block && block.until > now.getTime()) {
        block.again++
        block.until = Math.max(block.until, until.getTime())
        return false
      }
      if (block) endBlocks(now.getTime())
      blocks.set(key, { until: until.getTime(), again: 0, tell })
      return true
    },
    over(now) {
      endBlocks(now.getTime())
      const told = toTell
      toTell = []
      return told
    },
  }
}
