import type { Worker } from 'node:worker_threads'

/**
 * Asks a thread to end and waits until it has. One that is stopped from outside while it loads SQLite takes the whole process with it, and
 * a server that refused to start said that instead of why.
 */
export async function endThread(thread: Worker): Promise<void> {
  if (thread.threadId === -1) return
  thread.ref()
  const gone = new Promise((resolve) => thread.once('exit', resolve))
  thread.postMessage('end')
  await gone
}
