import type { Desk } from '../../core/context.ts'
import { backfillAdoption } from './backfill.ts'
import { besideRequests, intakeEvents, withoutPause } from './intake.ts'
import { mergeAll } from './mergeEffects.ts'
import { publishFigures } from './publish.ts'
import { sweepWaiting } from './waiting.ts'

/** Takes in what was noted; at the first call ever, what the database holds from before too. @returns whether there may be more */
export async function countAdoption(desk: Desk): Promise<boolean> {
  await backfillOnce(desk)
  return (await intakeEvents(desk)) >= besideRequests.atOnce
}

/** Counts all there is without making room for requests: for a process nobody waits for. */
export async function countEverything(
  desk: Desk,
  onProgress: (step: string, n: number) => void = () => {},
): Promise<number> {
  await backfillOnce(desk, (n) => onProgress('patients', n))
  await sweepWaiting(desk)
  let taken = 0
  for (;;) {
    const some = await intakeEvents(desk, { ...withoutPause, forMs: 2_000 })
    taken += some
    onProgress('events', taken)
    await mergeAll(desk)
    if (some > 0) continue
    await publishFigures(desk)
    return taken
  }
}

async function backfillOnce(desk: Desk, onProgress?: (patients: number) => void): Promise<void> {
  const { backfilled_at } = await desk.db.read
    .selectFrom('adoption_state')
    .select('backfilled_at')
    .executeTakeFirstOrThrow()
  if (backfilled_at === null) await backfillAdoption(desk, onProgress)
}
