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

/** Each merge writes the same figures anew, whatever it adds to them, and holds what it adds in memory. */
const eventsBetweenMerges = 200_000

/** Counts all there is without making room for requests: for a process nobody waits for. */
export async function countEverything(
  desk: Desk,
  onProgress: (step: string, n: number) => void = () => {},
): Promise<number> {
  await backfillOnce(desk, (n) => onProgress('patients', n))
  await sweepWaiting(desk)
  let [taken, merged] = [0, 0]
  for (;;) {
    const some = await intakeEvents(desk, { ...withoutPause, forMs: 2_000 })
    taken += some
    onProgress('events', taken)
    if (some > 0 && taken - merged < eventsBetweenMerges) continue
    await mergeAll(desk)
    merged = taken
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
