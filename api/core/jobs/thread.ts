import { parentPort, Worker } from 'node:worker_threads'
import type { Desk } from '../context.ts'

const restartMs = 10_000
/** A thread costs some 60 MB, which is not kept over pauses of this length: it ends with its round and begins anew. */
const longPauseMs = 5 * 60_000
/** Of three parts, each as large as what is made between two sweeps. */
const youngMb = 12

/** Work of a thread of its own: rounds with a pause between, on connections of its own. */
export interface ThreadJob {
  everyMs: number
  /** One round; work that is long asks `stopped` now and then. */
  round(desk: Desk, stopped: () => boolean): Promise<unknown>
}

/**
 * Runs a job in a thread of its own, begun anew when it ends, which it does over a long pause, or when it fails.
 * @returns a function that stops it and waits.
 */
export function startThread(desk: Desk, job: string, entry: URL, everyMs: number): () => Promise<void> {
  let stopping = false
  let ended = Promise.resolve()
  let worker: Worker
  let again: NodeJS.Timeout
  const begin = () => {
    worker = new Worker(entry, {
      workerData: { config: desk.config, job },
      // V8 lets each thread use some 50 MB for what is young, and gives none of it back.
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    })
    worker.on('error', (error) => desk.log.error({ job, error: error.constructor.name }, 'thread failed'))
    ended = new Promise((resolve) => {
      worker.once('exit', (code) => {
        if (!stopping) again = setTimeout(begin, code === 0 ? everyMs : restartMs)
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

/** What such a thread does: round after round, beside the thread that answers requests, until told to stop. */
export async function repeatInThread(desk: Desk, name: string, job: ThreadJob): Promise<void> {
  let stopped = false
  let wake = () => {}
  parentPort!.once('message', () => {
    stopped = true
    wake()
  })
  while (!stopped) {
    try {
      await job.round(desk, () => stopped)
    } catch (error) {
      desk.log.error({ job: name, error: (error as Error).constructor.name }, 'job failed')
    }
    if (stopped || job.everyMs >= longPauseMs) break
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, job.everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  parentPort!.close()
}
