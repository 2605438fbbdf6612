import type { Desk } from '../../core/context.ts'
import type { Db } from '../../core/db/open.ts'
import { Conflict } from '../../core/errors.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { aboutBoundLately } from './checkBound.ts'
import { joinAltered, type LeafReport, statementOf } from './checkLeaves.ts'
import type { Fault } from './faults.ts'
import { type Head, readHead } from './head.ts'
import { Frontier, keptLevels } from './merkle.ts'
import { complete } from './proveEvent.ts'
import { purgedUpTo } from './purgeAudit.ts'
import {
  countWaiting,
  findWaiting,
  leafAt,
  newestLeaf,
  strayEvent,
  type Waiting,
  waitingEvents,
} from './queries.ts'
import { refuseToExtend, SealRefused } from './refuse.ts'
import { refusedHere } from './sealAudit.ts'
import { aboutWaiting } from './unsealed.ts'
import { openTasks } from './verifyTask.ts'

/** Events that are verified again every minute, and how many more where more were sealed since. */
const newest = 2_048
const mostSince = 16_384
const tile = 2 ** keptLevels
/** At how many looks an event has to wait before it is told: a sealer that is only behind is behind by less. */
const looksHeldBack = 5

const seenTo = new WeakMap<Desk, number>()
const found = new WeakMap<Desk, readonly Fault[]>()

/** What this process found when it looked last. */
export const foundNewest = (desk: Desk): readonly Fault[] => found.get(desk) ?? []

const fault = (
  kind: Fault['kind'],
  leafIndex: number | null,
  message: string,
  eventId: string | null = null,
): Fault => ({ kind, leafIndex, eventId, message })

/**
 * What can be told of the log within a minute, at some ten milliseconds: that its head is the one that was signed and not behind
 * what was signed before; that the newest events and their rows in the index are as they were sealed, under the root in the head, with
 * none taken away, put between or put behind; that what waits was written by the desk; and that what the log is bound to is as acts
 * left it, of what never changes what is of the last day. An older event is left to the rounds (2026-11-27).
 */
export async function checkNewest(desk: Desk): Promise<Fault[]> {
  const faults = await look(desk)
  found.set(desk, faults)
  return faults
}

async function look(desk: Desk): Promise<Fault[]> {
  const last = await newestLeaf(desk.db)
  const head = await readHead(desk.db.read)
  const faults = aboutHead(desk, head)
  if (!head || faults.length > 0) return faults
  if (last !== undefined && last >= head.size)
    faults.push(fault('inserted', head.size, 'a leaf lies beyond the end that was signed'))
  const seen = Math.max(seenTo.get(desk) ?? head.size, head.size - mostSince)
  const from = Math.floor(Math.max(0, Math.min(seen, head.size - newest)) / tile) * tile
  faults.push(...(await aboutLeaves(desk, head, from)))
  const waiting = await findWaiting(desk, head.sealedAt)
  const late = heldBack(desk, waiting.late)
  faults.push(...aboutWaiting({ ...waiting, late }, { pending: await countWaiting(desk.db.read), purged: 0 }))
  faults.push(...(await aboutBoundLately(desk)))
  if (faults.length === 0) seenTo.set(desk, head.size)
  return faults
}

const seenWaiting = new WeakMap<Desk, Map<string, number>>()

/**
 * Whoever keeps the sealer from sealing, by a lock or otherwise, can take away what waits together with the word that it does: so it is
 * told long before a round ends. Looks are counted, since a clock that jumps or is another node's makes what just came look old (2026-11-28).
 */
function heldBack(desk: Desk, late: Waiting['late']): Waiting['late'] {
  const before = seenWaiting.get(desk)
  const looks = new Map(late.map(({ eventId }) => [eventId, (before?.get(eventId) ?? 0) + 1]))
  seenWaiting.set(desk, looks)
  return late.filter(({ eventId }) => looks.get(eventId)! > looksHeldBack)
}

/** Another key is a slip of whoever set the server up; the server says so and seals nothing. */
function aboutHead(desk: Desk, head: Head | undefined): Fault[] {
  try {
    refuseToExtend(desk, head)
    return []
  } catch (error) {
    if (!(error instanceof SealRefused)) throw error
    if (error.problem === 'another-key') return []
    return [fault(error.problem === 'rolled-back' ? 'rolled-back' : 'signature', null, error.message)]
  }
}

async function aboutLeaves(desk: Desk, head: Head, from: number): Promise<Fault[]> {
  const tree = await treeOf(desk.db, from)
  const waiting = await waitingEvents(desk.db.read, tile).execute()
  const statements = waiting.flatMap(({ body }) => statementOf(body) ?? [])
  const missing: LeafReport['missing'] = []
  let misindexed: LeafReport['misindexed']
  let altered: LeafReport['altered']
  const tasks = await openTasks(desk.config.databaseUrl)
  try {
    for (let start = from; start < head.size; start += tile) {
      const to = Math.min(start + tile, head.size)
      const report = (await tasks.answer({
        type: 'leaves',
        from: start,
        to,
        sizes: [],
        index: true,
      })) as LeafReport
      altered = joinAltered(altered, report.altered)
      const other = altered ? undefined : aboutReport(report)
      if (other) return [other]
      misindexed ??= report.misindexed
      for (const peak of report.peaks) tree?.append(peak, Math.floor(Math.log2(to - tree.size)))
      missing.push(...report.missing)
      statements.push(...report.purges)
      await letOthersGo()
    }
  } finally {
    await tasks.close()
  }
  if (altered) return [aboutAltered(altered)]
  const gone = missing.find(([, end]) => end > purgedUpTo(desk, statements))
  if (gone) return [fault('deleted', gone[0], 'the event is gone while its leaf is there')]
  if (tree?.root() !== head.frontier.root())
    return [
      fault('edited', from, 'an event and its leaf were replaced together, or a root kept of those before'),
    ]
  // Rows that were exchanged differ from the index, too: that of a whole tree is at fault itself.
  if (misindexed)
    return [fault('index', misindexed.index, 'the search index tells otherwise', misindexed.eventId)]
  const first = await leafAt(desk.db, from)
  const stray = first && (await strayEvent(desk.db, first.event_id, refusedHere(desk)))
  return stray ? [fault('inserted', null, 'the event was never sealed and does not wait to be', stray)] : []
}

const aboutAltered = ({ index, eventId, all }: NonNullable<LeafReport['altered']>): Fault => ({
  ...fault('edited', index, 'the stored bytes do not have the sealed hash', eventId),
  all: JSON.stringify(all),
})

function aboutReport({ gap, node }: LeafReport): Fault | undefined {
  if (gap !== undefined) return fault('deleted', gap, 'a leaf is gone')
  if (node)
    return fault('edited', node[0], 'an event and its leaf were replaced together, or the root kept of them')
  return undefined
}

/** The tree over the leaves before one, from the roots that are kept; none where one of them is gone. */
async function treeOf(db: Db, size: number): Promise<Frontier | undefined> {
  const tree = new Frontier()
  while (tree.size < size) {
    const level = Math.floor(Math.log2(size - tree.size))
    try {
      tree.append(await complete(db, tree.size, level), level)
    } catch (error) {
      if (error instanceof Conflict) return undefined
      throw error
    }
  }
  return tree
}
