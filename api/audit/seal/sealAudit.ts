import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { goOn, type Pace } from '../../core/jobs/pace.ts'
import { eventRefused, proofOf } from '../proof.ts'
import { record } from '../record.ts'
import { indexable, patientRows } from '../search/keys.ts'
import { indexRow, insertPatients, insertSearch } from '../search/writeIndex.ts'
import { checkpointText } from './checkpoint.ts'
import { enterEpoch, type Head, readHead, rememberCheckpoint, signerOf } from './head.ts'
import { Frontier, keptLevels, leafHash, type Node } from './merkle.ts'
import { waitingEvents } from './queries.ts'
import { refuseToExtend } from './refuse.ts'

const besideRequests: Pace = { atOnce: 100, forMs: 800, pauseMs: 15 }
/** For a process that nobody waits for, which seals until nothing is left. */
export const withoutPause: Pace = { atOnce: 10_000, forMs: Number.POSITIVE_INFINITY, pauseMs: 0 }

const checkpointEveryMs = 60_000

/**
 * Gives every event that waits its number, adds it to the tree and to the search index, and signs the new head. Each
 * transaction takes what it can see, so an event that commits late is taken late and never lost. Several nodes may
 * call it at once: one leads, the others return 0. What the desk did not write as it stands is left out, and told.
 * @returns the number of events sealed.
 * @throws SealRefused
 */
export async function sealAudit(desk: Desk, pace = besideRequests): Promise<number> {
  let newest: string | undefined
  try {
    return await goOn(pace, async (atOnce) => {
      const some = await sealSome(desk, atOnce)
      newest = some?.note ?? newest
      return some?.sealed ?? 0
    })
  } finally {
    if (newest) rememberCheckpoint(desk, newest)
  }
}

async function sealSome(desk: Desk, atOnce: number): Promise<{ note?: string; sealed: number } | undefined> {
  const kinds = new Map(knownKinds(desk.db))
  const done = await transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'audit-seal'))) return undefined
    const waiting = await waitingEvents(trx, atOnce).execute()
    if (waiting.length === 0) return undefined
    const known = await readHead(trx)
    refuseToExtend(desk, known)
    const head = known ?? (await enterEpoch(desk, trx, 1, new Frontier()))
    const { written, foreign: all } = sorted(desk, waiting)
    // An id that is no text cannot be named to the database, and would be found, and told of, again each time.
    const told = refusedHere(desk)
    const foreign = all.filter((id) => !told.includes(id))
    const note = written.length ? await extend(desk, trx, head, written, kinds) : undefined
    await refuse(desk, trx, foreign)
    const { numDeletedRows } = await trx
      .deleteFrom('audit_pending')
      .where(
        'event_id',
        'in',
        waiting.map((event) => event.id),
      )
      .executeTakeFirstOrThrow()
    return { note, sealed: Number(numDeletedRows), foreign }
  })
  // Only what is committed is known: a rolled-back transaction's numbers are given again.
  if (done) kindsOf.set(desk.db, kinds)
  if (done?.foreign.length) {
    refused.set(desk, [...refusedHere(desk), ...done.foreign])
    desk.log.error({ events: done.foreign.length }, 'events that the desk did not write were not sealed')
  }
  return done
}

const sorted = ({ keys }: Desk, waiting: { id: string; body: string; proof: string | null }[]) => {
  const written = waiting.filter((event) => event.proof === proofOf(keys, event))
  const known = new Set(written)
  return { written, foreign: waiting.filter((event) => !known.has(event)).map(({ id }) => id) }
}

/** They wait no more and have no place: verification names them, and this event says when they were found. */
async function refuse(desk: Desk, trx: Trx, foreign: string[]): Promise<void> {
  const ctx = systemCtx(desk, 'audit-seal', newId())
  for (const id of foreign.slice(0, mostTold))
    await record(trx, ctx, eventRefused, {
      outcome: 'failure',
      object: { type: 'audit-event', id },
      detail: { refused: foreign.length },
    })
}

const mostTold = 20
const refused = new WeakMap<Desk, string[]>()

/** The events this process refused to seal. */
export const refusedHere = (desk: Desk): readonly string[] => refused.get(desk) ?? []

const insertLeaves = insertRows('audit_leaf', ['leaf_index', 'event_id', 'leaf_hash'])
const insertNodes = insertRows('audit_node', ['level', 'position', 'hash'])
/** Adds the events to tree and index and returns the signed checkpoint over all. */
async function extend(
  desk: Desk,
  trx: Trx,
  head: Head,
  waiting: { id: string; body: string }[],
  kinds: Map<string, number>,
): Promise<string> {
  const { frontier } = head
  const leaves: Tables['audit_leaf'][] = []
  const nodes: Node[] = []
  const index: Tables['audit_search'][] = []
  const patients: Tables['audit_patient'][] = []
  for (const { id, body } of waiting) {
    const event = indexable(body)
    const hash = leafHash(body)
    const row = await indexRow(trx, kinds, event, frontier.size)
    leaves.push({ leaf_index: frontier.size, event_id: id, leaf_hash: hash })
    index.push(row)
    patients.push(...patientRows(event, row))
    frontier.append(hash, 0, (node) => {
      if (node.level > 0 && node.level % keptLevels === 0) nodes.push(node)
    })
  }
  await insertLeaves(trx, leaves)
  await insertNodes(trx, nodes)
  await insertSearch(trx, index)
  // In the order of the tree they go into: a search shows ten people, and each has a page of its own.
  await insertPatients(
    trx,
    patients.sort((a, b) => a.patient - b.patient || a.leaf_index - b.leaf_index),
  )

  const note = signerOf(desk, head.origin).sign(
    checkpointText({ origin: head.origin, size: frontier.size, root: frontier.root() }),
  )
  const now = desk.clock().toISOString()
  const moved = await trx
    .updateTable('audit_head')
    .set({ size: frontier.size, frontier: frontier.packed(), checkpoint: note, sealed_at: now })
    .where('size', '=', head.size)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) throw new Error('another node has sealed in between')
  await keepCheckpoint(trx, frontier.size, note, now)
  return note
}

const kindsOf = new WeakMap<Db, Map<string, number>>()
const knownKinds = (db: Db) => kindsOf.get(db) ?? new Map<string, number>()

/** One signed checkpoint a minute stays, so that a fault found later can be narrowed to a time. */
async function keepCheckpoint(trx: Trx, size: number, note: string, now: string): Promise<void> {
  const last = await trx
    .selectFrom('audit_checkpoint')
    .select('sealed_at')
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  // One that a clock left ahead is as old as any.
  if (last && Math.abs(Date.parse(now) - Date.parse(last.sealed_at)) < checkpointEveryMs) return
  await trx.insertInto('audit_checkpoint').values({ size, note, sealed_at: now }).execute()
}
