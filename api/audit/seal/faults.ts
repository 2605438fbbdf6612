import type { Desk } from '../../core/context.ts'
import { isStorageFault } from '../../core/db/fault.ts'
import { indexable, kindOf, kindText, searchRow } from '../search/keys.ts'
import { aboutBound } from './checkBound.ts'
import { aboutProtection } from './protection.ts'
import { indexColumns, indexedAs, leafAt, leafWithHash, leavesWithIndex } from './queries.ts'
import { aboutUnsealed } from './unsealed.ts'
import type { Findings } from './verifyAudit.ts'

export type FaultKind =
  | 'edited'
  | 'deleted'
  | 'inserted'
  | 'swapped'
  | 'truncated'
  | 'rolled-back'
  | 'pending-too-long'
  | 'signature'
  | 'index'
  | 'protection'
  | 'bound'
  | 'unreadable'

export interface Fault {
  kind: FaultKind
  /** The first bad row: its number in the log, counted from 0. */
  leafIndex: number | null
  eventId: string | null
  message: string
  /** All that is at fault, where more than the first row may be: whoever altered one row and was found alters others next. */
  all?: string
}

/** What tells one finding from another: what was found is told once, and what somebody did since is another (2026-11-28). */
export const identityOf = (faults: readonly Fault[]): string =>
  JSON.stringify(
    faults.map(({ kind, leafIndex, eventId, message, all }) => {
      // The first that waits is another each time, and so is the event that bound something last.
      if (kind === 'pending-too-long') return [kind]
      if (kind === 'bound') return [kind, message.split(':')[0], all]
      return [kind, leafIndex, eventId, all, kind === 'protection' ? message : undefined]
    }),
  )

/**
 * A look that storage did not fail and that could not be done: what it reads is in no form that it could have. Else whoever brings the
 * log or its schema into such a form keeps everything back that the look would find (2026-11-28).
 */
export function unreadable(error: unknown): Fault[] {
  const { code } = error as { code?: unknown }
  // A folder that is full, or a thread that could not begin, is nobody's doing to the log.
  if (isStorageFault(error) || /^E(RR_|[A-Z])/.test(String(code))) return []
  const message = 'what is verified cannot be read: its tables or rows are in no form that the desk makes'
  return [{ kind: 'unreadable', leafIndex: null, eventId: null, message }]
}

/** Turns what a pass found into named faults, the first bad row of each kind, the gravest first. */
export async function nameFaults(desk: Desk, findings: Findings): Promise<Fault[]> {
  const faults = await aboutSize(desk, findings)
  const cut = faults.some((fault) => fault.kind !== 'rolled-back')
  faults.push(...(await aboutRows(desk, findings)))
  faults.push(...(await aboutUnsealed(desk, findings, cut)))
  faults.push(...aboutSignatures(findings))
  if (faults.length === 0 && findings.node)
    faults.push({
      kind: 'edited',
      leafIndex: findings.node[0],
      eventId: null,
      message: `the events are as sealed, but the root kept for leaves ${findings.node[0]} to ${findings.node[1] - 1} is not theirs: proofs made from it fail`,
    })
  if (faults.length === 0 && (findings.misindexed || findings.patientsDiffer))
    faults.push({
      kind: 'index',
      leafIndex: findings.misindexed?.index ?? null,
      eventId: findings.misindexed?.eventId ?? null,
      message:
        'the events are as sealed, but the search index, or the id an event is kept under, tells otherwise: searches and reports may leave rows out; “desk audit reindex” makes the index anew',
    })
  // Last, and beside whatever was found: the events may all be as sealed, and some never have been written.
  faults.push(...(await aboutProtection(desk.db)))
  faults.push(...(await aboutBound(desk)))
  return faults
}

async function aboutSize(desk: Desk, { head, saved, counts, purged, gap }: Findings): Promise<Fault[]> {
  const size = head?.size ?? 0
  // As many as there should be may lie elsewhere: past the end, or before the beginning.
  if (counts.leaves < size || gap !== undefined) {
    const leaf = gap ?? (await firstGap(desk, size))
    return [
      {
        kind: leaf === counts.leaves ? 'truncated' : 'deleted',
        leafIndex: leaf,
        eventId: null,
        message: `${size} events were sealed, and leaf ${leaf} is the first that is gone`,
      },
    ]
  }
  const beyond = saved.find((checkpoint) => checkpoint.size > checkpoint.held)
  if (!beyond) return []
  const cut = counts.events + purged - counts.pending > counts.leaves
  return [
    {
      kind: cut ? 'truncated' : 'rolled-back',
      leafIndex: Math.min(size, beyond.held),
      eventId: null,
      message: cut
        ? `the checkpoint ${beyond.kept} covers ${beyond.size} events and the log ends at ${size}, while events beyond its end are still stored`
        : `the checkpoint ${beyond.kept} covers ${beyond.size} events of ${beyond.origin}; the log holds ${beyond.held} of them: an older backup, or another database, stands in its place`,
    },
  ]
}

