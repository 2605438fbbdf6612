import type { ThreadJob } from '../../core/jobs/thread.ts'
import { countAdoption } from './countAdoption.ts'
import { publishFigures } from './publish.ts'
import { readFigures } from './queries.ts'
import { mergeAll, recountOnce } from './rebuild.ts'
import { sweepWaiting } from './waiting.ts'

const mergeEveryMs = 10_000

let mergedAt: number | undefined

export const countingJob: ThreadJob = {
  everyMs: 2_000,
  async round(desk) {
    if (mergedAt === undefined) await readFigures(desk.db.read)
    await recountOnce(desk)
    await countAdoption(desk)
    if (mergedAt === undefined || performance.now() - mergedAt >= mergeEveryMs) {
      await mergeAll(desk)
      if (await publishFigures(desk)) await sweepWaiting(desk)
      mergedAt = performance.now()
    }
  },
}
