import { repeatInThread } from '../../jobs/thread.ts'
import { countAdoption } from './countAdoption.ts'
import { readFigures } from './queries.ts'
import { mergeAll } from './rebuild.ts'

const everyMs = 2_000
const mergeEveryMs = 10_000

let mergedAt: number | undefined
await repeatInThread('adoption', everyMs, async (desk) => {
  if (mergedAt === undefined) await readFigures(desk.db.read)
  await countAdoption(desk)
  if (mergedAt === undefined || performance.now() - mergedAt >= mergeEveryMs) {
    await mergeAll(desk)
    mergedAt = performance.now()
  }
})
