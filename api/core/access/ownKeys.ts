import { existsSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { type Config, ConfigError } from '../config.ts'
import type { Db } from '../db/open.ts'
import { transact } from '../db/transact.ts'
import type { Keys } from './keys.ts'

/** What the secret key makes of a text that everybody knows: by it a database knows its key, and tells nobody of it. */
const checkOf = (keys: Keys) => keys.mac('key-check', 'portal-desk')

/** The key files that are neither there nor given in the environment. */
export const missingKeys = ({ secretKey, auditSigningKey, dataDir }: Config): string[] =>
  [secretKey ?? 'secret.key', auditSigningKey ?? 'audit-signing.key']
    .filter((name) => name.endsWith('.key'))
    .map((name) => path.join(dataDir, name))
    .filter((file) => !existsSync(file))

/**
 * Keys are made for a new database only: beside one that has its own, a new one opens nothing and seals nothing.
 * @throws ConfigError naming the key that is missing, before anything made it
 */
export async function requireKeyFiles(config: Config, db: Db): Promise<void> {
  const missing = missingKeys(config)
  if (missing.length === 0 || (await storedCheck(db)) === undefined) return
  throw new ConfigError(
    missing.map(
      (file) =>
        `DATA_DIR: ${file} is missing, and this database was made with one. Put it back from where the keys are kept; a new one would open nothing`,
    ),
  )
}

/**
 * Compares the key with the database's; one that has none yet takes any.
 * @throws ConfigError where another was used: second factors and waiting mail would not open, and what this node seals
 * no other could read
 */
export async function requireOwnKeys(db: Db, keys: Keys): Promise<void> {
  const stored = await storedCheck(db)
  if (stored !== undefined && stored !== checkOf(keys))
    throw new ConfigError([
      'SECRET_KEY: is not the key this database was made with: second factors and waiting mail do not open with it. Every node needs the same one; put the right secret.key into DATA_DIR',
    ])
}

/** The same for who serves: from then on the database knows its key. */
export async function enterKeys(db: Db, keys: Keys): Promise<void> {
  await transact(db, (trx) =>
    trx
      .insertInto('key_check')
      .values({ name: 'secret', value: checkOf(keys) })
      .onConflict((oc) => oc.column('name').doNothing())
      .execute(),
  )
  await requireOwnKeys(db, keys)
}

/** Whether a database was ever served, or backed up, with a key. */
export const knowsItsKey = async (db: Db): Promise<boolean> => (await storedCheck(db)) !== undefined

async function storedCheck(db: Db): Promise<string | undefined> {
  // An older schema has no such table, and any key is taken for the right one then.
  const there =
    db.engine === 'postgres'
      ? sql<{ n: number }>`select count(to_regclass('key_check'))::int as n`
      : sql<{ n: number }>`select count(*) as n from sqlite_schema where name = 'key_check'`
  if ((await there.execute(db.write)).rows[0]!.n === 0) return undefined
  const row = await db.write
    .selectFrom('key_check')
    .select('value')
    .where('name', '=', 'secret')
    .executeTakeFirst()
  return row?.value
}
