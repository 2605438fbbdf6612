import { isAhead } from '../../core/ahead.ts'
import { hourMs } from '../../core/calendar.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { currentAnchor, newestAnchor } from './anchors.ts'
import type { LeafReport, RowCounts } from './checkLeaves.ts'
import { type Checkpoint, openCheckpoint, openSized } from './checkpoint.ts'
import { cosignedBy } from './cosigned.ts'
import { nameFaults, unreadable } from './faults.ts'
import { type Trust, trustedBy } from './formerKeys.ts'
import { epochOf, type Head, readHead, rememberedCheckpoint } from './head.ts'
import { keepVerified, lastVerified } from './lastVerified.ts'
import { Frontier, type Hash, keptLevels } from './merkle.ts'
import { purgedUpTo } from './purgeAudit.ts'
import { findWaiting, nodeName, nodesFrom } from './queries.ts'
import { recordVerification } from './recordVerification.ts'
import { beginRound, isOver, keepRound, type Round, roundOf, stepsDue } from './round.ts'
import { readSaved } from './saved.ts'
import { addTo, type PatientSum } from './sums.ts'
import { outOfOrder, takeTimes } from './times.ts'
import { type Findings, type Verification, verifyAudit } from './verifyAudit.ts'
import { openTasks } from './verifyTask.ts'

/** How often some steps are taken. */
export const lookMs = 10 * 60_000
/** Of rounds that find nothing, and of the same finding, one in so long is told. */
const toldEveryHours = 20

type Tasks = Awaited<ReturnType<typeof openTasks>>

/**
 * Takes the steps of the present round over the whole log that are due, and ends the round where they were the last: all leaves, roots,
 * signatures and both search indexes, against the newest anchored checkpoint, like `audit verify --index`, but a piece at a time. Where a
 * piece is not as it was sealed, the whole log is verified there and then, which names what is wrong (2026-11-27).
 * @returns what the round, or the verification in its place, found; nothing while it goes on, or where the finding is known
 */
export async function verifyOn(desk: Desk, stopped = () => false): Promise<Verification | undefined> {
  try {
    return await goOn(desk, stopped)
  } catch (error) {
    if (unreadable(error).length === 0) throw error
    return suspect(desk)
  }
}

async function goOn(desk: Desk, stopped: () => boolean): Promise<Verification | undefined> {
  const head = await readHead(desk.db.read)
  if (!head) return undefined
  const before = roundOf(desk, head)
  const now = desk.clock()
  // The server was started anew: what was due was done before.
  if (before && !isOver(before) && now.getTime() - Date.parse(before.at) < lookMs / 2) return undefined
  const round = before && !isOver(before) ? before : beginRound(desk, head)
  const tasks = await openTasks(desk.config.databaseUrl)
  try {
    const trust = await trustedBy(desk, head)
    const steps = stepsDue(round, now, lookMs)
    for (let done = 0; done < steps && !isOver(round) && !stopped(); done++) {
      const started = performance.now()
      const asSealed =
        round.leaves < round.size
          ? await leavesStep(desk, tasks, trust, round)
          : await patientsStep(tasks, round)
      round.seconds += (performance.now() - started) / 1000
      if (!asSealed || head.size < round.size) return suspect(desk, head)
      keepRound(desk, round)
    }
    return isOver(round) ? await endRound(desk, tasks, head, round, trust) : undefined
  } finally {
    await tasks.close()
  }
}

/** Checkpoints over a number of leaves within a range: those of the log, the round's own, and those kept elsewhere. */
async function signedWithin(
  desk: Desk,
  trust: Trust,
  { size, epoch, note }: Round,
  from: number,
  to: number,
) {
  const within = (one: number) => one > from && one <= to
  const kept = await desk.db.read
    .selectFrom('audit_checkpoint')
    .select(['size', 'note'])
    .where('size', '>', from)
    .where('size', '<=', to)
    .execute()
  const keysFor = (text: string) => trust(text.split('\n')[0] ?? '')
  const signed = kept.map((one) => openSized(one.note, one.size, keysFor(one.note)))
  if (within(size)) signed.push(openSized(note, size, keysFor(note)))
  const elsewhere: (Checkpoint | undefined)[] = [
    await newestAnchor(desk),
    rememberedCheckpoint(desk),
    ...cosignedBy(desk, trust, { epoch, over: from, upTo: to }),
  ]
  for (const one of elsewhere) if (one && epochOf(one.origin) === epoch && within(one.size)) signed.push(one)
  return signed
}

