import { statSync } from 'node:fs'

/** The file under the path is not the one that is open: its folder was deleted, exchanged or unmounted. */
export class PlaceGone extends Error {
  readonly code = 'SQLITE_READONLY_DBMOVED'
  constructor() {
    super('the database file is gone from its place, or another is there')
  }
}

/**
 * Whoever holds a file open goes on writing to it after it was deleted, and what is acknowledged then is lost with the
 * process. To look costs some microseconds of the milliseconds that a commit takes (2026-11-26).
 * @returns what throws PlaceGone once the file is not the one that was there
 */
export function samePlace(file: string): () => void {
  const opened = statSync(file, { bigint: true, throwIfNoEntry: false })
  return () => {
    const now = statSync(file, { bigint: true, throwIfNoEntry: false })
    // Another kind of file system numbers files anew: what it says of none is nothing to go by.
    if (opened && (now?.ino !== opened.ino || now.dev !== opened.dev)) throw new PlaceGone()
  }
}
