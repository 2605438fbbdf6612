import { appendFileSync, closeSync, openSync, realpathSync } from 'node:fs'
import { Invalid } from '../core/errors.ts'
import type { Told } from './report.ts'

/** Where all that was not taken is written as it is met, one JSON document a line, without any value of the records. */
export interface Rejects {
  add(told: Told): void
  close(): void
  /** What kept it from being whole. */
  readonly fault: string | undefined
}

/**
 * Opens a file for what an import does not take, before anything is stored. Where it fails later the import goes on.
 * @throws Invalid where it cannot be written, or is what is read.
 */
export function openRejects(file: string | undefined, source: string): Rejects | undefined {
  if (!file) return undefined
  const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown'
  const refuse = (rule: string) => new Invalid({ '--rejects': rule })
  let handle: number
  try {
    // Opened for appending first, so that a source named by mistake is not emptied before it is seen to be one.
    closeSync(openSync(file, 'a', 0o600))
    if (realpathSync(file) === realpathSync(source)) throw refuse('must not be the file that is read')
    handle = openSync(file, 'w', 0o600)
  } catch (error) {
    throw error instanceof Invalid ? error : refuse(`cannot be written (${codeOf(error)})`)
  }
  let fault: string | undefined
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      fault ??= `the rejects file could not be written to its end (${codeOf(error)})`
    }
  }
  return {
    add: (told) => {
      if (!fault) attempt(() => appendFileSync(handle, `${JSON.stringify(told)}\n`))
    },
    close: () => attempt(() => closeSync(handle)),
    get fault() {
      return fault
    },
  }
}
