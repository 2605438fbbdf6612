import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/*
 * Copies the WAL into the database file away from the main thread: a checkpoint is tens of milliseconds of disk work.
 * PASSIVE copies nearly all while others go on writing; RESTART then takes the little that is left and lets the next
 * writer begin the WAL anew, so that it does not grow without end under load.
 */
const everyMs = 500
const db = new Database((workerData as { file: string }).file)
db.pragma('busy_timeout = 100')
db.pragma('synchronous = FULL')
db.pragma('fullfsync = ON')

setInterval(() => {
  try {
    db.pragma('wal_checkpoint(PASSIVE)')
    db.pragma('wal_checkpoint(RESTART)')
  } catch {
    // Busy, or the disk is full: the WAL keeps everything, and the next round tries again.
  }
}, everyMs)