/** Whether the next leaves are as they were sealed, under every root that was signed over them. */
async function leavesStep(desk: Desk, tasks: Tasks, trust: Trust, round: Round): Promise<boolean> {
  const from = round.leaves
  const to = Math.min(from + 2 ** round.level, round.size)
  let signed: Checkpoint[]
  try {
    signed = await signedWithin(desk, trust, round, from, to)
  } catch {
    return false
  }
  const sizes = signed.map((one) => one.size)
  const report = (await tasks.answer({ type: 'leaves', from, to, sizes, index: true })) as LeafReport
  if (report.gap !== undefined || report.altered || report.misindexed || report.node) return false
  const roots = new Map<number, Hash>(
    report.peaksAt.map(({ size, peaks }) => [size, new Frontier(size, [...round.peaks, ...peaks]).root()]),
  )
  if (signed.some((one) => roots.get(one.size) !== one.root)) return false
  const tree = new Frontier(from, round.peaks)
  if (to - from === 2 ** round.level) {
    const upper = await nodesFrom(desk.db, round.level)
    let asKept = true
    tree.append(report.peaks[0]!, round.level, ({ level, position, hash }) => {
      if (level % keptLevels === 0 && upper.get(nodeName(level, position)) !== hash) asKept = false
    })
    if (!asKept) return false
  }
  round.leaves = to
  round.checkpoints += signed.length
  round.missing.push(...report.missing)
  round.purges.push(...report.purges)
  addTo(round.should, report.patients)
  takeTimes(round.times, report.times)
  return true
}

async function patientsStep(tasks: Tasks, round: Round): Promise<boolean> {
  const { next, ...sum } = (await tasks.answer({
    type: 'patients',
    from: round.place!,
    to: Number.MAX_SAFE_INTEGER,
    size: round.size,
    most: 2 ** round.level,
  })) as PatientSum
  addTo(round.are, sum)
  round.place = next ?? null
  return next !== undefined || (round.are.low === round.should.low && round.are.high === round.should.high)
}

/** What is seen only at the end: numbers of rows, what waits, what was sealed elsewhere, the schema, and what the log is bound to. */
async function endRound(
  desk: Desk,
  tasks: Tasks,
  head: Head,
  round: Round,
  trust: Trust,
): Promise<Verification | undefined> {
  const findings: Findings = {
    head,
    counts: (await tasks.answer({ type: 'counts' })) as RowCounts,
    waiting: await findWaiting(desk, head.sealedAt),
    saved: [],
    savedError: undefined,
    roots: [],
    missing: round.missing,
    purged: purgedUpTo(desk, round.purges),
    patientsDiffer: false,
    times: round.times,
  }
  await readSaved(desk, findings, trust, {
    given: undefined,
    anchor: await currentAnchor(desk),
    last: rememberedCheckpoint(desk),
  })
  if ((await nameFaults(desk, findings)).length > 0) return suspect(desk, head)
  const result: Verification = {
    ok: true,
    origin: head.origin,
    size: round.size,
    root: Buffer.from(openCheckpoint(round.note, trust(head.origin)).root, 'hex').toString('base64'),
    purged: findings.purged,
    pending: findings.counts.pending,
    checkpoints: round.checkpoints,
    faults: [],
    outOfOrder: outOfOrder(round.times),
    seconds: round.seconds,
  }
  await tell(desk, result, findings.saved.length > 0)
  return result
}

/** Verifies the whole log: what a step saw may also be a purge, or an index made anew, that came between two. */
async function suspect(desk: Desk, head?: Head): Promise<Verification | undefined> {
  if (head) keepRound(desk, beginRound(desk, head))
  const last = lastVerified(desk)
  if (last && !last.ok && !isLongAgo(desk, last.at)) return undefined
  const anchor = await currentAnchor(desk)
  const result = await verifyAudit(desk, { anchor, index: true, threads: 1 })
  await tell(desk, result, anchor !== undefined)
  return result
}

function isLongAgo(desk: Desk, at: string | undefined): boolean {
  const now = desk.clock()
  return !at || isAhead(at, now) || now.getTime() - Date.parse(at) > toldEveryHours * hourMs
}

async function tell(desk: Desk, result: Verification, anchored: boolean): Promise<void> {
  const { ok, size } = result
  const last = lastVerified(desk)
  if (ok && last?.ok && last.index && !isLongAgo(desk, last.enteredAt)) {
    keepVerified(desk, { ...last, at: desk.clock().toISOString(), size }, 'here')
    return
  }
  if (!ok) desk.log.error({ faults: result.faults.map(({ kind }) => kind) }, 'the audit log does not verify')
  await recordVerification(systemCtx(desk, 'audit-verify', newId()), result, {
    against: anchored ? 'checkpoint' : 'head',
    index: true,
  })
}
