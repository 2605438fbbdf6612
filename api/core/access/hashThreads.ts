import { Worker } from 'node:worker_threads'
import type { Options } from '@node-rs/argon2'
import { endThread } from '../db/endThread.ts'

/** A password to be hashed, or compared with what is stored. */
export interface Asked {
  password: string
  stored?: string
  parameters?: Options
}

/** A thread that nobody needed for so long ends. */
const idleMs = 60_000

interface Idle {
  thread: Worker
  ending: NodeJS.Timeout
}
const idle: Idle[] = []

const small = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 }

function take(): Worker {
  const last = idle.pop()
  if (!last) return begin()
  clearTimeout(last.ending)
  last.thread.ref()
  return last.thread
}

/** One that fails while it is idle is not given to anybody: its answer would be waited for without end, and by all others behind it. */
function begin(): Worker {
  const thread = new Worker(new URL('./hashWorker.ts', import.meta.url), { resourceLimits: small })
  return thread.on('error', () => {}).once('exit', () => forget(thread))
}

function forget(thread: Worker): void {
  const at = idle.findIndex((one) => one.thread === thread)
  if (at !== -1) clearTimeout(idle.splice(at, 1)[0]!.ending)
}

function giveBack(thread: Worker): void {
  thread.unref()
  const ending = setTimeout(() => {
    forget(thread)
    void endThread(thread)
  }, idleMs).unref()
  idle.push({ thread, ending })
}

/**
 * Hashes or compares in a thread that is nicer than the one that answers: a search goes first wherever both want a processor, which
 * Node's own pool of threads cannot be told (2026-11-27). How many go on at once is `inTurn`'s to say.
 */
export function inHashThread(asked: Asked): Promise<string | boolean> {
  const thread = take()
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a thread that hashes has ended'))
    thread.once('exit', ended)
    thread.once('error', reject)
    thread.once('message', ({ done, error }: { done: string | boolean; error?: unknown }) => {
      thread.off('exit', ended).off('error', reject)
      giveBack(thread)
      if (error) reject(error)
      else resolve(done)
    })
    thread.postMessage(asked)
  })
}
