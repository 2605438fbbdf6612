import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginEpoch } from '../../api/audit/seal/beginEpoch.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { lead } from '../../api/core/jobs/lead.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { type Cluster, openCluster, portOf } from '../support/cluster.ts'
import { engine } from '../support/harness.ts'
import { ask, startCopy } from '../support/replica.ts'
import type { ServerProcess } from '../support/serverProcess.ts'
import { until } from '../support/until.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Three servers, two of PostgreSQL and a pooler, for a few minutes: `npm run test:failover`. */
const wanted = engine === 'postgres' && process.env.FAILOVER !== undefined

describe.runIf(wanted)('three nodes on a primary with its standby, its archive and a pooler', () => {
  let cluster: Cluster
  /** Cases that the archive holds, from before and after a moment that it is asked for. */
  let archived: string[]
  let afterwards: string[]
  beforeAll(async () => {
    cluster = await openCluster(3)
  }, 180_000)
  afterAll(() => cluster?.stop(), 60_000)

  const acknowledged: string[] = []
  let repeated = 0
  /** Every answer but 201, by its status; 0 is none in time. */
  const refusals = new Map<number, number>()

  /** Opens a case at a node, and where that does not answer well, with the same key at the next, until one does. */
  async function persist(first: number, isOver: () => boolean): Promise<void> {
    const key = randomUUID()
    for (let n = first; ; n++) {
      const status = (await cluster.openCase(cluster.nodes[n % 3]!, key, 3_000)) ?? 0
      if (status === 201) break
      refusals.set(status, (refusals.get(status) ?? 0) + 1)
      if (n === first) repeated++
      if (isOver()) return
      await pause(100)
    }
    acknowledged.push(key)
  }

  async function underLoad(work: () => Promise<void>): Promise<void> {
    let over = false
    const clients = Array.from({ length: 6 }, async (_, n) => {
      for (let i = n; !over; i++) await persist(i, () => over)
    })
    await moreAcknowledged(30)
    await work()
    await moreAcknowledged(30)
    over = true
    await Promise.all(clients)
  }

  const moreAcknowledged = (count: number) => {
    const enough = acknowledged.length + count
    return until(async () => acknowledged.length >= enough)
  }
  const backOn = async (node: ServerProcess, since = performance.now()) => {
    await until(async () => (await cluster.openCase(node, randomUUID(), 3_000)) === 201)
    return Math.round(performance.now() - since)
  }
  const pendingSeconds = async (node: ServerProcess) =>
    (await (await fetch(`${node.url}/readyz`)).json()).oldestPendingSeconds as number

  /**
   * One that seals is held within its transaction, and keeps the lead until PostgreSQL ends what is idle there.
   * @returns how long the oldest event then had waited for the others to go on
   */
  async function worstBehindPausedLeader(): Promise<number> {
    const paused = createDesk(cluster.configOn(cluster.primary.url), undefined, true)
    let leads = false
    const held = transact(paused.db, async (trx) => {
      while (!(await lead(paused.db, trx, 'audit-seal'))) await pause(1)
      leads = true
      await pause(25_000)
    })
    const ended = expect(held).rejects.toThrow()
    await until(async () => leads)
    let worst = 0
    for (const until = performance.now() + 22_000; performance.now() < until; await pause(500))
      worst = Math.max(worst, await pendingSeconds(cluster.nodes[0]!))
    await ended
    await closeDesk(paused)
    expect(worst).toBeGreaterThan(5)
    expect(worst).toBeLessThan(19)
    return worst
  }

  /** What became of all that was acknowledged, and whether the log is sound. */
  async function judge(url: string) {
    const rows = await ask(`${url}/postgres`, 'select id, summary from support_case')
    const opened = await ask(
      `${url}/postgres`,
      `select distinct body::jsonb ->> 'caseId' as id from audit_event where body like '%"action":"case.opened"%'`,
    )
    const ids = new Set(opened.map((row) => row.id))
    const stored = Map.groupBy(rows, (row) => row.summary as string)
    const desk = createDesk(cluster.configOn(url))
    const { faults } = await verifyAudit(desk, { index: true })
    await closeDesk(desk)
    return {
      lost: acknowledged.filter((key) => !stored.has(key)).length,
      doubled: [...stored.values()].filter((all) => all.length > 1).length,
      unrecorded: rows.filter(({ id }) => !ids.has(id)).length,
      faults: faults.map(({ kind, message }) => `${kind}: ${message}`),
    }
  }
  const nothingWrong = { lost: 0, doubled: 0, unrecorded: 0, faults: [] }
  const figures: Record<string, unknown> = {}

  it('nodes that are killed, stopped in order or paused take nothing along, and stop nobody else’s sealing', async () => {
    await underLoad(async () => {
      const [first, second, third] = cluster.nodes as [ServerProcess, ServerProcess, ServerProcess]
      await first.end('SIGKILL')
      await moreAcknowledged(30)
      await cluster.startNode(0)
      expect((await second.end('SIGTERM')).code).toBe(0)
      await moreAcknowledged(30)
      await cluster.startNode(1)
      // One after the other is held at some moment of what it does, as a machine that is frozen.
      for (const node of [cluster.nodes[0]!, cluster.nodes[1]!, third]) {
        node.process.kill('SIGSTOP')
        await pause(4_000)
        node.process.kill('SIGCONT')
      }
      figures.leaderPausedSeconds = await worstBehindPausedLeader()
    })
    await until(async () => (await pendingSeconds(cluster.nodes[0]!)) === 0)
    expect(await judge(cluster.primary.url)).toEqual(nothingWrong)
  }, 300_000)

  it('fails over under load: every node lives, and nothing acknowledged is lost, doubled or without its record', async () => {
    await underLoad(async () => {
      archived = [...acknowledged]
      await ask(`${cluster.primary.url}/postgres`, `select pg_create_restore_point('noon')`)
      // Those under way at that moment may be of before it.
      await moreAcknowledged(12)
      const { length } = acknowledged
      await moreAcknowledged(12)
      afterwards = acknowledged.slice(length)
      await cluster.archiveAll()
      process.kill(cluster.primary.pid, 'SIGKILL')
      await until(async () => (refusals.get(503) ?? 0) > 0)
      // Reached before it leads, the standby reads and takes no writes.
      const { address, standby, nodes } = cluster
      address.to(portOf(standby.url))
      const told = acknowledged.length
      await pause(2_000)
      expect(acknowledged.length).toBe(told)
      await ask(`${standby.url}/postgres`, `select pg_promote(true, 60)`)
      const led = performance.now()
      figures.backMs = await Promise.all(nodes.map((node) => backOn(node, led)))
    })
    for (const node of cluster.nodes) expect(node.process.exitCode).toBeNull()
    await until(async () => (await pendingSeconds(cluster.nodes[0]!)) === 0)
    const judged = await judge(cluster.standby.url)
    console.log(
      JSON.stringify({
        pooler: cluster.pooler.kind,
        acknowledged: acknowledged.length,
        repeated,
        refusals: Object.fromEntries(refusals),
        ...figures,
        ...judged,
      }),
    )
    expect(judged).toEqual(nothingWrong)
    expect([...refusals.keys()].filter((status) => ![0, 503].includes(status))).toEqual([])
  }, 240_000)

  it('is brought back to a moment from a copy of its files and the archive, with all from before and nothing after, and its log goes on', async () => {
    const { folder, restore } = cluster.copy
    const restored = await startCopy(folder, {
      signal: 'recovery',
      settings: [
        restore,
        'recovery_target_timeline=current',
        'recovery_target_name=noon',
        'recovery_target_action=promote',
      ],
    })
    try {
      const on = `${restored.url}/postgres`
      await until(async () => !(await ask(on, 'select pg_is_in_recovery() as is'))[0].is)
      // The copy is from before the first case: all of these came by the archive.
      const stored = (await ask(on, 'select summary from support_case')).map((row) => row.summary)
      for (const key of archived) expect(stored.filter((one) => one === key)).toHaveLength(1)
      expect(stored.filter((one) => afterwards.includes(one))).toEqual([])
      const desk = createDesk(cluster.configOn(restored.url))
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
