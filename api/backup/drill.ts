import path from 'node:path'
import type { Desk } from '../core/context.ts'
import { emptyScratch } from '../core/db/copyIn.ts'
import { holdAlone } from '../core/db/holdAlone.ts'
import { openDb } from '../core/db/open.ts'
import { restoreInto, verifyRestored } from './restore.ts'

export interface Drilled {
  /** Until the database could be served, with its log verified. */
  restoreMs: number
  events: number
}

/** Whether a drill has a place: on PostgreSQL it needs a database of its own. */
export const canDrill = ({ db, config }: Desk): boolean =>
  db.engine === 'sqlite' || config.backups?.scratchUrl !== undefined

/**
 * Whoever drills holds the lock of backups in the desk's own database. Where it is not to be had, the scratch place is that
 * database, by whichever address: a hospital that lost its server may have restored into the one that stood ready (2026-11-26).
 */
async function requireAnother(url: string): Promise<void> {
  const leave = await holdAlone(url, 'backup')
  if (!leave)
    throw new Error(
      'BACKUP_SCRATCH_URL names the database that is served, or one that another desk backs up: a drill would empty it',
    )
  await leave()
}

/**
 * Restores a backup to a scratch place, verifies its log, and takes the place away again.
 * @throws Error in words, when the place is another's, it could not be restored or its log does not verify
 */
export async function drill(
  desk: Desk,
  { file, identities, scratch }: { file: string; identities: readonly string[]; scratch: string },
): Promise<Drilled> {
  const began = performance.now()
  const { scratchUrl } = desk.config.backups ?? {}
  const url = desk.db.engine === 'sqlite' ? `sqlite:${path.join(scratch, 'drill.db')}` : scratchUrl
  if (url === undefined) throw new Error('BACKUP_SCRATCH_URL must name an empty database to restore to')
  if (desk.db.engine === 'postgres') {
    await requireAnother(url)
    await emptyScratch(url)
  }
  await restoreInto(url, file, identities)
  const db = openDb(url)
  try {
    const { ok, size, faults } = await verifyRestored(desk, db, url, scratch)
    if (!ok) throw new Error(`the restored log does not verify: ${faults.map(({ kind }) => kind).join(', ')}`)
    return { restoreMs: Math.round(performance.now() - began), events: size }
  } finally {
    await db.close()
    if (desk.db.engine === 'postgres') await emptyScratch(url)
  }
}
