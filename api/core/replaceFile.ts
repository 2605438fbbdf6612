import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { threadId } from 'node:worker_threads'

/** Puts a text, owner-only, in the place of a file, whole or not at all; who else does at the same moment writes a file of their own. */
export function replaceFile(file: string, text: string): void {
  const written = `${file}.${process.pid}-${threadId}.new`
  try {
    writeFileSync(written, text, { mode: 0o600, flush: true })
    renameSync(written, file)
  } catch (error) {
    // On a full disk the file is there, and empty: each process that tried would leave one.
    rmSync(written, { force: true })
    throw error
  }
}
