import type { Desk } from '../../http/context.ts'
import { chunkLevel, chunkSize, type LeafReport, type RowCounts, type Sum } from './checkLeaves.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { type Fault, nameFaults } from './faults.ts'
import { type Head, readHead, signerOf } from './head.ts'
import { Frontier, type Hash } from './merkle.ts'
import { purgedUpTo } from './purgeAudit.ts'
import { findWaiting, patientBounds, type Waiting } from './queries.ts'
import { runTasks } from './threads.ts'
import type { Task } from './verifyWorker.ts'

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
  seconds: number
}

export interface VerifyOptions {
  /** A signed checkpoint kept elsewhere. */
  checkpoint?: string
  /** Keys of others to trust besides our own. */
  verifierKeys?: readonly string[]
  /** Compares the search index too, which is more work than the log itself. On unless set to false; a log found
   * altered is gone through with it in any case. */
  index?: boolean
  threads?: number
  onProgress?: (done: number, of: number) => void
}

/** What the pass over the log found, before it is given names. */
export interface Findings {
  head: Head | undefined
  counts: RowCounts
  waiting: Waiting
  saved: Checkpoint | undefined
  savedError: string | undefined
  /** Checkpoints in order of size: what is signed, and what the leaves give. */
  roots: { size: number; origin: string; signed: Hash | undefined; error?: string; found?: Hash }[]
  gap?: number
  altered?: NonNullable<LeafReport['altered']>
  misindexed?: NonNullable<LeafReport['misindexed']>
  node?: number
  missing: [number, number][]
  purged: number
  patientsDiffer: boolean
}

const patientSlices = 16

/**
 * Recomputes the whole log: every leaf from its bytes, every root, every signature, the search index, what waits. It
 * may run while events arrive: what is sealed after it began is left to the next.
 */
export async function verifyAudit(desk: Desk, options: VerifyOptions = {}): Promise<Verification> {
  const started = performance.now()
  const db = desk.db.read
  const head = await readHead(db)
  const findings: Findings = {
    head,
    counts: { events: 0, leaves: 0, pending: 0, size: 0 },
    waiting: await findWaiting(desk.db, desk.clock()),
    saved: undefined,
    savedError: undefined,
    roots: [],
    missing: [],
    purged: 0,
    patientsDiffer: false,
  }
  const trust = async (origin: string) => [
    signerOf(desk, origin).verifierKey,
    ...(options.verifierKeys ?? []),
  ]
  if (options.checkpoint !== undefined) {
    try {
      findings.saved = openCheckpoint(
        options.checkpoint,
        await trust(options.checkpoint.split('\n')[0] ?? ''),
      )
    } catch (error) {
      findings.savedError = (error as Error).message
    }
  }
  if (head) await readSigned(desk, head, findings, trust)
  await pass(desk, head, findings, options)
  const faults = await nameFaults(desk, findings)
  // The index tells where rows were exchanged: a log that is found altered is gone through with it.
  if (faults.length > 0 && options.index === false) return verifyAudit(desk, { ...options, index: true })
  return {
    ok: faults.length === 0,
    origin: head?.origin ?? null,
    size: head?.size ?? 0,
    root: head ? Buffer.from(head.frontier.root(), 'hex').toString('base64') : null,
    purged: findings.purged,
    pending: findings.counts.pending,
    checkpoints: findings.roots.length,
    faults,
    seconds: (performance.now() - started) / 1000,
  }
}

/** Every checkpoint there is: those kept, the head's, and the one handed in. */
async function readSigned(
  desk: Desk,
  head: Head,
  findings: Findings,
  trust: (origin: string) => Promise<string[]>,
): Promise<void> {
  const kept = await desk.db.read
    .selectFrom('audit_checkpoint')
    .select(['size', 'note'])
    .where('size', '<=', head.size)
    .orderBy('size')
    .execute()
  for (const { size, note } of [...kept, { size: head.size, note: head.checkpoint }]) {
    const origin = note.split('\n')[0] ?? ''
    try {
      const signed = openCheckpoint(note, await trust(origin))
      if (signed.size !== size) throw new Error('it states another size than the row it is kept in')
      findings.roots.push({ size, origin, signed: signed.root })
    } catch (error) {
      findings.roots.push({ size, origin, signed: undefined, error: (error as Error).message })
    }
  }
  const { saved } = findings
  if (saved && saved.size <= head.size)
    findings.roots.push({ size: saved.size, origin: saved.origin, signed: saved.root })
  findings.roots.sort((a, b) => a.size - b.size)
}

async function pass(
  desk: Desk,
  head: Head | undefined,
  findings: Findings,
  options: VerifyOptions,
): Promise<void> {
  const { index = true } = options
  const size = head?.size ?? 0
  const sizes = findings.roots.map((root) => root.size)
  const tasks: Task[] = [{ type: 'counts' }]
  if (index) {
    const bounds = [-1, ...(await patientBounds(desk.db, size, patientSlices)), Number.MAX_SAFE_INTEGER]
    for (const [i, to] of bounds.slice(1).entries())
      tasks.push({ type: 'patients', from: bounds[i]!, to, size })
  }
  for (let from = 0; from < size; from += chunkSize) {
    const to = Math.min(from + chunkSize, size)
    tasks.push({ type: 'leaves', from, to, sizes: sizes.filter((at) => at > from && at <= to), index })
  }
  const tree = new Frontier()
  const should: Sum = { low: 0, high: 0 }
  const are: Sum = { low: 0, high: 0 }
  const statements: string[] = []
  await runTasks<Task, LeafReport | Sum | RowCounts>(
    new URL('./verifyWorker.ts', import.meta.url),
    { databaseUrl: desk.config.databaseUrl },
    options.threads ?? 2,
    tasks,
    (answer, task) => {
      if (task.type === 'patients') return addTo(are, answer as Sum)
      if (task.type === 'counts') {
        findings.counts = answer as RowCounts
        return
      }
      const report = answer as LeafReport
      takeReport(findings, tree, report)
      addTo(should, report.patients)
      statements.push(...report.purges)
      options.onProgress?.(report.to, size)
    },
  )
  findings.patientsDiffer = index && (should.low !== are.low || should.high !== are.high)
  findings.purged = purgedUpTo(desk, statements)
}

function addTo(sum: Sum, more: Sum): void {
  sum.low = (sum.low + more.low) | 0
  sum.high = (sum.high + more.high) | 0
}

/** Joins a chunk's subtrees to those before it. After a gap nothing can be joined: the gap is the finding. */
function takeReport(findings: Findings, tree: Frontier, report: LeafReport): void {
  if (findings.gap !== undefined) return
  const before = [...tree.peaks]
  for (const { size, peaks } of report.peaksAt) {
    const found = new Frontier(size, [...before, ...peaks]).root()
    for (const root of findings.roots) if (root.size === size) root.found = found
  }
  if (report.to - report.from === chunkSize && report.peaks.length === 1)
    tree.append(report.peaks[0]!, chunkLevel)
  findings.gap ??= report.gap
  findings.altered ??= report.altered
  findings.misindexed ??= report.misindexed
  findings.node ??= report.node
  findings.missing.push(...report.missing)
}
