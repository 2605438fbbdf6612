import { once } from 'node:events'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import type { Ctx } from '../../core/context.ts'
import type { Db } from '../../core/db/open.ts'
import { openScan, type Scan } from '../../core/db/scan.ts'
import { transact } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { emptySpan, nothingSealed } from '../words.ts'
import { leavesOf, pageSize } from './checkLeaves.ts'
import { readHead } from './head.ts'
import type { Hash } from './merkle.ts'
import { complete } from './proveEvent.ts'

export const exported: Action = {
  name: 'audit.exported',
  letter: 'E',
  words: { en: 'Exported audit records', es: 'Exportó registros de auditoría' },
  watch: 'nothing',
}

/** What a stranger needs beside the events: where they stand in the tree, and the rest of the tree around them. */
export interface Manifest {
  format: 'portal-audit-export@v1'
  origin: string
  verifierKey: string
  size: number
  first: number
  count: number
  /** Complete subtrees before and after the events, in order: level 0 is a leaf, level 1 two leaves, and so on. */
  before: { level: number; hash: Hash }[]
  after: { level: number; hash: Hash }[]
  /** The signed checkpoint (C2SP tlog-checkpoint) that all of it leads to. */
  checkpoint: string
}

/**
 * Writes the events of a span of days in the order of the log, a line of canonical bytes each, with the checkpoint and
 * the rest of the tree beside them. Events that committed late among those of the span come along: a range of a log
 * has no holes. A purged event's line is `{"purged":"<leaf hash>"}`.
 * @throws Invalid when no event lies in the span.
 */
export async function exportLog(
  ctx: Ctx,
  span: { from: string; to: string },
  folder: string,
  onProgress?: (done: number, of: number) => void,
): Promise<Manifest & { files: string[] }> {
  const { db, config } = ctx.desk
  const head = await readHead(db.read)
  if (!head) throw new Conflict(nothingSealed)
  const { first, end } = await leavesBetween(db, Date.parse(span.from), Date.parse(span.to), head.size)
  if (first === undefined || end === undefined) throw new Invalid({ '--from': emptySpan })

  const name = `audit-${span.from.slice(0, 10)}-${span.to.slice(0, 10)}`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${name}.ndjson`)
  const scan = await openScan(config.databaseUrl)
  try {
    await writeEvents(scan, file, first, end, onProgress)
  } finally {
    await scan.close()
  }
  const manifest: Manifest = {
    format: 'portal-audit-export@v1',
    origin: head.origin,
    verifierKey: head.verifierKey,
    size: head.size,
    first,
    count: end - first,
    before: await subtrees(db, 0, first),
    after: await subtrees(db, end, head.size),
    checkpoint: head.checkpoint,
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
      const leaves = await leavesOf(scan, start, Math.min(start + pageSize, end))
      const lines = leaves.map(([, , hash, body]) => `${body ?? JSON.stringify({ purged: hash })}\n`)
      if (!out.write(lines.join(''))) await Promise.race([once(out, 'drain'), written])
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

async function leavesBetween(db: Db, from: number, to: number, size: number) {
  const edge = async (which: 'min' | 'max') =>
    (
      await db.read
        .selectFrom('audit_search')
        .select((eb) => eb.fn[which]('leaf_index').as('leaf'))
        .where('at', '>=', from)
        .where('at', '<', to)
        .where('leaf_index', '<', size)
        .executeTakeFirstOrThrow()
    ).leaf as number | null
  const last = await edge('max')
  return { first: (await edge('min')) ?? undefined, end: last === null ? undefined : last + 1 }
}

/** The range cut into the largest complete subtrees that stand where such subtrees may. */
async function subtrees(db: Db, from: number, to: number): Promise<Manifest['before']> {
  const found: Manifest['before'] = []
  for (let start = from; start < to; ) {
    let level = Math.floor(Math.log2(to - start))
    while (start % 2 ** level !== 0) level -= 1
    found.push({ level, hash: await complete(db, start, level) })
    start += 2 ** level
  }
  return found
}
