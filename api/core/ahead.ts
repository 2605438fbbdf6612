/** How far the clocks of nodes may be apart. */
const apartMs = 60_000

/**
 * Whether what is said to have happened lies ahead of now: a clock was wrong then, or is now. Such a thing has no age, so what
 * is allowed for a time after it is over, and what is forbidden for a time after it is too (2026-11-26).
 */
export const isAhead = (at: Date | number | string, now: Date): boolean =>
  new Date(at).getTime() > now.getTime() + apartMs
