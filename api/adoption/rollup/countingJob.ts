import { dayMs } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import type { ThreadJob } from '../../core/jobs/thread.ts'
import { countAdoption } from './countAdoption.ts'
import { removeLeft } from './generations.ts'
import { mergeAll } from './mergeEffects.ts'
import { publishFigures } from './publish.ts'
import { readFigures } from './queries.ts'
import { recountWhereDue } from './rebuild.ts'
import { sweepWaiting } from './waiting.ts'

const countEveryMs = 2_000
const mergeEveryMs = 10_000

let countedAt: number | undefined
let mergedAt: number | undefined
let sweptAt: number | undefined
const due = (since: number | undefined, everyMs: number) =>
  since === undefined || performance.now() - since >= everyMs

/** @returns whether there may be more to take in */
async function keepUp(desk: Desk): Promise<boolean> {
  const more = await countAdoption(desk)
  countedAt = performance.now()
  if (!due(mergedAt, mergeEveryMs)) return more
  await mergeAll(desk)
  // A copy of what is half counted would be shown until the next is due, a week later.
  if (!more) await publishFigures(desk)
  if (due(sweptAt, dayMs)) {
    await sweepWaiting(desk)
    sweptAt = performance.now()
  }
  mergedAt = performance.now()
  return more
}

export const countingJob: ThreadJob = {
  everyMs: countEveryMs,
  async round(desk, stopped) {
    if (mergedAt === undefined) await readFigures(desk.db.read)
    // In one round, however much was noted: after it the thread may be over, where nobody does anything (2026-11-28).
    while ((await keepUp(desk)) && !stopped());
    const meanwhile = async () => {
      if (due(countedAt, countEveryMs)) await keepUp(desk)
    }
    await recountWhereDue(desk, { meanwhile, stopped })
    while (!stopped() && (await removeLeft(desk))) await meanwhile()
  },
}
