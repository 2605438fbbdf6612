import type { Desk } from '../../core/context.ts'
import { runTasks } from '../../core/jobs/tasks.ts'
import { chunkLevel, chunkSize, joinAltered, type LeafReport, type RowCounts } from './checkLeaves.ts'
import { type Checkpoint, openSized } from './checkpoint.ts'
import { type Fault, nameFaults, unreadable } from './faults.ts'
import { type Trust, trustedBy } from './formerKeys.ts'
import { type Head, openHead, readHead, rememberedCheckpoint } from './head.ts'
import { Frontier, type Hash, keptLevels } from './merkle.ts'
import { purgedUpTo } from './purgeAudit.ts'
import { countLeaves, findWaiting, nodeName, nodesFrom, patientBounds, type Waiting } from './queries.ts'
import { readSaved, type Saved } from './saved.ts'
import { addTo, type Sum } from './sums.ts'
import { noTimes, type OutOfOrder, outOfOrder, type Times, takeTimes } from './times.ts'
import { type Answer, openTasks, type Task } from './verifyTask.ts'

export interface Verification {
  ok: boolean
  origin: string | null
  size: number
  root: string | null
  /** Events whose payload was purged; their leaf hashes are checked like any other. */
  purged: number
  pending: number
  checkpoints: number
  faults: Fault[]
  /** Events that say they are much earlier than one sealed before them; no fault of the log (`times.ts`). */
  outOfOrder: OutOfOrder | null
  seconds: number
}

export interface VerifyOptions {
  /** A signed checkpoint kept elsewhere. */
  checkpoint?: string
  /** The newest checkpoint that was copied elsewhere and can be read again. */
  anchor?: string
  /** Keys of others to trust besides our own. */
  verifierKeys?: readonly string[]
  /** Compares the search index too, which is more work than the log itself. On unless set to false; a log found
   * altered is gone through with it in any case. */
  index?: boolean
  /** As many as given; unless given, two for a log that keeps one busy for longer than it takes to start. */
  threads?: number
  onProgress?: (done: number, of: number) => void
}

/** What the pass over the log found, before it is given names. */
export interface Findings {
  head: Head | undefined
  counts: RowCounts
  waiting: Waiting
  /** The checkpoint handed in, and the newest this node signed. */
  saved: Saved[]
  savedError: string | undefined
  /** Checkpoints in order of size: what is signed, and what the leaves give. */
  roots: { size: number; origin: string; signed: Hash | undefined; error?: string; found?: Hash }[]
  gap?: number
  altered?: NonNullable<LeafReport['altered']>
  misindexed?: NonNullable<LeafReport['misindexed']>
  node?: NonNullable<LeafReport['node']>
  missing: [number, number][]
  purged: number
  patientsDiffer: boolean
  times: Times
}

const patientSlices = 16

/** Leaves of a log that is gone through where it is asked: some ten milliseconds, which is less than a thread costs. */
const fewLeaves = 2_000

/**
 * Recomputes the whole log: every leaf from its bytes, every root, every signature, the search index, what waits. It
 * may run while events arrive: what is sealed after it began is left to the next.
 */
export async function verifyAudit(desk: Desk, options: VerifyOptions = {}): Promise<Verification> {
  try {
    return await verifyWhole(desk, options)
  } catch (error) {
    const faults = unreadable(error)
    if (faults.length === 0) throw error
    const nothing = { size: 0, purged: 0, pending: 0, checkpoints: 0, seconds: 0 }
    return { ok: false, origin: null, root: null, ...nothing, faults, outOfOrder: null }
  }
}

async function verifyWhole(desk: Desk, options: VerifyOptions): Promise<Verification> {
  const started = performance.now()
  const db = desk.db.read
  // Read before the head, which is never behind it: it is written after each sealing.
  const last = rememberedCheckpoint(desk)
  const head = await readHead(db)
  const findings: Findings = {
    head,
    counts: { events: 0, leaves: 0, pending: 0, size: 0 },
    waiting: await findWaiting(desk, head?.sealedAt),
    saved: [],
    savedError: undefined,
    roots: [],
    missing: [],
    purged: 0,
    patientsDiffer: false,
    times: noTimes(),
  }
  const trust = await trustedBy(desk, head, options.verifierKeys)
  await readSaved(desk, findings, trust, { given: options.checkpoint, anchor: options.anchor, last })
  if (head) await readSigned(desk, head, findings, trust)
  await pass(desk, head, findings, options)
  const faults = await nameFaults(desk, findings)
  // The index tells where rows were exchanged: a log that is found altered is gone through with it.
  if (faults.length > 0 && options.index === false) return verifyWhole(desk, { ...options, index: true })
  return {
    ok: faults.length === 0,
    origin: head?.origin ?? null,
    size: head?.size ?? 0,
    root: head ? Buffer.from(head.frontier.root(), 'hex').toString('base64') : null,
    purged: findings.purged,
    pending: findings.counts.pending,
    checkpoints: findings.roots.length,
    faults,
    outOfOrder: outOfOrder(findings.times),
    seconds: (performance.now() - started) / 1000,
  }
}

