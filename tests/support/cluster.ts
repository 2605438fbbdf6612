import { rmSync } from 'node:fs'
import path from 'node:path'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import type { House } from './harness.ts'
import { aPatient } from './people.ts'
import { type Pooler, startPooler } from './pooler.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'
import {
  archiveIn,
  ask,
  baseBackup,
  folderLike,
  type Switchboard,
  startCopy,
  switchboard,
} from './replica.ts'
import { type ServerProcess, startServer } from './serverProcess.ts'
import { temporaryFolder } from './templates.ts'
import { until } from './until.ts'

export const portOf = (url: string) => Number(new URL(url).port)

/** Servers on one PostgreSQL that archives its log of writes, with a synchronous standby, behind one address. */
export interface Cluster {
  primary: TestPostgres
  standby: TestPostgres
  /** Where the servers find PostgreSQL; it can lead elsewhere. */
  address: Switchboard
  pooler: Pooler
  /** The last of them asks through the pooler. */
  nodes: ServerProcess[]
  /** Starts one again that ended. */
  startNode(n: number): Promise<void>
  /** A copy of the files from before the first case, and the setting that brings it up to what was archived. */
  copy: { folder: string; restore: string }
  /** Until the archive has all that was written so far. */
  archiveAll(): Promise<void>
  configOn(url: string): ReturnType<typeof readConfig>
  /** Asks a node to open a case. @returns its status; nothing where it did not answer in time */
  openCase(node: ServerProcess, key: string, withinMs?: number): Promise<number | undefined>
  stop(): Promise<void>
}

export async function openCluster(count: number): Promise<Cluster> {
  const dataDir = temporaryFolder()
  const home = folderLike('/tmp', 'pg')
  const folders = [dataDir, home]
  const configOn = (url: string, env: object = {}) =>
    readConfig({ DATA_DIR: dataDir, DATABASE_URL: `${url}/postgres`, LOG_LEVEL: 'silent', ...env })

  const primary = await startPostgres(home, ['shared_buffers=32MB', 'wal_keep_size=256MB', 'archive_mode=on'])
  const on = `${primary.url}/postgres`
  const data = path.join(home, 'data')
  // It belongs to whoever the server runs as, which only the server's files tell.
  const archive = folderLike(data, 'wal')
  const { settings, restore } = archiveIn(archive)
  for (const setting of settings.slice(1)) {
    const [name, value] = setting.split(/=(.*)/s)
    await ask(on, `alter system set ${name} = '${value!.replaceAll("'", "''")}'`)
  }
  const desk = createDesk(configOn(primary.url))
  await migrate(desk.db)
  const { id } = await addStaff(systemCtx(desk, 'test', 'test'), {
    email: 'ada@desk.test',
    name: 'Ada Agent',
    role: 'helpdesk',
  })
  await desk.db.write.updateTable('staff').set({ status: 'active' }).where('id', '=', id).execute()
  const patientId = (await aPatient({ desk } as House)).id
  const begun = await transact(desk.db, (trx) => desk.sessions.start(trx, id, 'complete'))
  const Cookie = begun.split(';')[0]!
  await closeDesk(desk)
  await ask(on, 'select pg_reload_conf()')

  const early = await baseBackup(on, data)
  const follower = await baseBackup(on, data)
  folders.push(archive, early, follower)
  const standby = await startCopy(follower, {
    signal: 'standby',
    settings: [`primary_conninfo=host=127.0.0.1 port=${portOf(primary.url)} user=desk`, 'archive_mode=off'],
  })
  // Acknowledged is what the standby has too: without, the last moments before a failover may be lost.
  await ask(on, `alter system set synchronous_standby_names = '*'`)
  await ask(on, 'select pg_reload_conf()')
  const address = await switchboard(portOf(primary.url))
  const pooler = await startPooler(address.port)
  const at = `postgres://desk@127.0.0.1:${address.port}`
  const start = (n: number) =>
    startServer(
      { desk: { config: configOn(at) } } as House,
      n === count - 1 ? { DATABASE_POOL_URL: `postgres://desk@127.0.0.1:${pooler.port}/postgres` } : {},
    )
  const nodes: ServerProcess[] = []
  for (let n = 0; n < count; n++) nodes.push(await start(n))

  return {
    primary,
    standby,
    address,
    pooler,
    nodes,
    async startNode(n) {
      nodes[n] = await start(n)
    },
    copy: { folder: early, restore },
    async archiveAll() {
      const [{ name }] = await ask(on, 'select pg_walfile_name(pg_switch_wal()) as name')
      const last = async () =>
        (await ask(on, 'select last_archived_wal as name from pg_stat_archiver'))[0].name
      await until(async () => ((await last()) ?? '') >= name)
    },
    configOn,
    async openCase(node, key, withinMs = 30_000) {
      try {
        const reply = await fetch(`${node.url}/api/cases`, {
          method: 'POST',
          headers: {
            Cookie,
            Origin: node.url,
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
            'X-Background': '1',
          },
          body: JSON.stringify({ patientId, category: 'cannot-sign-in', channel: 'phone', summary: key }),
          signal: AbortSignal.timeout(withinMs),
        })
        await reply.arrayBuffer()
        return reply.status
      } catch {
        return undefined
      }
    },
    async stop() {
      for (const node of nodes) if (node.process.exitCode === null) await node.end('SIGTERM')
      pooler.stop()
      address.stop()
      await standby.stop()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
