import type { Db } from '../../core/db/open.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { eventAltered, noEvent, notSealedYet, treeAltered } from '../words.ts'
import { readHead } from './head.ts'
import {
  type Hash,
  inclusionProof,
  keptLevels,
  leafHash,
  nodeHash,
  type RangeHash,
  rootFromProof,
} from './merkle.ts'

export interface Proof {
  eventId: string
  leafIndex: number
  /** The event's bytes: their leaf hash is what is proved. Null once purged. */
  body: string | null
  /** A C2SP tlog-proof: index, audit path, signed checkpoint. */
  proof: string
}

/**
 * Proves that an event stands in the log, to someone who has the verifier key and nothing else of ours. The format is
 * c2sp.org/tlog-proof@v1.
 * @throws NotFound, or Conflict while the event waits to be sealed or when the event or the tree is not
 * the one that was sealed.
 */
export async function proveEvent(db: Db, eventId: string): Promise<Proof> {
  const head = await readHead(db.read)
  const leaf = await db.read
    .selectFrom('audit_leaf as l')
    .leftJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['l.leaf_index', 'l.leaf_hash', 'e.body'])
    .where('l.event_id', '=', eventId)
    .executeTakeFirst()
  if (!leaf || !head || leaf.leaf_index >= head.size) {
    const waits = await db.read
      .selectFrom('audit_pending')
      .select('event_id')
      .where('event_id', '=', eventId)
      .executeTakeFirst()
    if (waits) throw new Conflict(notSealedYet)
    throw new NotFound(noEvent)
  }
  // The hash is as it was sealed; the bytes beside it may have been edited since, and those are what is handed out.
  if (leaf.body !== null && leafHash(leaf.body) !== leaf.leaf_hash) throw new Conflict(eventAltered)
  const path = await inclusionProof(leaf.leaf_index, head.size, rangeHash(db))
  const leads = rootFromProof(leaf.leaf_hash, leaf.leaf_index, head.size, path)
  if (leads !== head.frontier.root()) throw new Conflict(treeAltered)
  const lines = path.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`)
  return {
    eventId,
    leafIndex: leaf.leaf_index,
    body: leaf.body,
    proof: `c2sp.org/tlog-proof@v1\nindex ${leaf.leaf_index}\n${lines.join('')}\n${head.checkpoint}`,
  }
}

/** Hashes of ranges from the nodes that are kept, reading some hundreds of rows at most. */
export function rangeHash(db: Db): RangeHash {
  const hashOf: RangeHash = async (start, end) => {
    const size = end - start
    const level = Math.floor(Math.log2(size))
    if (2 ** level === size) return complete(db, start, level)
    const middle = start + 2 ** level
    return nodeHash(await complete(db, start, level), await hashOf(middle, end))
  }
  return hashOf
}

/**
 * The root of a complete subtree: folded from the nearest level below it that is kept.
 * @throws Conflict where some of what is kept is gone
 */
export async function complete(db: Db, start: number, level: number): Promise<Hash> {
  const kept = level - (level % keptLevels)
  const [first, count] = [start / 2 ** kept, 2 ** (level - kept)]
  let hashes: Hash[]
  if (kept === 0) {
    const rows = await db.read
      .selectFrom('audit_leaf')
      .select('leaf_hash')
      .where('leaf_index', '>=', first)
      .where('leaf_index', '<', first + count)
      .orderBy('leaf_index')
      .execute()
    hashes = rows.map((row) => row.leaf_hash)
  } else {
    const rows = await db.read
      .selectFrom('audit_node')
      .select('hash')
      .where('level', '=', kept)
      .where('position', '>=', first)
      .where('position', '<', first + count)
      .orderBy('position')
      .execute()
    hashes = rows.map((row) => row.hash)
  }
  if (hashes.length !== count) throw new Conflict(treeAltered)
  while (hashes.length > 1)
    hashes = Array.from({ length: hashes.length / 2 }, (_, i) => nodeHash(hashes[2 * i]!, hashes[2 * i + 1]!))
  return hashes[0]!
}
