import { statSync } from 'node:fs'

/** The file under the path is not the one that is open: its folder was deleted, exchanged or unmounted. */
export class PlaceGone extends Error {
  readonly code = 'SQLITE_READONLY_DBMOVED'
  constructor() {
    super('the database file is gone from its place, or another is there')
  }
}

const look = (file: string) => statSync(file, { bigint: true, throwIfNoEntry: false })
type Seen = ReturnType<typeof look>

// Another kind of file system numbers files anew: what it says of none is nothing to go by.
const isAnother = (opened: Seen, now: Seen) =>
  opened !== undefined && (now?.ino !== opened.ino || now.dev !== opened.dev)

/**
 * Whoever holds a file open goes on writing to it after it was deleted, and what is acknowledged then is lost with the
 * process. To look costs some microseconds of the milliseconds that a commit takes (2026-11-26). The WAL too: it looks like
 * something to make room with, and holds what was committed last (2026-11-28).
 */
export class SamePlace {
  readonly #file: string
  readonly #opened: Seen
  #wal: Seen
  constructor(file: string) {
    this.#file = file
    this.#opened = look(file)
  }

  /** @throws PlaceGone once the files are not those that were there */
  require(): void {
    if (isAnother(this.#opened, look(this.#file)) || isAnother(this.#wal, look(`${this.#file}-wal`)))
      throw new PlaceGone()
  }

  /** Within a transaction: only then is the WAL that is there the one that is open, and stays for as long as it is. */
  requireWithin(): void {
    this.#wal ??= look(`${this.#file}-wal`)
    this.require()
  }
}
