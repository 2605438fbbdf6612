/**
 * Budgets that only shed load. Each process counts for itself, so that nodes together let through as many times as much and
 * nothing is written for a request that is let through; what has to hold over all nodes stands in the database
 * (`throttle.ts`) (2026-11-26).
 */
export interface Budgets {
  /**
   * Takes one of so many a minute: as many may come at once, and what was taken is free again little by little.
   * @returns milliseconds until one is free where none is, else 0; and whether a block begins with this refusal. A block
   *   lasts until half of the budget is free again, so that whoever goes on asking makes one and not many.
   */
  take(key: string, most: number, now: Date): { waitMs: number; begins: boolean }
  /** Takes one of so many places, and returns what leaves it; nothing where all are taken. */
  enter(key: string, most: number): (() => void) | undefined
  /** Whether something happens for the first time since the moment that was given at the last first time. */
  isFirst(key: string, until: Date, now: Date): boolean
}

interface Bucket {
  /** How much of the budget is taken, at a moment. */
  taken: number
  at: number
  blocked: boolean
}

const minuteMs = 60_000

export function createBudgets(): Budgets {
  const buckets = new Map<string, Bucket>()
  const places = new Map<string, number>()
  const told = new Map<string, number>()
  let sweptAt = 0

  /** Forgets, once a minute, what is free again: a bucket nobody took from for a minute is. */
  function sweep(now: number): void {
    if (Math.abs(now - sweptAt) < minuteMs) return
    sweptAt = now
    for (const [key, { at }] of buckets) if (now - at >= minuteMs) buckets.delete(key)
    for (const [key, until] of told) if (until <= now) told.delete(key)
  }

  return {
    take(key, most, now) {
      const at = now.getTime()
      sweep(at)
      const bucket = buckets.get(key) ?? { taken: 0, at, blocked: false }
      buckets.set(key, bucket)
      // A clock that was set back frees nothing.
      bucket.taken = Math.max(0, bucket.taken - (Math.max(0, at - bucket.at) * most) / minuteMs)
      bucket.at = at
      if (bucket.taken <= most / 2) bucket.blocked = false
      if (bucket.taken + 1 <= most) {
        bucket.taken++
        return { waitMs: 0, begins: false }
      }
      const begins = !bucket.blocked
      bucket.blocked = true
      return { waitMs: ((bucket.taken + 1 - most) * minuteMs) / most, begins }
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
    isFirst(key, until, now) {
      sweep(now.getTime())
      if ((told.get(key) ?? 0) > now.getTime()) return false
      told.set(key, until.getTime())
      return true
    },
  }
}
