import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { newKey } from '../../api/backup/archive.ts'
import { openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { openHouse } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'
import { until } from '../support/until.ts'

const documented = path.resolve(import.meta.dirname, '../../docs/deploy/litestream.yml')
const isInstalled = spawnSync('litestream', ['version']).status === 0
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.runIf(isInstalled)('Litestream, set as documented', () => {
  it('beside a server under load keeps a copy that is a second behind, opens with the key of backups, and verifies', async () => {
    const { house, stop } = await openHouse()
    const agent = await house.signIn('helpdesk')
    const patientId = (await aPatient(house)).id
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    let server = await startServer(house)
    const folder = temporaryFolder()
    const { identity, recipient } = await newKey()
    const database = house.desk.config.databaseUrl.replace('sqlite:', '')
    const env = {
      ...process.env,
      DESK_DATABASE: database,
      DESK_REPLICA: `file://${folder}/replica`,
      DESK_RECIPIENT: recipient,
    }
    const follow = () => spawn('litestream', ['replicate', '-config', documented], { env, stdio: 'ignore' })
    let follower = follow()
    const acknowledged: { key: string; at: number }[] = []
    let over = false
    const clients = Array.from({ length: 4 }, async () => {
      while (!over) {
        const key = randomUUID()
        const status = await fetch(`${server.url}/api/cases`, {
          method: 'POST',
          headers: {
            Cookie: begun.split(';')[0]!,
            Origin: new URL(server.url).origin,
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
          },
          body: JSON.stringify({ patientId, category: 'cannot-sign-in', channel: 'phone', summary: key }),
        }).then(
          (reply) => reply.status,
          () => 0,
        )
        if (status === 201) acknowledged.push({ key, at: Date.now() })
        else await pause(50)
      }
    })
    const more = (count: number) => {
      const enough = acknowledged.length + count
      return until(async () => acknowledged.length >= enough)
    }
    await more(100)
    await server.end('SIGKILL')
    server = await startServer(house)
    await more(50)
    // It was away while the server went on, and the file was checkpointed without it.
    follower.kill('SIGKILL')
    await pause(3_000)
    follower = follow()
    await pause(5_000)
    await more(50)
    const lostAt = Date.now()
    server.process.kill('SIGKILL')
    follower.kill('SIGKILL')
    over = true
    await Promise.all(clients)

    const opening = path.join(folder, 'restore.yml')
    writeFileSync(
      opening,
      readFileSync(documented, 'utf8').replace(
        'recipients:',
        `identities: [${identity}]\n          recipients:`,
      ),
    )
    const restored = path.join(folder, 'restored.db')
    execFileSync('litestream', ['restore', '-config', opening, '-o', restored, database], {
      env,
      stdio: 'pipe',
    })
    const db = new Database(restored)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const stored = db.prepare('select summary from support_case').pluck().all() as string[]
    db.close()
    const there = new Set(stored)
    expect(there.size).toBe(stored.length)
    const behind = acknowledged
      .filter(({ key, at }) => at < lostAt && !there.has(key))
      .map(({ at }) => lostAt - at)
    console.log(
      JSON.stringify({
        acknowledged: acknowledged.length,
        notYetThere: behind.length,
        oldestMs: Math.max(0, ...behind),
      }),
    )
    expect(there.size).toBeGreaterThan(150)
    expect(Math.max(0, ...behind)).toBeLessThan(10_000)
    const copy = openDb(`sqlite:${restored}`)
    const dataDir = path.join(folder, 'empty')
    mkdirSync(dataDir)
    const config = { ...house.desk.config, databaseUrl: `sqlite:${restored}`, dataDir }
    expect(await verifyAudit({ ...house.desk, db: copy, config }, { index: true })).toMatchObject({
      ok: true,
      faults: [],
    })
    await copy.close()
    await stop()
  }, 240_000)
})
