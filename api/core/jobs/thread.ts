import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, Worker } from 'node:worker_threads'
import type { Desk } from '../context.ts'
import { yieldToOthers } from './yieldToOthers.ts'

const restartMs = 10_000
/** Of three parts, each as large as what is made between two sweeps. */
const youngMb = 12

/** Work of a thread, on connections of its own: one round, or rounds with a pause between. */
export interface ThreadJob {
  everyMs?: number
  /** Work that is long asks `stopped` now and then. */
  round(desk: Desk, stopped: () => boolean): Promise<unknown>
}

/** When a thread begins and ends. */
export interface Thread {
  /** How often it is asked whether there is something to do, and how long after the server that is asked first. */
  lookMs: number
  afterMs: number
  /** Over how long a time with nothing to do a thread that goes on is not kept. */
  quietMs?: number
  /** Asked on the thread that answers requests, so cheap: whether there is something new to do since it was asked last. */
  isDue(desk: Desk): Promise<boolean>
}

/**
 * Runs jobs in a thread of their own, which begins when something is to be done and ends when that is over, or has been for long. One
 * that failed is begun anew a little later. Its jobs go on side by side: each thread costs some 40 MB and wants a processor that others want.
 * @param told values that the thread is given
 * @returns a function that stops it and waits.
 */
export function startThread(
  desk: Desk,
  name: string,
  entry: URL,
  thread: Thread,
  told: object = {},
): () => Promise<void> {
  const stopping = new AbortController()
  let worker: Worker | undefined
  let ended = Promise.resolve()
  let [lastDue, notBefore] = [0, 0]
  let isOwed = false
  let isResting = false

  function begin(): void {
    const begun = new Worker(entry, {
      workerData: { config: desk.config, thread: name, ...told },
      // V8 lets each thread use some 50 MB for what is young, and gives none of it back.
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    })
    worker = begun
    isOwed = false
    isResting = false
    begun.on('error', (error: NodeJS.ErrnoException) =>
      desk.log.error({ thread: name, error: error.constructor.name, code: error.code }, 'thread failed'),
    )
    ended = new Promise((resolve) => {
      begun.once('exit', (code) => {
        worker = undefined
        isOwed ||= code !== 0
        notBefore = code === 0 ? 0 : performance.now() + restartMs
        resolve()
      })
    })
  }

  async function look(): Promise<void> {
    const isDue = await thread.isDue(desk)
    const now = performance.now()
    if (isDue) {
      lastDue = now
      // Of a thread that was told to rest, one of its jobs may be over already.
      isOwed ||= !worker || isResting
    }
    if (worker && now - lastDue > (thread.quietMs ?? Number.POSITIVE_INFINITY)) {
      worker.postMessage('rest')
      isResting = true
    }
    if (!worker && isOwed && now >= notBefore && !stopping.signal.aborted) begin()
  }

  const looking = (async () => {
    for (let ms = thread.afterMs; !stopping.signal.aborted; ms = thread.lookMs) {
      await delay(ms, undefined, stopping).catch(() => {})
      if (stopping.signal.aborted) return
      // The database may be gone for a while.
      await look().catch(() => {})
    }
  })()
  return async () => {
    stopping.abort()
    await looking
    worker?.postMessage('stop')
    await ended
  }
}

/**
 * What such a thread does, beside the thread that answers requests, until its jobs are done, it is told to stop, or each has had a
 * whole round since it was told to rest.
 */
export async function repeatInThread(desk: Desk, jobs: Readonly<Record<string, ThreadJob>>): Promise<void> {
  yieldToOthers()
  const stopping = new AbortController()
  let rests = false
  parentPort!.on('message', (message: 'rest' | 'stop') => {
    if (message === 'rest') rests = true
    else stopping.abort()
  })
  await Promise.all(
    Object.entries(jobs).map(async ([name, job]) => {
      while (!stopping.signal.aborted) {
        const isLast = rests || job.everyMs === undefined
        try {
          await job.round(desk, () => stopping.signal.aborted)
        } catch (error) {
          const failed = error as NodeJS.ErrnoException
          desk.log.error({ job: name, error: failed.constructor.name, code: failed.code }, 'job failed')
        }
        if (isLast) return
        await delay(job.everyMs, undefined, stopping).catch(() => {})
      }
    }),
  )
  parentPort!.close()
}
