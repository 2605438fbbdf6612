import { once } from 'node:events'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import type { Ctx } from '../../core/context.ts'
import { openScan, type Scan } from '../../core/db/scan.ts'
import { transact } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { emptySpan, nothingSealed } from '../words.ts'
import { readHead } from './head.ts'
import { leavesBetween, linesOf, type Manifest, manifestOf, type Span } from './manifest.ts'
import { pageSize } from './sums.ts'

export const exported: Action = {
  name: 'audit.exported',
  letter: 'E',
  words: { en: 'Exported audit records', es: 'Exportó registros de auditoría' },
  watch: 'report',
}

/**
 * Writes the events of a span of days in the order of the log, a line of canonical bytes each, with the checkpoint and
 * the rest of the tree beside them. Events that committed late among those of the span come along: a range of a log
 * has no holes. A purged event's line is `{"purged":"<leaf hash>"}`, and the manifest holds the signed purge.
 * @throws Invalid when no event lies in the span.
 */
export async function exportLog(
  ctx: Ctx,
  span: Span,
  folder: string,
  onProgress?: (done: number, of: number) => void,
): Promise<Manifest & { files: string[] }> {
  const { db, config } = ctx.desk
  const head = await readHead(db.read)
  if (!head) throw new Conflict(nothingSealed)
  const range = await leavesBetween(db, span, head.size)
  if (!range) throw new Invalid({ '--from': emptySpan })
  const { first, end } = range

  const name = `audit-${span.from.slice(0, 10)}-${span.to.slice(0, 10)}`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${name}.ndjson`)
  const scan = await openScan(config.databaseUrl)
  let manifest: Manifest
  try {
    await writeEvents(scan, file, first, end, onProgress)
    manifest = await manifestOf(ctx.desk, scan, head, span, range)
  } finally {
    await scan.close()
  }
  const files = [file, path.join(folder, `${name}.json`), path.join(folder, `${name}.checkpoint`)]
  await writeFile(files[1]!, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  await writeFile(files[2]!, head.checkpoint, { mode: 0o600 })
  await transact(db, (trx) =>
    record(trx, ctx, exported, {
      detail: { format: 'canonical', rows: end - first, firstLeaf: first, size: head.size },
    }),
  )
  return { ...manifest, files }
}

/** Never over another export; and what could not be written whole does not stay to be taken for one. */
async function writeEvents(
  scan: Scan,
  file: string,
  first: number,
  end: number,
  onProgress?: (done: number, of: number) => void,
): Promise<void> {
  const out = (await open(file, 'wx', 0o600)).createWriteStream()
  const written = finished(out)
  // Awaited below; it may fail before.
  written.catch(() => {})
  try {
    for (let start = first; start < end; start += pageSize) {
      const lines = await linesOf(scan, start, Math.min(start + pageSize, end))
      if (!out.write(`${lines.join('\n')}\n`)) await Promise.race([once(out, 'drain'), written])
      onProgress?.(Math.min(start + pageSize, end) - first, end - first)
    }
    out.end()
    await written
  } catch (error) {
    out.destroy()
    await rm(file, { force: true })
    throw error
  }
}
