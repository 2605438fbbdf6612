import { createWriteStream, linkSync, rmSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Action } from '../audit/action.ts'
import { type Verification, verifyAudit } from '../audit/seal/verifyAudit.ts'
import type { Desk } from '../core/context.ts'
import { copyIntoPostgres, requireEmpty } from '../core/db/copyIn.ts'
import { copyKinds, requireSound } from '../core/db/copyOut.ts'
import { holdAlone } from '../core/db/holdAlone.ts'
import { type Db, openDb, sqliteFile } from '../core/db/open.ts'
import { migrations, readSchema } from '../core/db/schemaState.ts'
import { fileEnd, openArchive } from './archive.ts'

export const backupRestored: Action = {
  name: 'backup.restored',
  letter: 'E',
  words: {
    en: 'Restored the database from a backup',
    es: 'Restauró la base de datos desde una copia de seguridad',
  },
  watch: 'nothing',
}

/**
 * Fills an empty place with what a backup holds, and looks whether it is sound. A SQLite database has its name only
 * once it is whole; of a PostgreSQL database that failed in the middle tables are there, all of them empty.
 * @param url where to: nothing may be there
 * @param first what is done to the database before it can be seen there, or, on PostgreSQL, before anything else is
 * @throws Error in words, when something is there or another fills it, no key opens the backup, it is of the other engine or of a newer
 * version, or is damaged
 */
export async function restoreInto(
  url: string,
  from: string,
  identities: readonly string[],
  first: (db: Db) => Promise<void> = async () => {},
): Promise<void> {
  const target = sqliteFile(url)
  const wanted = copyKinds[target === undefined ? 'postgres' : 'sqlite']
  if (!from.endsWith(`.${wanted}${fileEnd}`))
    throw new Error(
      `${from} is no backup of ${target === undefined ? 'PostgreSQL' : 'SQLite'} (its name would end with .${wanted}${fileEnd}); DATABASE_URL says into what to restore.`,
    )
  // Of two at once, as two people do it at night, each took the other's file away and one left an empty database (2026-11-28).
  const leave = await holdAlone(url, 'restore')
  if (!leave) throw new Error('Another restore into this place is under way. Wait for it.')
  try {
    await requireEmpty(url, target)
    const bytes = await openArchive(from, identities)
    if (target !== undefined) {
      await fillFile(target, bytes, first)
      return
    }
    const db = openDb(url)
    await first(db).finally(() => db.close())
    await copyIntoPostgres(url, bytes)
  } finally {
    await leave()
  }
}

async function fillFile(target: string, bytes: Readable, first: (db: Db) => Promise<void>): Promise<void> {
  const staged = `${target}.restoring`
  rmSync(staged, { force: true })
  try {
    await pipeline(bytes, createWriteStream(staged, { flags: 'wx', mode: 0o600, flush: true }))
    requireSound(staged)
    const db = openDb(`sqlite:${staged}`)
    try {
      await readSchema(db, migrations())
      await first(db)
    } finally {
      await db.close()
    }
    // Not renamed: that would take the place of what a server made there meanwhile.
    linkSync(staged, target)
  } finally {
    rmSync(staged, { force: true })
  }
}

export interface Judged extends Pick<Verification, 'ok' | 'size' | 'origin' | 'faults'> {}

/**
 * Verifies the log of a restored database for itself. What waits to be sealed is no fault of a backup, whose moment came
 * between two sealings, and what DATA_DIR knows of later ones is said elsewhere.
 * @param scratch a folder that knows of no checkpoint
 */
export async function verifyRestored(desk: Desk, db: Db, url: string, scratch: string): Promise<Judged> {
  const { size, origin, faults } = await verifyAudit(
    { ...desk, db, config: { ...desk.config, databaseUrl: url, dataDir: scratch } },
    { index: false },
  )
  const found = faults.filter(({ kind }) => kind !== 'pending-too-long')
  return { ok: found.length === 0, size, origin, faults: found }
}
