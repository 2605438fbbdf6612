import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { transact } from '../../api/core/db/transact.ts'
import { engine, openHouse } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { freePort } from '../support/postgres.ts'
import { type ServerProcess, startServer } from '../support/serverProcess.ts'
import { until } from '../support/until.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A server in a process of its own on a house that was left, with what an agent asks it. */
async function aServer(place?: string, env: Record<string, string> = {}) {
  const { house, keep } = await openHouse()
  const agent = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
  const kept = await keep()
  const folder = place ?? kept.folder
  if (place)
    for (const name of readdirSync(kept.folder))
      renameOver(path.join(kept.folder, name), path.join(place, name))
  const on = {
    desk: { config: { databaseUrl: `sqlite:${path.join(folder, 'desk.db')}`, dataDir: folder } },
  } as never
  const server = await startServer(on, env)
  started.push(server)
  const headers = {
    Cookie: begun.split(';')[0]!,
    Origin: new URL(server.url).origin,
    'Content-Type': 'application/json',
  }
  return {
    folder,
    server,
    ready: async () => {
      const reply = await fetch(`${server.url}/readyz`)
      return { status: reply.status, code: (await reply.json()).code }
    },
    /** Opens a case: a change. */
    async change() {
      const reply = await fetch(`${server.url}/api/cases`, {
        method: 'POST',
        headers,
        body: JSON.stringify({
          patientId: patient.id,
          category: 'cannot-sign-in',
          channel: 'phone',
          summary: 'cannot get in',
        }),
      })
      return { status: reply.status, after: reply.headers.get('retry-after') }
    },
    look: async () => (await fetch(`${server.url}/api/session`, { headers })).status,
    async end() {
      await server.end('SIGTERM')
      await kept.drop()
    },
  }
}

function renameOver(from: string, to: string): void {
  execFileSync('cp', ['-p', from, to])
}

const started: ServerProcess[] = []
afterEach(() => {
  for (const { process } of started.splice(0)) if (process.exitCode === null) process.kill('SIGKILL')
})

