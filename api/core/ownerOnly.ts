import { chmodSync, statSync } from 'node:fs'
import path from 'node:path'
import { keyFiles } from './access/ownKeys.ts'
import type { Config } from './config.ts'
import { ConfigError } from './configFaults.ts'
import { sqliteFile } from './db/open.ts'

const othersMay = 0o077

/**
 * What this process makes is its owner's alone, and what was left open before, by a volume or an earlier version, is closed:
 * keys, and a database of patients, are no reading for others on the machine.
 * @throws ConfigError naming a path that others may read and that cannot be closed to them.
 */
export function keepToOwner({ dataDir, databaseUrl }: Config): void {
  // Windows has other rights, which these calls do not touch.
  if (process.platform === 'win32') return
  process.umask(othersMay)
  const keys = keyFiles.map(({ name }) => path.join(dataDir, name))
  const file = sqliteFile(databaseUrl)
  const database = file === undefined ? [] : [file, `${file}-wal`, `${file}-shm`]
  const open = [dataDir, ...keys, ...database].filter((one) => {
    const mode = statSync(one, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & othersMay) === 0) return false
    try {
      chmodSync(one, mode & 0o700)
      return false
    } catch {
      return true
    }
  })
  if (open.length > 0)
    throw new ConfigError(
      open.map((one) => `DATA_DIR: ${one} may be read by others on this machine; make it its owner's alone`),
    )
}
