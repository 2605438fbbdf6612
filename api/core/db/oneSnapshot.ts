import type Database from 'better-sqlite3'

/** The read transaction that the reads of one turn of the event loop share. */
export interface Snapshot {
  /** Whether it is open now, and so the connection is in no transaction that writes. */
  isOpen(): boolean
  /** Opens it until nothing of this turn is left to run; the connection is in no transaction. */
  begin(): void
  /** Ends it, where it is open: asked before anything is written, since what is written within it would not be committed. */
  end(): void
}

/**
 * A statement alone is a read transaction of its own: SQLite asks the operating system to lock and to unlock, which costs
 * more than most of our reads do. A page that reads a dozen times does it once, and sees one moment of the database
 * (2026-11-26).
 *
 * It ends before the next turn, so that nobody is shown an older state than when their message came in; and a read after a
 * write of ours in the same turn sees that.
 */
export function oneSnapshot(db: Database.Database): Snapshot {
  const begins = db.prepare('begin')
  const commits = db.prepare('commit')
  let open = false
  function end(): void {
    if (!open) return
    open = false
    // After some faults of the disk SQLite has ended it already.
    if (db.inTransaction) commits.run()
  }
  return {
    isOpen: () => open,
    begin() {
      begins.run()
      open = true
      // A tick that a microtask asks for comes once no microtask is left.
      queueMicrotask(() => process.nextTick(end))
    },
    end,
  }
}
