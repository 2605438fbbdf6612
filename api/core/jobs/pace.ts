/** How fast a job goes that shares its database, and often its thread, with requests. */
export interface Pace {
  /** What one step may take on: little enough that no request waits long for the write lock. */
  atOnce: number
  forMs: number
  pauseMs: number
}

/** Goes on step by step until one had less to do than it may, or time is up. @returns how much was done */
export async function goOn(pace: Pace, step: (atOnce: number) => Promise<number>): Promise<number> {
  const until = performance.now() + pace.forMs
  let done = 0
  for (;;) {
    const some = await step(pace.atOnce)
    done += some
    if (some < pace.atOnce || performance.now() > until) return done
    await new Promise((resolve) => setTimeout(resolve, pace.pauseMs))
  }
}

/** Lets what waits on this thread go first: requests, before the next piece of long work. */
export const letOthersGo = () => new Promise<void>((resolve) => setImmediate(resolve))
