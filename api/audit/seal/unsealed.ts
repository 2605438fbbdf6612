import type { Desk } from '../../core/context.ts'
import type { Fault } from './faults.ts'
import { lateMs, strayEvent, type Waiting } from './queries.ts'
import type { Findings } from './verifyAudit.ts'

/** What is wrong with events that have no place in the log yet. */
export async function aboutUnsealed(
  desk: Desk,
  { counts, waiting, missing, purged }: Findings,
  cut: boolean,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const lost = missing.reduce((sum, [start, end]) => sum + end - start, 0)
  const kept = counts.pending - waiting.orphaned.length
  // Where leaves were cut off, their events are left without one: that fault is named already.
  if (!cut && counts.events > counts.leaves - lost + kept) {
    const id = await strayEvent(desk.db)
    if (id)
      faults.push({
        kind: 'inserted',
        leafIndex: null,
        eventId: id,
        message:
          'the event was never sealed and does not wait to be: somebody put it into the database, or altered it before it was sealed and sealing was refused',
      })
  }
  return [...faults, ...aboutWaiting(waiting, { pending: counts.pending, purged })]
}

/** What is wrong with what waits. */
export function aboutWaiting(
  { late, orphaned, unproven }: Waiting,
  { pending, purged }: { pending: number; purged: number },
): Fault[] {
  const faults: Fault[] = []
  if (unproven[0])
    faults.push({
      kind: 'inserted',
      leafIndex: null,
      eventId: unproven[0],
      message: 'the event waits to be sealed, and the desk did not write it as it stands',
    })
  if (orphaned[0])
    faults.push({
      kind: 'deleted',
      leafIndex: null,
      eventId: orphaned[0],
      message: 'the event was removed before it was sealed',
    })
  if (late[0])
    faults.push({
      kind: 'pending-too-long',
      leafIndex: null,
      eventId: late[0].eventId,
      message: `the event of ${late[0].at} has waited more than ${lateMs / 1000} seconds to be sealed (${pending} wait; ${purged} purged)`,
    })
  return faults
}
