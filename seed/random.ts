/** A small deterministic generator (mulberry32): the same seed number makes the same hospital on any machine. */
export interface Random {
  /** A float in [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  chance(probability: number): boolean
  /** One of the options, each as likely as its weight. */
  weighted<T extends { weight: number }>(options: readonly T[]): T
  digits(n: number): string
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    chance: (probability) => next() < probability,
    weighted(options) {
      let dice = next() * options.reduce((sum, option) => sum + option.weight, 0)
      for (const option of options) {
        dice -= option.weight
        if (dice < 0) return option
      }
      return options.at(-1)!
    },
    digits: (n) => Array.from({ length: n }, () => int(0, 9)).join(''),
  }
}
