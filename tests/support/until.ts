import { setTimeout as delay } from 'node:timers/promises'

/** Waits until something holds, for as long as a busy machine may take. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 600) throw new Error('it did not come about')
    await delay(100)
  }
}
