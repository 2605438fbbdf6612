import type { Scan } from '../../core/db/scan.ts'
import { indexable, kindOf, kindText, patientRows, searchRow } from '../search/keys.ts'
import { Frontier, type Hash, keptLevels, leafHash } from './merkle.ts'
import { add, addTo, pageSize, type Sum } from './sums.ts'
import { noTimes, noteTime, type Times } from './times.ts'

/** Leaves one step of a verification takes: a complete subtree, so that its root joins those before it. */
export const chunkLevel = 16
export const chunkSize = 2 ** chunkLevel
/** Runs of missing events that are told apart; a damaged log need not be listed row by row. */
const mostRuns = 1_000

/** First leaf whose event does not have the hash the leaf states, the hash it has, and a sum over every such leaf. */
interface Altered {
  index: number
  eventId: string
  hash: Hash
  all: Sum
}

/** Those of one range and of the next. */
export function joinAltered(before: Altered | undefined, next: Altered | undefined): Altered | undefined {
  if (before && next) addTo(before.all, next.all)
  return before ?? next
}

export interface LeafReport {
  from: number
  to: number
  /** The complete subtrees of the range, largest first. */
  peaks: Hash[]
  /** The same at each size asked for. */
  peaksAt: { size: number; peaks: Hash[] }[]
  /** First leaf that is not there. */
  gap?: number
  altered?: Altered
  /** First leaf that the search index, or the id its event is kept under, tells of wrongly. */
  misindexed?: { index: number; eventId: string }
  /** First leaves whose kept root is not theirs, the end exclusive. */
  node?: [number, number]
  /** Leaves whose events are gone, as runs from … to, the end exclusive. */
  missing: [number, number][]
  /** Signed statements of purges found in the range. */
  purges: string[]
  patients: Sum
  times: Times
}

const leafPage =
  'select leaf_index, event_id, leaf_hash from audit_leaf where leaf_index >= ? and leaf_index < ? order by leaf_index'
const eventPage = 'select id, body from audit_event where id >= ? and id <= ? order by id limit ?'
const joinedPage =
  'select l.leaf_index, l.event_id, l.leaf_hash, e.body from audit_leaf l left join audit_event e on e.id = l.event_id ' +
  'where l.leaf_index >= ? and l.leaf_index < ? order by l.leaf_index'
const indexPage =
  'select leaf_index, at, kind, actor, ip, session, support_case, request from audit_search ' +
  'where leaf_index >= ? and leaf_index < ? order by leaf_index'
const nodePage = 'select position, hash from audit_node where level = ? and position >= ? and position < ?'

type LeafCells = [index: number, eventId: string, leafHash: Hash, body: string | null]
type IndexCells = [number, number, number, ...(number | null)[]]

/**
 * Leaves with their events. Numbers are given nearly in the order of ids, so a page's events lie side by side and are
 * read as one range; where they do not, each is looked up.
 */
export async function leavesOf(scan: Scan, start: number, end: number): Promise<LeafCells[]> {
  const leaves = (await scan.rows(leafPage, [start, end])) as [number, string, Hash][]
  let [low, high] = [leaves[0]?.[1] ?? '', leaves[0]?.[1] ?? '']
  for (const [, id] of leaves) {
    if (id < low) low = id
    if (id > high) high = id
  }
  const events = (await scan.rows(eventPage, [low, high, 2 * pageSize])) as [string, string][]
  if (events.length === 2 * pageSize) return (await scan.rows(joinedPage, [start, end])) as LeafCells[]
  let next = 0
  let byId: Map<string, string> | undefined
  return leaves.map(([index, id, hash]) => {
    if (byId === undefined && events[next]?.[0] === id) return [index, id, hash, events[next++]![1]]
    byId ??= new Map(events)
    return [index, id, hash, byId.get(id) ?? null]
  })
}

/** What the index should hold for a leaf, its cells in the order of `indexPage`. */
function indexCells(body: string, kinds: ReadonlyMap<string, number>, index: number) {
  const event = indexable(body)
  const row = searchRow(event, kinds.get(kindText(kindOf(event))) ?? -1, index)
  const cells: IndexCells = [
    index,
    row.at,
    row.kind,
    row.actor,
    row.ip,
    row.session,
    row.support_case,
    row.request,
  ]
  return { event, row, cells }
}

/**
 * Recomputes the leaves from `from` up to but not including `to`; `from` is a multiple of the chunk's size. With
 * `kinds`, the numbers of the search index's kinds, what the index holds is compared too.
 */
