import { Worker } from 'node:worker_threads'
import { hash, type Options, verify } from '@node-rs/argon2'
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

let underWay = 0
let lastDone = Number.NEGATIVE_INFINITY
/** So long after the last hash the next counts as alone. */
const crowdMs = 1_000

/**
 * Hashes or compares. Where several come, threads that are nicer than the one that answers do it: a search goes first wherever both want
 * a processor, which Node's own pool of threads cannot be told (2026-11-27). One that comes alone is the pool's: to begin a
 * thread takes longer than the hash, and on a busy machine a nicer one waits behind everybody (2026-11-28). How many go on at once
 * is `inTurn`'s to say.
 */
export async function hashOrCompare(asked: Asked): Promise<string | boolean> {
  const alone = underWay === 0 && performance.now() - lastDone > crowdMs
  underWay++
  try {
    return await (alone ? inPool(asked) : inThread(asked))
  } finally {
    underWay--
    lastDone = performance.now()
  }
}

const inPool = ({ password, stored, parameters }: Asked): Promise<string | boolean> =>
  stored === undefined ? hash(password, parameters) : verify(stored, password)

function inThread(asked: Asked): Promise<string | boolean> {
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
