import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginEpoch } from '../../api/audit/seal/beginEpoch.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { engine, type House } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import {
  archiveIn,
  ask,
  baseBackup,
  folderLike,
  type Switchboard,
  startCopy,
  switchboard,
} from '../support/replica.ts'
import { type ServerProcess, startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'
import { until } from '../support/until.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const portOf = (url: string) => Number(new URL(url).port)

/** Three servers and half a minute: `npm run test:failover`. */
const wanted = engine === 'postgres' && process.env.FAILOVER !== undefined

describe.runIf(wanted)('a primary, its standby and its archive', () => {
  const dataDir = temporaryFolder()
  const folders: string[] = [dataDir]
  let primary: TestPostgres
  let standby: TestPostgres | undefined
  let address: Switchboard
  let server: ServerProcess
  let cookie: string
  let patientId: string
  let early: string
  let restore: string
  /** Cases that the archive holds. */
  const archived: string[] = []
  const configOn = (url: string) =>
    readConfig({ DATA_DIR: dataDir, DATABASE_URL: `${url}/postgres`, LOG_LEVEL: 'silent' })

  beforeAll(async () => {
    const home = folderLike('/tmp', 'pg')
    folders.push(home)
    // It belongs to whoever the server runs as, which only the server's files tell.
    primary = await startPostgres(home, ['shared_buffers=32MB', 'wal_keep_size=256MB', 'archive_mode=on'])
    const data = path.join(home, 'data')
    const archive = folderLike(data, 'wal')
    folders.push(archive)
    const archiving = archiveIn(archive)
    restore = archiving.restore
    for (const setting of archiving.settings.slice(1)) {
      const [name, value] = setting.split(/=(.*)/s)
      await ask(`${primary.url}/postgres`, `alter system set ${name} = '${value!.replaceAll("'", "''")}'`)
    }
    const desk = createDesk(configOn(primary.url))
    await migrate(desk.db)
    const { id } = await addStaff(systemCtx(desk, 'test', 'test'), {
      email: 'ada@desk.test',
      name: 'Ada Agent',
      role: 'helpdesk',
    })
    await desk.db.write.updateTable('staff').set({ status: 'active' }).where('id', '=', id).execute()
    patientId = (await aPatient({ desk } as House)).id
    cookie = (await transact(desk.db, (trx) => desk.sessions.start(trx, id, 'complete'))).split(';')[0]!
    await closeDesk(desk)
    await ask(`${primary.url}/postgres`, 'select pg_reload_conf()')

    early = await baseBackup(`${primary.url}/postgres`, data)
    const follower = await baseBackup(`${primary.url}/postgres`, data)
    folders.push(early, follower)
    standby = await startCopy(follower, {
      signal: 'standby',
      settings: [`primary_conninfo=host=127.0.0.1 port=${portOf(primary.url)} user=desk`, 'archive_mode=off'],
    })
    // Acknowledged is what the standby has too: without, the last moments before a failover may be lost.
    await ask(`${primary.url}/postgres`, `alter system set synchronous_standby_names = '*'`)
    await ask(`${primary.url}/postgres`, 'select pg_reload_conf()')
    address = await switchboard(portOf(primary.url))
    server = await startServer({
      desk: { config: configOn(`postgres://desk@127.0.0.1:${address.port}`) },
    } as House)
  }, 120_000)

  afterAll(async () => {
    await server?.end('SIGTERM')
    address?.stop()
    await standby?.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  async function openCase(key: string): Promise<number> {
    const reply = await fetch(`${server.url}/api/cases`, {
      method: 'POST',
      headers: {
        Cookie: cookie,
        Origin: server.url,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        'X-Background': '1',
      },
      body: JSON.stringify({ patientId, category: 'cannot-sign-in', channel: 'phone', summary: key }),
      signal: AbortSignal.timeout(30_000),
    })
    await reply.arrayBuffer()
    return reply.status
  }
  /** Until the archive has all that was written so far. */
  async function archiveAll(): Promise<void> {
    const on = `${primary.url}/postgres`
    const [{ name }] = await ask(on, 'select pg_walfile_name(pg_switch_wal()) as name')
    const last = async () => (await ask(on, 'select last_archived_wal as name from pg_stat_archiver'))[0].name
    await until(async () => ((await last()) ?? '') >= name)
  }
  const summaries = async (url: string) =>
    Map.groupBy(
      (await ask(`${url}/postgres`, 'select summary from support_case')).map((row) => row.summary as string),
      (one) => one,
    )

  it('fails over under load: the server lives, and nothing acknowledged is lost, doubled or without its record', async () => {
    const told: { key: string; status: number }[] = []
    let over = false
    const clients = Array.from({ length: 6 }, async () => {
      while (!over) {
        const key = randomUUID()
        const status = await openCase(key)
        told.push({ key, status })
        if (status !== 201) await pause(100)
      }
    })
    await until(async () => told.length > 60)
    archived.push(...told.filter(({ status }) => status === 201).map(({ key }) => key))
    await archiveAll()
    process.kill(primary.pid, 'SIGKILL')
    await until(async () => told.some(({ status }) => status === 503))
    // Reached before it leads, the standby reads and takes no writes.
    address.to(portOf(standby!.url))
    const before = told.length
    await until(async () => told.length > before + 10)
    expect(told.slice(before + 6).every(({ status }) => status === 503)).toBe(true)
    await ask(`${standby!.url}/postgres`, `select pg_promote(true, 60)`)
    const led = performance.now()
    await until(async () => (await openCase(randomUUID())) === 201)
    const backMs = performance.now() - led
    const back = told.length
    await until(async () => told.length > back + 30)
    over = true
    await Promise.all(clients)
    console.log(
      JSON.stringify({
        acknowledged: told.filter(({ status }) => status === 201).length,
        refused: told.filter(({ status }) => status !== 201).length,
        backMs: Math.round(backMs),
      }),
    )

    expect(server.process.exitCode).toBeNull()
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([201, 503]))
    const stored = await summaries(standby!.url)
    for (const { key, status } of told) if (status === 201) expect(stored.get(key)).toHaveLength(1)
    for (const { key, status } of told) if (status !== 201) expect(await openCase(key)).toBe(201)
    const after = await summaries(standby!.url)
    for (const { key } of told) expect(after.get(key)).toHaveLength(1)
    await until(async () => (await (await fetch(`${server.url}/readyz`)).json()).oldestPendingSeconds === 0)
    const desk = createDesk(configOn(standby!.url))
    const { ok, faults } = await verifyAudit(desk, { index: true })
    await closeDesk(desk)
    expect([ok, faults]).toEqual([true, []])
  }, 180_000)

  it('is brought back from a copy of its files and the archive, with all that was archived, and its log goes on', async () => {
    const restored = await startCopy(early, {
      signal: 'recovery',
      settings: [restore, 'recovery_target_timeline=current'],
    })
    try {
      await until(
        async () => !(await ask(`${restored.url}/postgres`, 'select pg_is_in_recovery() as is'))[0].is,
      )
      // The copy is from before the first case: all of these came by the archive.
      const stored = await summaries(restored.url)
      for (const key of archived) expect(stored.get(key)).toHaveLength(1)
      const desk = createDesk(configOn(restored.url))
      // It went back behind what was sealed meanwhile, which is told, and gone on from in a new epoch, as after any restore.
      const seen = await verifyAudit(desk, { index: true })
      expect(seen.faults.map(({ kind }) => kind)).toContain('rolled-back')
      await beginEpoch(systemCtx(desk, 'test', 'test'), 'restored-backup')
      await sealAudit(desk, withoutPause)
      const { faults } = await verifyAudit(desk, { index: true })
      await closeDesk(desk)
      expect(faults).toEqual([])
    } finally {
      await restored.stop()
    }
  }, 120_000)
})
