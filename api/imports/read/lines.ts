import { bytesOf, textOf } from './bytes.ts'

export interface Line {
  /** From 1. */
  line: number
  /** Nothing where the bytes are not UTF-8. */
  text: string | undefined
}

const most = 32 * 2 ** 20

/**
 * The lines of a file that hold anything, ended by LF, CRLF or CR. Of one longer than 32 MB only the beginning is handed on,
 * which is no JSON. @throws FileFault after the last line that could be read
 */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest: Buffer[] = []
  let held = 0
  let line = 0
  let afterReturn = false
  const keep = (bytes: Buffer) => {
    if (held < most) rest.push(bytes)
    held += bytes.length
  }
  const end = (): Line | undefined => {
    line++
    const bytes = rest.length === 1 ? rest[0]! : Buffer.concat(rest)
    rest = []
    held = 0
    const text = textOf(bytes)
    return text?.trim() === '' ? undefined : { line, text }
  }
  for await (const chunk of bytesOf(file)) {
    let from = 0
    let back = chunk.indexOf(13)
    for (;;) {
      // Most files have no CR: one look at a chunk says so.
      if (back >= 0 && back < from) back = chunk.indexOf(13, from)
      const feed = chunk.indexOf(10, from)
      const at = feed < 0 ? back : back < 0 ? feed : Math.min(feed, back)
      if (at < 0) break
      if (afterReturn && at === from && chunk[at] === 10) {
        afterReturn = false
        from = at + 1
        continue
      }
      afterReturn = chunk[at] === 13
      keep(chunk.subarray(from, at))
      from = at + 1
      const ended = end()
      if (ended) yield ended
    }
    if (from < chunk.length) {
      afterReturn = false
      keep(chunk.subarray(from))
    }
  }
  // A broken file ends in half a line, which `bytesOf` throws before.
  if (held > 0) {
    const ended = end()
    if (ended) yield ended
  }
}
