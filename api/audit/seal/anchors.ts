import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Desk } from '../../core/context.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { epochOf, type Head, isLater, readHead, rememberCheckpoint, signerOf } from './head.ts'
import { rangeHash } from './proveEvent.ts'

export const isAddress = (target: string) => /^https?:/.test(target)

/** Those of the places that checkpoints are copied to which can be read again. */
export const anchorFolders = ({ config }: Desk): string[] =>
  config.checkpointTargets.filter((target) => !isAddress(target))

export const anchorName = ({ epoch, size }: Pick<Head, 'epoch' | 'size'>) =>
  `epoch-${epoch}-size-${String(size).padStart(12, '0')}.txt`

const places = /^epoch-(\d+)-size-(\d{12,})\.txt$/

interface Anchor extends Checkpoint {
  note: string
}

/**
 * The newest checkpoint in a folder that today's key signed. What else lies there under such a name is passed over: whoever may
 * write there could stop the log with it.
 */
async function newestIn(desk: Desk, folder: string): Promise<Anchor | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found = names
    .flatMap((name) => {
      const [, epoch, size] = places.exec(name) ?? []
      return epoch === undefined ? [] : [{ name, epoch: Number(epoch), size: Number(size) }]
    })
    .sort((a, b) => b.epoch - a.epoch || b.size - a.size)
  for (const { name } of found) {
    try {
      const note = await readFile(path.join(folder, name), 'utf8')
      return { ...openCheckpoint(note, [signerOf(desk, note.split('\n')[0]!).verifierKey]), note }
    } catch {
      // Not one of ours.
    }
  }
  return undefined
}

/** The newest checkpoint in any of the folders; one that cannot be read at the moment is told and passed over. */
export async function newestAnchor(desk: Desk): Promise<Anchor | undefined> {
  let newest: Anchor | undefined
  for (const folder of anchorFolders(desk)) {
    try {
      const anchor = await newestIn(desk, folder)
      if (anchor && (!newest || isLater(anchor, newest))) newest = anchor
    } catch (error) {
      desk.log.error({ job: 'audit-push', error: (error as NodeJS.ErrnoException).code }, 'anchors not read')
    }
  }
  return newest
}

/** The same as text, unless it is of an older name: that says nothing more, since the event that began the new one says what was lost. */
export async function currentAnchor(desk: Desk): Promise<string | undefined> {
  const [anchor, head] = [await newestAnchor(desk), await readHead(desk.db.read)]
  return anchor && epochOf(anchor.origin) >= (head?.epoch ?? 0) ? anchor.note : undefined
}

const forked = new WeakMap<Desk, boolean>()

/** Whether the log was last found to hold other events than those under an anchored checkpoint. */
export const isForked = (desk: Desk): boolean => forked.get(desk) === true

/**
 * Compares the log with the newest anchored checkpoint. One that is ahead of the log is remembered, so that nothing is sealed,
 * signed or pushed behind it; one that the log has passed must be the root of just the events it covers.
 */
export async function compareWithAnchors(desk: Desk): Promise<void> {
  const anchor = await newestAnchor(desk)
  const head = await readHead(desk.db.read)
  if (!anchor) return
  if (!head || isLater(anchor, head)) return rememberCheckpoint(desk, anchor.note)
  const comparable = epochOf(anchor.origin) === head.epoch && anchor.size > 0
  forked.set(desk, comparable && (await rangeHash(desk.db)(0, anchor.size)) !== anchor.root)
}
