import type { Desk } from '../../core/context.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { cosignedBy } from './cosigned.ts'
import type { Trust } from './formerKeys.ts'
import { epochOf } from './head.ts'
import type { Findings } from './verifyAudit.ts'

/** A checkpoint that was kept outside the database. */
export interface Saved extends Checkpoint {
  /** Who kept it, as a fault says it. */
  kept: string
  /** How many leaves of its name the log holds: all, or those before the next name began. */
  held: number
}

/** The checkpoint handed in, the newest anchored, and the last this node signed. */
export async function readSaved(
  desk: Desk,
  findings: Pick<Findings, 'head' | 'saved' | 'savedError'>,
  trust: Trust,
  { given, anchor, last }: Record<'given' | 'anchor', string | undefined> & { last: Checkpoint | undefined },
): Promise<void> {
  const { head, saved } = findings
  const epochs = await desk.db.read
    .selectFrom('audit_epoch')
    .select(['epoch', 'origin', 'first_leaf'])
    .execute()
  const size = head?.size ?? 0
  const heldOf = (origin: string) => {
    const later = epochs.filter(({ epoch }) => epoch > epochOf(origin)).map((row) => row.first_leaf)
    if (later.length > 0) return Math.min(size, ...later)
    return epochs.some((row) => row.origin === origin) ? size : 0
  }
  const open = (note: string) => openCheckpoint(note, trust(note.split('\n')[0] ?? ''))
  if (given !== undefined) {
    try {
      const checkpoint = open(given)
      saved.push({ ...checkpoint, kept: 'handed in', held: heldOf(checkpoint.origin) })
    } catch (error) {
      findings.savedError = (error as Error).message
    }
  }
  if (anchor !== undefined) {
    const checkpoint = open(anchor)
    saved.push({ ...checkpoint, kept: 'kept in AUDIT_CHECKPOINT_TO', held: heldOf(checkpoint.origin) })
  }
  // One of an older name says nothing more: what was lost is in the event that began the new one.
  if (last && (!head || epochOf(last.origin) >= epochOf(head.origin)))
    saved.push({ ...last, kept: 'kept in DATA_DIR', held: heldOf(last.origin) })
  for (const one of cosignedBy(desk, trust, head && { epoch: head.epoch }))
    saved.push({ ...one, kept: `cosigned by ${one.witness}`, held: heldOf(one.origin) })
}
