import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/*
 * Copies the WAL into the database file away from the main thread: a checkpoint is tens of milliseconds of disk work. Plain
 * JavaScript, and syncWorker too: a thread that takes types off keeps 12 MB for that.
 *
 * PASSIVE copies what it may while others go on writing, and where it could copy all, whoever writes next begins the WAL anew.
 * Under load there is always a little more, and the WAL grows: TRUNCATE copies that little and cuts the file off, but holds up
 * whoever writes meanwhile. So it is asked for only when the file is large and no reader needs what is in it (2026-11-27).
 */
const everyMs = 500
const mostBytes = 16 * 1024 * 1024
const littlePages = 500
/** @type {{ file: string }} */
const { file } = workerData
const db = new Database(file)
db.pragma('busy_timeout = 20')
db.pragma('synchronous = FULL')
db.pragma('fullfsync = ON')
db.pragma('cache_size = -1024')

const rounds = setInterval(() => {
  try {
    const [{ log, checkpointed }] = db.pragma('wal_checkpoint(PASSIVE)')
    if (log - checkpointed < littlePages && statSync(`${file}-wal`).size > mostBytes)
      db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // Busy, or the disk is full: the WAL keeps everything, and the next round tries again.
  }
}, everyMs)

parentPort.once('message', () => {
  clearInterval(rounds)
  db.close()
  parentPort.close()
})
