import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { endThread } from './endThread.ts'
import { CommitUnknown } from './fault.ts'

/** Makes the commits of one SQLite file durable while the thread that made them goes on. */
export interface Durability {
  /**
   * Returns once everything committed before the call would outlast a power cut.
   * @throws CommitUnknown when the disk does not say so.
   */
  durable(): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  done: () => void
  failed: (error: unknown) => void
}

/**
 * SQLite itself waits for the disk within the commit, and so would everybody whom the thread answers: a millisecond for each
 * commit on a good disk, ten on a slow one. With `synchronous=NORMAL` it writes the WAL and does not wait; the wait stands
 * here, on another thread, one for all who committed meanwhile. Until it is over nothing of the commit may be told: whoever
 * reads it meanwhile and has their look recorded waits for a later flush of the same file, which covers it (2026-11-26).
 */
export function durability(file: string): Durability {
  const thread = new Worker(new URL('./syncWorker.js', import.meta.url), {
    workerData: { file },
    resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 },
  })
  thread.unref()
  let next: Waiting[] = []
  let flushing: Waiting[] = []
  // What a failed flush left out, a later one that succeeds does not say to hold: the system forgets that it owes it.
  let doubtful = false
  let ended = false

  function begin(): void {
    if (flushing.length || !next.length) return
    flushing = next
    next = []
    thread.ref()
    thread.postMessage('sync')
  }

  function settle(error?: unknown): void {
    const settled = flushing
    flushing = []
    thread.unref()
    if (error) doubtful = true
    let cause = error
    if (doubtful && !error)
      try {
        copyAll(file)
        doubtful = false
      } catch (fault) {
        cause = fault
      }
    for (const one of settled)
      if (cause) one.failed(new CommitUnknown(cause))
      else one.done()
    begin()
  }

  thread.on('message', ({ error }: { error?: unknown }) => settle(error))
  thread.on('error', (error) => {
    ended = true
    settle(error)
  })
  thread.on('exit', () => {
    ended = true
    if (flushing.length) settle(new Error('the thread that flushes has ended'))
  })

  return {
    durable: () =>
      new Promise<void>((done, failed) => {
        if (ended) return failed(new CommitUnknown(new Error('the thread that flushes has ended')))
        next.push({ done, failed })
        begin()
      }),
    close: () => endThread(thread),
  }
}

/** Copies the whole WAL into the database file and waits for the disk: what the WAL holds need not be believed then. */
function copyAll(file: string): void {
  const db = new Database(file)
  try {
    db.pragma('synchronous = FULL')
    db.pragma('fullfsync = ON')
    const [copied] = db.pragma('wal_checkpoint(FULL)') as { busy: number }[]
    if (copied!.busy) throw new Error('the WAL could not be copied while others use it')
  } finally {
    db.close()
  }
}