/** Every checkpoint there is: those of the log, the head's, and those kept elsewhere. */
async function readSigned(desk: Desk, head: Head, findings: Findings, trust: Trust): Promise<void> {
  const kept = await desk.db.read
    .selectFrom('audit_checkpoint')
    .select(['size', 'note'])
    .where('size', '<=', head.size)
    .orderBy('size')
    .execute()
  const take = (size: number, note: string, open: (keys: string[]) => Checkpoint) => {
    const origin = note.split('\n')[0] ?? ''
    try {
      findings.roots.push({ size, origin, signed: open(trust(origin)).root })
    } catch (error) {
      findings.roots.push({ size, origin, signed: undefined, error: (error as Error).message })
    }
  }
  for (const { size, note } of kept) take(size, note, (keys) => openSized(note, size, keys))
  take(head.size, head.checkpoint, (keys) => openHead(head, keys))
  for (const { size, origin, root, held } of findings.saved)
    if (size <= held) findings.roots.push({ size, origin, signed: root })
  findings.roots.sort((a, b) => a.size - b.size)
}

async function pass(
  desk: Desk,
  head: Head | undefined,
  findings: Findings,
  options: VerifyOptions,
): Promise<void> {
  const { index = true } = options
  // Whoever writes another size into the head makes none go through more leaves than there are.
  const size = Math.min(head?.size ?? 0, await countLeaves(desk.db))
  const sizes = findings.roots.map((root) => root.size)
  const tasks: Task[] = [{ type: 'counts' }]
  if (index) {
    const bounds = [-1, ...(await patientBounds(desk.db, size, patientSlices)), Number.MAX_SAFE_INTEGER]
    for (const [i, to] of bounds.slice(1).entries())
      tasks.push({ type: 'patients', from: [bounds[i]!, -1, -1], to, size })
  }
  for (let from = 0; from < size; from += chunkSize) {
    const to = Math.min(from + chunkSize, size)
    tasks.push({ type: 'leaves', from, to, sizes: sizes.filter((at) => at > from && at <= to), index })
  }
  const upper = await nodesFrom(desk.db, chunkLevel)
  const tree = new Frontier()
  const should: Sum = { low: 0, high: 0 }
  const are: Sum = { low: 0, high: 0 }
  const statements: string[] = []
  const take = (answer: Answer, task: Task) => {
    if (task.type === 'patients') return addTo(are, answer as Sum)
    if (task.type === 'counts') {
      findings.counts = answer as RowCounts
      return
    }
    const report = answer as LeafReport
    takeReport(findings, tree, report, upper)
    addTo(should, report.patients)
    statements.push(...report.purges)
    options.onProgress?.(report.to, size)
  }
  const { databaseUrl } = desk.config
  const threads = options.threads ?? (size > fewLeaves ? 2 : 0)
  if (threads > 0)
    await runTasks(new URL('./verifyWorker.ts', import.meta.url), { databaseUrl }, threads, tasks, take)
  else await doTasks(databaseUrl, tasks, take)
  findings.patientsDiffer = index && (should.low !== are.low || should.high !== are.high)
  findings.purged = purgedUpTo(desk, statements)
}

async function doTasks(
  databaseUrl: string,
  tasks: readonly Task[],
  take: (answer: Answer, task: Task) => void,
): Promise<void> {
  const here = await openTasks(databaseUrl)
  try {
    for (const task of tasks) take(await here.answer(task), task)
  } finally {
    await here.close()
  }
}

/** Joins a chunk's subtrees to those before it. After a gap nothing can be joined: the gap is the finding. */
function takeReport(
  findings: Findings,
  tree: Frontier,
  report: LeafReport,
  upper: ReadonlyMap<string, Hash>,
): void {
  if (findings.gap !== undefined) return
  const before = [...tree.peaks]
  for (const { size, peaks } of report.peaksAt) {
    const found = new Frontier(size, [...before, ...peaks]).root()
    for (const root of findings.roots) if (root.size === size) root.found = found
  }
  findings.node ??= report.node
  if (report.to - report.from === chunkSize && report.peaks.length === 1)
    tree.append(report.peaks[0]!, chunkLevel, ({ level, position, hash }) => {
      const kept = level % keptLevels === 0
      if (kept && upper.get(nodeName(level, position)) !== hash)
        findings.node ??= [position * 2 ** level, (position + 1) * 2 ** level]
    })
  findings.gap ??= report.gap
  findings.altered = joinAltered(findings.altered, report.altered)
  findings.misindexed ??= report.misindexed
  findings.missing.push(...report.missing)
  takeTimes(findings.times, report.times)
}
