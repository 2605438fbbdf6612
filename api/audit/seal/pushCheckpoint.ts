import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Desk } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { postTo } from '../postTo.ts'
import { anchorName, compareWithAnchors, isAddress } from './anchors.ts'
import { type Head, readHead } from './head.ts'
import { refuseToExtend } from './refuse.ts'

const everyMs = 60_000
const patienceMs = 5_000

/**
 * Copies the newest checkpoint to every target, once a minute while the log grows: a new file in a folder, or a POST to
 * an https address. What is there is never replaced, so a store that only takes new objects will do. Nothing goes out that lies
 * behind what went out before: a log that went back, with the checkpoint in DATA_DIR or without, stops here.
 * @throws SealRefused
 */
export async function pushCheckpoint(desk: Desk): Promise<void> {
  const { checkpointTargets } = desk.config
  if (checkpointTargets.length === 0) return
  await compareWithAnchors(desk)
  const head = await readHead(desk.db.read)
  if (!head) return
  refuseToExtend(desk, head)
  const pushes = checkpointTargets.map((target) => ({
    target,
    byRow: isAddress(target),
    send: (isFirst: boolean) =>
      isAddress(target)
        ? post(desk, target, head.checkpoint)
        : put(target, anchorName(head), head.checkpoint, isFirst),
  }))
  await pushDue(desk, head, pushes, { job: 'audit-push', failed: 'a checkpoint could not be pushed' })
}

interface Push {
  /** How it is called where the copies of checkpoints are listed. */
  target: string
  /**
   * Whether the row of the database says how far it is, which nodes share. To a folder each node goes by what it put there itself: else
   * whoever writes to the row keeps every copy back (2026-11-28).
   */
  byRow?: boolean
  /** @param isFirst nothing was ever sent there */
  send(isFirst: boolean): Promise<void>
}

const putHere = new WeakMap<Desk, Map<string, { size: number; pushed_at: string }>>()

/** Sends the head to each that has another and was not sent to for a minute, and keeps how far it got; one that fails stops no other. */
export async function pushDue(
  desk: Desk,
  head: Head,
  pushes: readonly Push[],
  { job, failed }: { job: string; failed: string },
): Promise<void> {
  const known = await pushTargets(desk.db.read)
  const now = desk.clock()
  const here = putHere.get(desk) ?? new Map<string, { size: number; pushed_at: string }>()
  putHere.set(desk, here)
  for (const { target, send, byRow = true } of pushes) {
    const row = known.find((one) => one.target === target)
    const last = byRow ? row : here.get(target)
    const due = !last?.pushed_at || Math.abs(now.getTime() - Date.parse(last.pushed_at)) >= everyMs
    if (last?.size === head.size || !due) continue
    try {
      await send(!row?.pushed_at)
      const sent = { size: head.size, pushed_at: now.toISOString() }
      here.set(target, sent)
      await notePush(desk, target, { ...sent, failed_at: null, error: null })
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
      desk.log.error({ job, error: why }, failed)
      await notePush(desk, target, { failed_at: now.toISOString(), error: why })
    }
  }
}

/** Where checkpoints are copied to, and how far that got. */
export const pushTargets = (db: Kysely<Tables>) =>
  db.selectFrom('audit_push').selectAll().orderBy('target').execute()

/** A folder that went away is not made anew: what lies on a share that is not there would be copied beside the database. */
async function put(folder: string, name: string, note: string, isFirst: boolean): Promise<void> {
  if (isFirst) await mkdir(folder, { recursive: true })
  const file = path.join(folder, name)
  try {
    await writeFile(file, note, { flag: 'wx', flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if ((await readFile(file, 'utf8')) !== note)
      throw new Error('another checkpoint of this size is there already')
  }
}

function post({ config: { checkpointToken } }: Desk, target: string, note: string): Promise<void> {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    ...(checkpointToken && { authorization: `Bearer ${checkpointToken}` }),
  }
  return postTo(target, note, headers, patienceMs)
}

/** Keeps how far a target is. */
async function notePush(
  desk: Desk,
  target: string,
  change: { size?: number; pushed_at?: string; failed_at: string | null; error: string | null },
): Promise<void> {
  await desk.db.write
    .insertInto('audit_push')
    .values({ target, size: 0, pushed_at: null, ...change })
    .onConflict((oc) => oc.column('target').doUpdateSet(change))
    .execute()
}