export async function checkLeaves(
  scan: Scan,
  kinds: ReadonlyMap<string, number> | undefined,
  from: number,
  to: number,
  sizes: readonly number[],
): Promise<LeafReport> {
  const report: LeafReport = {
    from,
    to,
    peaks: [],
    peaksAt: [],
    missing: [],
    purges: [],
    patients: { low: 0, high: 0 },
    times: noTimes(),
  }
  const per = 2 ** keptLevels
  const nodes = new Map(
    (await scan.rows(nodePage, [keptLevels, Math.floor(from / per), Math.ceil(to / per)])) as [
      number,
      Hash,
    ][],
  )
  const tree = new Frontier()
  const wanted = new Set(sizes)
  for (let start = from; start < to && report.gap === undefined; start += pageSize) {
    const end = Math.min(start + pageSize, to)
    const should: Sum = { low: 0, high: 0 }
    for (const row of await leavesOf(scan, start, end)) {
      const index = from + tree.size
      if (row[0] !== index) {
        report.gap = index
        break
      }
      checkRow(report, kinds, index, row, should)
      tree.append(row[2], 0, ({ level, position, hash }) => {
        if (level !== keptLevels || report.node !== undefined) return
        const tile = from / per + position
        if (nodes.get(tile) !== hash) report.node = [tile * per, (tile + 1) * per]
      })
      if (wanted.has(index + 1)) report.peaksAt.push({ size: index + 1, peaks: [...tree.peaks] })
    }
    if (from + tree.size < end) report.gap ??= from + tree.size
    if (kinds && report.misindexed === undefined) await checkIndex(report, scan, kinds, start, end, should)
  }
  report.peaks = tree.peaks
  return report
}

/** The signed statement in an event of a purge. */
export function statementOf(body: string): string | undefined {
  if (!body.startsWith('{"action":"audit.purged"')) return undefined
  const { detail } = indexable(body)
  return typeof detail?.statement === 'string' ? detail.statement : undefined
}

function checkRow(
  report: LeafReport,
  kinds: ReadonlyMap<string, number> | undefined,
  index: number,
  [, eventId, stated, body]: LeafCells,
  should: Sum,
): void {
  if (body === null) {
    noteMissing(report, index)
    return
  }
  const hash = leafHash(body)
  if (hash !== stated) {
    report.altered ??= { index, eventId, hash, all: { low: 0, high: 0 } }
    add(report.altered.all, [index, Number.parseInt(hash.slice(0, 8), 16)])
  }
  noteTime(report.times, index, eventId, body)
  const statement = statementOf(body)
  if (statement !== undefined) report.purges.push(statement)
  if (kinds === undefined) return
  const { event, row, cells } = indexCells(body, kinds, index)
  add(should, cells)
  if (event.id !== eventId) report.misindexed ??= { index, eventId }
  for (const { patient } of patientRows(event, row))
    add(report.patients, [patient, row.at, index, row.kind, row.actor])
}

/** Compares a page of the index with what the events say by one sum, and row by row only where the sums differ. */
async function checkIndex(
  report: LeafReport,
  scan: Scan,
  kinds: ReadonlyMap<string, number>,
  start: number,
  end: number,
  should: Sum,
): Promise<void> {
  const are: Sum = { low: 0, high: 0 }
  const rows = (await scan.rows(indexPage, [start, end])) as IndexCells[]
  for (const row of rows) add(are, row)
  if (are.low === should.low && are.high === should.high) return
  const byLeaf = new Map(rows.map((row) => [row[0], row]))
  for (const [index, eventId, , body] of await leavesOf(scan, start, end)) {
    const told = byLeaf.get(index)
    const cells = body === null ? undefined : indexCells(body, kinds, index).cells
    if (cells?.join() !== told?.join()) {
      report.misindexed = { index, eventId }
      return
    }
  }
}

function noteMissing(report: LeafReport, index: number): void {
  const last = report.missing.at(-1)
  if (last?.[1] === index) last[1] = index + 1
  else if (report.missing.length < mostRuns) report.missing.push([index, index + 1])
}

/** How many rows there are, and the size the head states, all of one moment: one statement sees one. */
export interface RowCounts {
  events: number
  leaves: number
  pending: number
  size: number
}

export async function countRows(scan: Scan): Promise<RowCounts> {
  const [row] = await scan.rows(
    'select (select count(*) from audit_event), (select count(*) from audit_leaf), ' +
      '(select count(*) from audit_pending), coalesce((select size from audit_head), 0)',
    [],
  )
  const [events, leaves, pending, size] = row as [number, number, number, number]
  return { events, leaves, pending, size }
}
