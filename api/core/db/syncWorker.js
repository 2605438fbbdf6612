import { closeSync, fdatasyncSync, openSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

// A thread of its own: in Node's pool it would wait for whatever else waits for a disk.
/** @type {{ file: string }} */
const { file } = workerData
/** @type {number | undefined} */
let wal

parentPort.on('message', (/** @type {'sync' | 'end'} */ message) => {
  if (message === 'end') {
    if (wal !== undefined) closeSync(wal)
    parentPort.close()
    return
  }
  try {
    // Windows flushes only what may be written.
    wal ??= openSync(`${file}-wal`, 'r+')
    fdatasyncSync(wal)
    parentPort.postMessage({})
  } catch (error) {
    parentPort.postMessage({ error })
  }
})