async function firstGap(desk: Desk, size: number): Promise<number> {
  let [low, high] = [0, size]
  // Numbers only grow: the first gap is where a leaf's rank and its number part.
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { n } = await desk.db.read
      .selectFrom('audit_leaf')
      .where('leaf_index', '<=', middle)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    if (n === middle + 1) low = middle + 1
    else high = middle
  }
  return low
}

async function aboutRows(desk: Desk, findings: Findings): Promise<Fault[]> {
  const { altered, missing, purged, counts } = findings
  const faults: Fault[] = []
  const gone = missing.find(([, end]) => end > purged)
  if (gone) {
    const index = Math.max(gone[0], purged)
    const leaf = await leafAt(desk.db, index)
    faults.push({
      kind: 'deleted',
      leafIndex: index,
      eventId: leaf?.event_id ?? null,
      message: 'the event is gone while its leaf is there, and no signed purge covers it',
    })
  }
  if (altered) {
    const other = await leafWithHash(desk.db, altered.hash, altered.index)
    faults.push({
      kind: other === undefined ? 'edited' : 'swapped',
      leafIndex: altered.index,
      eventId: altered.eventId,
      all: JSON.stringify(altered.all),
      message:
        other === undefined
          ? 'the stored bytes do not have the hash that was sealed'
          : `the bytes are those that were sealed as leaf ${other}`,
    })
  }
  if (counts.leaves > counts.size) {
    const leaf = await leafAt(desk.db, counts.size)
    faults.push({
      kind: 'inserted',
      leafIndex: counts.size,
      eventId: leaf?.event_id ?? null,
      message: 'the leaf lies beyond the end that was signed',
    })
  }
  if (faults.length === 0) faults.push(...(await aboutRoots(desk, findings)))
  return faults.sort((a, b) => a.leafIndex! - b.leafIndex!)
}

const tells = (row: object | undefined) =>
  indexColumns.map((column) => (row as Record<string, unknown> | undefined)?.[column]).join()

async function kindNumbers({ db }: Desk): Promise<Map<string, number>> {
  const rows = await db.read.selectFrom('audit_kind').selectAll().execute()
  return new Map(rows.map((row) => [kindText(row), row.kind]))
}

/** Every row agrees with its leaf, and yet a signed root does not: rows were exchanged together with their hashes. */
async function aboutRoots(desk: Desk, findings: Findings): Promise<Fault[]> {
  const { roots, misindexed, node, gap } = findings
  if (gap !== undefined) return []
  const wrong = roots.find((root) => root.signed && root.found && root.signed !== root.found)
  if (!wrong) return []
  const good = roots.findLast((root) => root.size < wrong.size && root.signed && root.found === root.signed)
  const [start, end] = node && node[0] < wrong.size ? node : [0, wrong.size]
  const from = Math.max(good?.size ?? 0, start)
  const to = Math.min(wrong.size, end)
  const range = `among leaves ${from} to ${to - 1}: the root signed at size ${wrong.size} is not theirs`
  if (!misindexed || misindexed.index < from || misindexed.index >= to)
    return [
      {
        kind: 'edited',
        leafIndex: from,
        eventId: null,
        message: `an event and its leaf were replaced together, ${range}`,
      },
    ]
  const { index, eventId } = misindexed
  const [row, next] = await leavesWithIndex(desk.db, index, index + 2)
  const kinds = await kindNumbers(desk)
  const indexOf = (leaf: typeof row) => {
    const event = leaf?.body ? indexable(leaf.body) : undefined
    return event && searchRow(event, kinds.get(kindText(kindOf(event))) ?? -1, leaf!.leaf_index)
  }
  const is = indexOf(row)
  const follows = indexOf(next)
  const elsewhere = is && (await indexedAs(desk.db, is, index))
  const inserted = elsewhere === undefined && tells(row) === tells(follows)
  const kind = elsewhere !== undefined ? 'swapped' : inserted ? 'inserted' : 'edited'
  return [
    {
      kind,
      leafIndex: index,
      eventId,
      message:
        kind === 'swapped'
          ? `the event was sealed as leaf ${elsewhere}, ${range}`
          : kind === 'inserted'
            ? `the event stands where another was sealed, and those after it moved up, ${range}`
            : `the event and its leaf were replaced together, ${range}`,
    },
  ]
}

function aboutSignatures({ roots, savedError }: Findings): Fault[] {
  const faults: Fault[] = []
  const bad = roots.find((root) => root.error)
  if (bad)
    faults.push({
      kind: 'signature',
      leafIndex: bad.size - 1,
      eventId: null,
      message: `the checkpoint of size ${bad.size}: ${bad.error}`,
    })
  if (savedError)
    faults.push({
      kind: 'signature',
      leafIndex: null,
      eventId: null,
      message: `the checkpoint handed in: ${savedError}`,
    })
  return faults
}
