import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const start = 'backup-scratch-'

/**
 * A folder of DATA_DIR, which is the owner's alone, for a database that is not encrypted yet or not any more. What a
 * process left that ended in the middle goes first: whoever calls holds the lock of backups.
 */
export async function inScratch<T>(dataDir: string, work: (folder: string) => Promise<T>): Promise<T> {
  for (const name of readdirSync(dataDir))
    if (name.startsWith(start)) rmSync(path.join(dataDir, name), { recursive: true, force: true })
  const folder = mkdtempSync(path.join(dataDir, start))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
