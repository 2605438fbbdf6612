import { parentPort, Worker, workerData } from 'node:worker_threads'
import { closeDesk, createDesk } from '../createDesk.ts'
import type { Desk } from '../http/context.ts'

const restartMs = 10_000

/** Runs a job in a thread of its own, begun anew should it end. @returns a function that stops it and waits. */
export function startThread(desk: Desk, job: string, file: URL): () => Promise<void> {
  let stopping = false
  let ended = Promise.resolve()
  let worker: Worker
  let again: NodeJS.Timeout
  const begin = () => {
    worker = new Worker(file, { workerData: desk.config })
    worker.on('error', (error) => desk.log.error({ job, error: error.constructor.name }, 'thread failed'))
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

/**
 * What such a thread does: rounds of work with a pause between, beside the thread that answers requests and on
 * connections of its own, until told to stop. Work that is long asks `stopped` now and then.
 */
export async function repeatInThread(
  job: string,
  everyMs: number,
  work: (desk: Desk, stopped: () => boolean) => Promise<unknown>,
): Promise<void> {
  const desk = createDesk(workerData)
  let stopped = false
  let wake = () => {}
  parentPort!.once('message', () => {
    stopped = true
    wake()
  })
  while (!stopped) {
    try {
      await work(desk, () => stopped)
    } catch (error) {
      desk.log.error({ job, error: (error as Error).constructor.name }, 'job failed')
    }
    if (stopped) break
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  await closeDesk(desk)
  parentPort!.close()
}
