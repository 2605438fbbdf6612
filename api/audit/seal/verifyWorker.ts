import { parentPort, workerData } from 'node:worker_threads'
import { yieldToOthers } from '../../core/jobs/yieldToOthers.ts'
import { openTasks, type Task } from './verifyTask.ts'

/* What a thread of a verification runs: one task a message, until it is told to stop. */
yieldToOthers()
const tasks = await openTasks((workerData as { databaseUrl: string }).databaseUrl)

parentPort!.on('message', async (task: Task | 'stop') => {
  if (task === 'stop') {
    await tasks.close()
    parentPort!.close()
    return
  }
  parentPort!.postMessage(await tasks.answer(task))
})
