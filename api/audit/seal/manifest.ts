import type { Desk } from '../../core/context.ts'
import type { Db } from '../../core/db/open.ts'
import type { Scan } from '../../core/db/scan.ts'
import { Finder } from '../search/findEvents.ts'
import { nothingWithheld } from '../search/withheld.ts'
import { leavesOf } from './checkLeaves.ts'
import type { Head } from './head.ts'
import type { Hash } from './merkle.ts'
import { complete } from './proveEvent.ts'
import { purged } from './purgeAudit.ts'

/** Days, or moments, that were asked for: from the first up to but not including the second, as ISO 8601 in UTC. */
export interface Span {
  from: string
  to: string
}

/** What a stranger needs beside the events: where they stand in the tree, and the rest of the tree around them. */
export interface Manifest extends Span {
  format: 'portal-audit-export@v2'
  origin: string
  verifierKey: string
  size: number
  first: number
  count: number
  /** Complete subtrees before and after the events, in order: level 0 is a leaf, level 1 two leaves, and so on. */
  before: { level: number; hash: Hash }[]
  after: { level: number; hash: Hash }[]
  /**
   * The lines next to the events, which are not of the span: nothing of it was left out at its ends. Null where the log itself
   * begins or ends there. They stand between the events and the subtrees, which do not hold them.
   */
  left: string | null
  right: string | null
  /** Signed notes of what was purged: a line without its event is believed only where one of them covers it. */
  purges: string[]
  /** The signed checkpoint (C2SP tlog-checkpoint) that all of it leads to. */
  checkpoint: string
}

/** The leaves from the first to the last that happened in a span; undefined where none did. */
export async function leavesBetween(
  { read }: Db,
  { from, to }: Span,
  size: number,
): Promise<{ first: number; end: number } | undefined> {
  const edge = async (which: 'min' | 'max') =>
    (
      await read
        .selectFrom('audit_search')
        .select((eb) => eb.fn[which]('leaf_index').as('leaf'))
        .where('at', '>=', Date.parse(from))
        .where('at', '<', Date.parse(to))
        .where('leaf_index', '<', size)
        .executeTakeFirstOrThrow()
    ).leaf as number | null
  const [first, last] = [await edge('min'), await edge('max')]
  return first === null || last === null ? undefined : { first, end: last + 1 }
}

/** Lines of an export, from a leaf up to but not including another: the sealed bytes, or what is left of a purged event. */
export const linesOf = async (scan: Scan, start: number, end: number): Promise<string[]> =>
  (await leavesOf(scan, start, end)).map(([, , hash, body]) => body ?? JSON.stringify({ purged: hash }))

export async function manifestOf(
  { db, catalogue }: Desk,
  scan: Scan,
  head: Head,
  { from, to }: Span,
  { first, end }: { first: number; end: number },
): Promise<Manifest> {
  const [left, right] = [first > 0, end < head.size]
  return {
    format: 'portal-audit-export@v2',
    from,
    to,
    origin: head.origin,
    verifierKey: head.verifierKey,
    size: head.size,
    first,
    count: end - first,
    before: await subtrees(db, 0, left ? first - 1 : 0),
    left: left ? (await linesOf(scan, first - 1, first))[0]! : null,
    right: right ? (await linesOf(scan, end, end + 1))[0]! : null,
    after: await subtrees(db, right ? end + 1 : end, head.size),
    purges: await statements({ db, catalogue }),
    checkpoint: head.checkpoint,
  }
}

const mostPurges = 50

async function statements({ db, catalogue }: Pick<Desk, 'db' | 'catalogue'>): Promise<string[]> {
  const finder = await Finder.for(db, {
    filter: { action: purged.name },
    onlyCases: false,
    withheld: nothingWithheld,
    actions: catalogue.actions,
  })
  return (await finder.page(true, mostPurges)).flatMap(({ event }) =>
    typeof event.detail?.statement === 'string' ? [event.detail.statement] : [],
  )
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
