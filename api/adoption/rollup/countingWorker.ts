import { parentPort, workerData } from 'node:worker_threads'
import { closeDesk, createDesk } from '../../createDesk.ts'
import { countAdoption } from './countAdoption.ts'
import { readFigures } from './queries.ts'
import { mergeAll } from './rebuild.ts'

// Counts beside the thread that answers requests, on a connection of its own, until told to stop.
const everyMs = 2_000
const mergeEveryMs = 10_000

const desk = createDesk(workerData)
let stopped = false
let wake = () => {}
parentPort!.once('message', () => {
  stopped = true
  wake()
})
await readFigures(desk.db.read)
let mergedAt = 0
while (!stopped) {
  try {
    await countAdoption(desk)
    if (performance.now() - mergedAt >= mergeEveryMs) {
      await mergeAll(desk)
      mergedAt = performance.now()
    }
  } catch (error) {
    desk.log.error({ job: 'adoption', error: (error as Error).constructor.name }, 'job failed')
  }
  if (stopped) break
  await new Promise<void>((resolve) => {
    wake = resolve
    setTimeout(resolve, everyMs)
  })
}
await closeDesk(desk)
parentPort!.close()
