import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/**
 * Runs tasks on some threads of one script, each thread one task at a time, and hands the answers on in the order of
 * the tasks. No more than a few answers wait, so memory stays flat however many tasks there are. A job that goes on for
 * ever is `startThread`'s: the two begin, are spoken to and end in other ways, and share nothing but the word (2026-11-25).
 */
export async function runTasks<T, A>(
  script: URL,
  data: unknown,
  threads: number,
  tasks: readonly T[],
  onAnswer: (answer: A, task: T) => void | Promise<void>,
): Promise<void> {
  const workers = Array.from(
    { length: Math.min(threads, tasks.length) },
    () => new Worker(script, { workerData: data }),
  )
  const answers = new Map<number, A>()
  let next = 0
  let handed = 0
  try {
    await Promise.all(
      workers.map(async (worker) => {
        while (next < tasks.length) {
          const mine = next++
          answers.set(mine, await ask<T, A>(worker, tasks[mine]!))
          while (answers.has(handed)) {
            const answer = answers.get(handed)!
            answers.delete(handed)
            await onAnswer(answer, tasks[handed++]!)
          }
        }
      }),
    )
  } finally {
    await Promise.all(
      workers.map((worker) => {
        const gone = once(worker, 'exit')
        worker.postMessage('stop')
        return gone
      }),
    )
  }
}

function ask<T, A>(worker: Worker, task: T): Promise<A> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      settle()
    }
    const onMessage = (answer: A) => done(() => resolve(answer))
    const onError = (error: Error) => done(() => reject(error))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.postMessage(task)
  })
}
