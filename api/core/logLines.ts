import { writeSync } from 'node:fs'

/**
 * Writes the lines of the log to a descriptor, and drops those that it does not take: a disk that is full, or a reader that
 * stands still, must stop nothing else. pino's own destination tries the same line again until there is room, on the thread
 * that answers requests (2026-11-26).
 * @returns a destination for pino
 */
export function logLines(descriptor: number): { write(line: string): void } {
  // What is left of a line that was taken in part: the next one begins on a line of its own.
  let broken = false
  return {
    write(line) {
      const bytes = Buffer.from(broken ? `\n${line}` : line)
      let done = 0
      try {
        while (done < bytes.length) done += writeSync(descriptor, bytes, done)
        broken = false
      } catch {
        broken ||= done > 0
      }
    },
  }
}