// Each starts servers and lets them end, which on a busy machine takes a minute.
describe.runIf(engine === 'sqlite')('a disk that fails', { timeout: 180_000 }, () => {
  it('a folder that is gone or another’s takes no writes and is not ready, and nothing is made in its place', async () => {
    const desk = await aServer()
    expect([await desk.ready(), (await desk.change()).status]).toEqual([
      { status: 200, code: undefined },
      201,
    ])
    const aside = `${desk.folder}.aside`
    renameSync(desk.folder, aside)
    expect(await desk.change()).toEqual({ status: 503, after: '2' })
    await until(async () => (await desk.ready()).code === 'no-writes')
    // Not even by the threads, which begin anew when they fail.
    await pause(1_500)
    expect(existsSync(desk.folder)).toBe(false)
    mkdirSync(desk.folder)
    writeFileSync(path.join(desk.folder, 'desk.db'), '')
    expect(await desk.change()).toEqual({ status: 503, after: '2' })
    rmSync(desk.folder, { recursive: true })
    renameSync(aside, desk.folder)
    expect((await desk.change()).status).toBe(201)
    await until(async () => (await desk.ready()).status === 200)
    await desk.end()
  })

  it('a second server on one SQLite file is refused in words, and takes over once the first is gone', async () => {
    const desk = await aServer()
    const on = {
      desk: { config: { databaseUrl: `sqlite:${path.join(desk.folder, 'desk.db')}`, dataDir: desk.folder } },
    } as never
    await expect(startServer(on)).rejects.toThrow(/another server has .* open/)
    expect((await desk.change()).status).toBe(201)
    // However the first one ended.
    await desk.server.end('SIGKILL')
    await (await startServer(on)).end('SIGTERM')
    rmSync(desk.folder, { recursive: true })
  })

  it('a server with another’s key for the log is refused in words, before it serves what it could not seal', async () => {
    const { house, keep } = await openHouse()
    await house.signIn('helpdesk')
    await sealAudit(house.desk, withoutPause)
    const { folder, drop } = await keep()
    const { databaseUrl, dataDir } = house.desk.config
    const key = path.join(folder, 'audit-signing.key')
    const own = readFileSync(key)
    writeFileSync(key, `${randomBytes(32).toString('base64')}`)
    const on = { desk: { config: { databaseUrl, dataDir } } } as never
    await expect(startServer(on)).rejects.toThrow(/AUDIT_SIGNING_KEY: is not the key the audit log/)
    writeFileSync(key, own)
    await (await startServer(on)).end('SIGTERM')
    await drop()
  })

  it('logs that find no room are dropped, and stop nothing', async () => {
    const { house, stop } = await openHouse()
    const { databaseUrl, dataDir } = house.desk.config
    const port = await freePort()
    const full = openSync('/dev/full', 'w')
    const server = spawn(process.execPath, ['api/server.ts'], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', full, full],
    })
    const asked = () =>
      fetch(`http://localhost:${port}/readyz`).then(
        ({ status }) => status,
        () => 0,
      )
    await until(async () => (await asked()) === 200)
    for (let n = 0; n < 20; n++) expect(await asked()).toBe(200)
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    closeSync(full)
    await stop()
  })

  const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && canMount()
  it.skipIf(!mayMount)(
    'a full disk: changes are told to come again, reads go on, and it recovers by itself',
    async () => {
      const place = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-full-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', place])
      try {
        const desk = await aServer(place)
        expect((await desk.change()).status).toBe(201)
        const ballast = path.join(place, 'ballast')
        spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'])
        // Room that SQLite has taken already is used up first.
        await until(async () =>
          (await Promise.all(Array.from({ length: 20 }, desk.change))).some(({ status }) => status === 503),
        )
        await until(async () => (await desk.change()).after === '2')
        expect(await desk.look()).toBe(200)
        await until(async () => (await desk.ready()).code === 'no-writes')
        rmSync(ballast)
        await until(async () => (await desk.change()).status === 201)
        await until(async () => (await desk.ready()).status === 200)
        await desk.server.end('SIGTERM')
      } finally {
        execFileSync('umount', ['-l', place])
        rmSync(place, { recursive: true, force: true })
      }
    },
  )

  const library = process.platform === 'linux' ? faultyWrites() : undefined
  it.skipIf(!library)(
    'a disk that fails: changes are told to come again, reads go on, and it recovers by itself with nothing lost',
    async () => {
      const file = path.join(path.dirname(library!), 'fault')
      const desk = await aServer(undefined, { LD_PRELOAD: library!, FAULT_FILE: file })
      let acknowledged = 0
      const changed = async () => {
        expect((await desk.change()).status).toBe(201)
        acknowledged += 1
      }
      await changed()
      for (const fault of ['write EIO', 'sync EIO', 'write EROFS']) {
        writeFileSync(file, fault)
        for (let n = 0; n < 8; n++)
          expect([fault, await desk.change()]).toEqual([fault, { status: 503, after: '2' }])
        expect([fault, await desk.look()]).toEqual([fault, 200])
        await until(async () => (await desk.ready()).code === 'no-writes')
        rmSync(file)
        await until(async () => (await desk.ready()).status === 200)
        await changed()
      }
      await desk.server.end('SIGTERM')
      const db = new Database(path.join(desk.folder, 'desk.db'))
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(db.prepare('select count(*) from support_case').pluck().get()).toBeGreaterThanOrEqual(
        acknowledged,
      )
      db.close()
      rmSync(desk.folder, { recursive: true })
    },
  )
})

/** What makes writes of a process fail; nothing where there is no compiler for it. */
function faultyWrites(): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-faults-'))
  const source = path.resolve(import.meta.dirname, '../support/failingDisk.c')
  const library = path.join(folder, 'faults.so')
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'])
  return status === 0 ? library : undefined
}

function canMount(): boolean {
  const place = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-mount-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', place])
  if (status === 0) spawnSync('umount', [place])
  rmSync(place, { recursive: true })
  return status === 0
}
