import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { ConfigError } from '../configFaults.ts'
import type { Desk } from '../context.ts'
import { hasTable } from '../db/hasTable.ts'
import { type Db, openDb } from '../db/open.ts'
import { transact } from '../db/transact.ts'
import { enterVaultKey } from '../vault/vault.ts'
import type { Keys } from './keys.ts'

/** The files of keys, the settings that may stand for them, and by which of a database's checks they are its own. */
export const keyFiles = [
  { name: 'secret.key', setting: 'secretKey', check: 'secret' },
  { name: 'audit-signing.key', setting: 'auditSigningKey', check: 'secret' },
  { name: 'vault.key', setting: 'vaultKey', check: 'vault' },
] as const

/** What the secret key makes of a text that everybody knows: by it a database knows its key, and tells nobody of it. */
type HasKeys = Pick<Desk, 'db' | 'keys' | 'vault'>

const checkOf = (keys: Keys) => keys.mac('key-check', 'portal-desk')

/** The key files that are neither there nor given in the environment. */
export const missingKeys = (config: Config): { file: string; check: string }[] =>
  keyFiles
    .filter(({ setting }) => config[setting] === undefined)
    .map(({ name, check }) => ({ file: path.join(config.dataDir, name), check }))
    .filter(({ file }) => !existsSync(file))

/**
 * Keys are made for a new database only: beside one that has its own, a new one opens nothing and seals nothing. Looks on a
 * connection of its own: to make a desk makes the keys that are missing.
 * @throws ConfigError naming the key that is missing, before anything made it
 */
export async function requireKeyFiles(config: Config): Promise<void> {
  const missing = missingKeys(config)
  if (missing.length === 0) return
  const db = openDb(config.databaseUrl)
  const known = await storedChecks(db).finally(() => db.close())
  const lost = missing.filter(({ check }) => known.has(check))
  if (lost.length === 0) return
  throw new ConfigError(
    lost.map(
      ({ file }) =>
        `DATA_DIR: ${file} is missing, and this database was made with one. Put it back from where the keys are kept; a new one would open nothing`,
    ),
  )
}

/**
 * Compares the keys with the database's; one that has none yet takes any.
 * @throws ConfigError where another was used: second factors and waiting mail would not open, and what this node seals
 * no other could read
 */
export async function requireOwnKeys({ db, keys, vault }: HasKeys): Promise<void> {
  const known = await storedChecks(db)
  const stored = known.get('secret')
  const wraps = known.get('vault')
  if (wraps !== undefined)
    try {
      vault.key(wraps)
    } catch {
      throw new ConfigError([
        'VAULT_KEY: is not the key of the clinical content in this database: none of it opens. Every node needs the same one; put the right vault.key into DATA_DIR',
      ])
    }
  if (stored !== undefined && stored !== checkOf(keys))
    throw new ConfigError([
      'SECRET_KEY: is not the key this database was made with: second factors and waiting mail do not open with it. Every node needs the same one; put the right secret.key into DATA_DIR',
    ])
}

/** The same for who serves: from then on the database knows its key. */
export async function enterKeys(desk: HasKeys): Promise<void> {
  await transact(desk.db, async (trx) => {
    await trx
      .insertInto('key_check')
      .values({ name: 'secret', value: checkOf(desk.keys) })
      .onConflict((oc) => oc.column('name').doNothing())
      .execute()
    await enterVaultKey(trx, desk.vault)
  })
  await requireOwnKeys(desk)
}

/** Whether a database was ever served, or backed up, with a key. */
export const knowsItsKey = async (db: Db): Promise<boolean> => (await storedChecks(db)).has('secret')

async function storedChecks(db: Db): Promise<Map<string, string>> {
  // An older schema has no such table, and any key is taken for the right one then.
  if (!(await hasTable(db, 'key_check'))) return new Map()
  const rows = await db.write.selectFrom('key_check').select(['name', 'value']).execute()
  return new Map(rows.map(({ name, value }) => [name, value]))
}
