import { availableParallelism } from 'node:os'
import type { Ctx } from '../context.ts'
import { Busy } from '../errors.ts'

/** Whose work it is: callers wait for staff, and staff would wait for every patient who tries at eight in the morning. */
export type Crowd = 'staff' | 'patients'

interface Waiting {
  go(): void
  isGone(): boolean
  refuse(): void
}

/** What each kind may have waiting for each hash that goes on: some 40 ms each, so that nobody waits without end. */
const mostWaiting = { staff: 50, patients: 25 } as const satisfies Record<Crowd, number>
const comeAgainSeconds = 3

/**
 * Lets so many pieces of work go on at once, staff first; what waits is bounded, and what nobody waits for any more is not done.
 * @param atOnce pieces that go on at a time, each of which takes a core for itself
 */
export function takingTurns(atOnce: number) {
  const queues: Record<Crowd, Waiting[]> = { staff: [], patients: [] }
  let going = 0

  function next(): Waiting | undefined {
    for (const queue of [queues.staff, queues.patients])
      for (let one = queue.shift(); one; one = queue.shift()) {
        if (!one.isGone()) return one
        one.refuse()
      }
    return undefined
  }

  /** @throws Busy where too many wait already, or the client left before its turn */
  return async function inTurn<T>(ctx: Pick<Ctx, 'crowd' | 'isGone'>, work: () => Promise<T>): Promise<T> {
    if (going >= atOnce) {
      const crowd = ctx.crowd ?? 'staff'
      const queue = queues[crowd]
      const isGone = () => ctx.isGone?.() === true
      if (queue.length >= mostWaiting[crowd] * atOnce) {
        const [left, here] = [queue.filter((one) => one.isGone()), queue.filter((one) => !one.isGone())]
        queues[crowd] = here
        for (const one of left) one.refuse()
        if (left.length === 0) throw new Busy(comeAgainSeconds)
      }
      await new Promise<void>((go, reject) =>
        queues[crowd].push({ go, isGone, refuse: () => reject(new Busy(comeAgainSeconds)) }),
      )
    } else going++
    try {
      return await work()
    } finally {
      const one = next()
      if (one) one.go()
      else going--
    }
  }
}

/** Each hash takes a core for itself: with one left over, a flood of sign-ins does not stop everybody else. */
export const inTurn = takingTurns(Math.max(1, availableParallelism() - 1))
