import type { ThreadJob } from './core/jobs/thread.ts'

/*
 * What each thread does. It is loaded where it is done: with all the house in it a thread took 60 MB of JavaScript where it now takes 20, and
 * most of its first second.
 */
export const work = {
  following: async () => {
    const { countingJob } = await import('./adoption/rollup/countingJob.ts')
    const { watchAccess } = await import('./privacy/monitor/watchAccess.ts')
    return {
      adoption: countingJob,
      'access-watch': { everyMs: 60_000, round: (desk, stopped) => watchAccess(desk, { stopped }) },
    }
  },
  duplicates: async () => {
    const { findPairs } = await import('./duplicates/findPairs.ts')
    return { duplicates: { round: (desk, stopped) => findPairs(desk, { stopped }) } }
  },
  verification: async () => {
    const { verifyAndTell } = await import('./privacy/alerts/verifyAndTell.ts')
    return { 'audit-verify': { round: verifyAndTell } }
  },
  backup: async () => {
    const { backUpWhenDue } = await import('./backup/round.ts')
    return { backup: { round: backUpWhenDue } }
  },
} satisfies Record<string, () => Promise<Record<string, ThreadJob>>>

/** Of these the work is with records of every room, not only with what the log can hold. */
export const withAllRooms: readonly string[] = ['verification', 'backup'] satisfies (keyof typeof work)[]
