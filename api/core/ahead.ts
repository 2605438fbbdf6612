/** How far the clocks of nodes may be apart. */
const apartMs = 60_000

/**
 * Whether what is said to have happened lies ahead of now: a clock was wrong then, or is now. Such a thing has no age, so what
 * is allowed for a time after it is over, and what is forbidden for a time after it is too (2026-11-26).
 */
export const isAhead = (at: Date | number | string, now: Date): boolean =>
  new Date(at).getTime() > now.getTime() + apartMs

/**
 * The last moment that is not ahead, for what is counted since another: what a clock that was wrong left ahead would stay counted
 * until that time comes and for as long again (2026-11-27).
 */
export const lastNotAhead = (now: Date): string => new Date(now.getTime() + apartMs).toISOString()
