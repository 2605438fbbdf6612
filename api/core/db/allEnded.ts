/**
 * Waits for statements of one transaction that were sent without waiting for each other's answer. The first failure is told once all
 * have ended: whoever undoes the transaction would else leave those behind it to run after, and by themselves (2026-11-27).
 */
export async function allEnded(statements: readonly Promise<unknown>[]): Promise<void> {
  for (const ended of await Promise.allSettled(statements))
    if (ended.status === 'rejected') throw ended.reason
}
