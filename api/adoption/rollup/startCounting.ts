import { Worker } from 'node:worker_threads'
import type { Desk } from '../../http/context.ts'

const restartMs = 10_000

/** Counts adoption in a thread of its own, begun anew should it end. @returns a function that stops it and waits. */
export function startCounting(desk: Desk): () => Promise<void> {
  let stopping = false
  let ended = Promise.resolve()
  let worker: Worker
  let again: NodeJS.Timeout
  const begin = () => {
    worker = new Worker(new URL('./countingWorker.ts', import.meta.url), { workerData: desk.config })
    worker.on('error', (error) =>
      desk.log.error({ job: 'adoption', error: error.constructor.name }, 'counting thread failed'),
    )
    ended = new Promise((resolve) => {
      worker.once('exit', () => {
        if (!stopping) again = setTimeout(begin, restartMs)
        resolve()
      })
    })
  }
  begin()
  return async () => {
    stopping = true
    clearTimeout(again)
    worker.postMessage('stop')
    await ended
  }
}
