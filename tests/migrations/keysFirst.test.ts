import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { enterEpoch } from '../../api/audit/seal/head.ts'
import { Frontier } from '../../api/audit/seal/merkle.ts'
import { commandLine } from '../../api/commandLine.ts'
import { enterKeys } from '../../api/core/access/ownKeys.ts'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { migrations } from '../../api/core/db/schemaState.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { start } from '../../api/server.ts'
import { emptyDatabase } from '../support/harness.ts'
import { schemaOf } from '../support/schemaOf.ts'
import { temporaryFolder } from '../support/templates.ts'

it('a newer server or command with a wrong key leaves an older database as it was', async () => {
  const folder = temporaryFolder()
  const database = await emptyDatabase(folder)
  const env = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'silent', PORT: '0' }
  const older = createDesk(readConfig(env))
  await migrate(older.db, migrations().slice(0, -1))
  await enterKeys(older)
  await transact(older.db, (trx) => enterEpoch(older, trx, 1, new Frontier()))
  const applied = async () =>
    (await sql<{ name: string }>`select name from kysely_migration`.execute(older.db.write)).rows.length
  const before = [await schemaOf(older.db), await applied()]

  const updated = async () => {
    const said: string[] = []
    const status = await commandLine(['migrate'], env, {
      print: (text) => said.push(text),
      complain: (text) => said.push(text),
    })
    return [status, said.join('\n')]
  }
  const wrong = [
    ['secret.key', 'hex', /SECRET_KEY: is not the key/],
    ['vault.key', 'hex', /VAULT_KEY: is not the key/],
    ['audit-signing.key', 'base64', /AUDIT_SIGNING_KEY: is not the key/],
  ] as const
  for (const [name, encoding, refusal] of wrong) {
    const file = path.join(folder, name)
    const own = readFileSync(file)
    writeFileSync(file, randomBytes(32).toString(encoding))
    await expect(start(readConfig(env))).rejects.toMatchObject({ faults: [expect.stringMatching(refusal)] })
    // A new key for the log is told by `audit begin-epoch`, which wants the database up to date.
    if (name !== 'audit-signing.key') expect(await updated()).toEqual([1, expect.stringMatching(refusal)])
    expect([name, await schemaOf(older.db), await applied()]).toEqual([name, ...before])
    writeFileSync(file, own)
  }
  expect(await updated()).toEqual([0, expect.stringMatching(/up to date/)])
  expect(await applied()).toBe(migrations().length)

  await closeDesk(older)
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})
