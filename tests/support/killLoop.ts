import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { sql } from 'kysely'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { transact } from '../../api/core/db/transact.ts'
import { type House, openHouse } from './harness.ts'
import { aPatient } from './people.ts'
import { type ServerProcess, startServer } from './serverProcess.ts'

/** What became of it all: the last four are what must be nothing. */
export interface Counts {
  kills: number
  killedWhileStarting: number
  acknowledged: number
  /** Requests that a kill left without an answer, sent again with the same key. */
  repeated: number
  /** From its start until it says where it is, in milliseconds: the middle one, that of 95 of 100, and the longest. */
  startMs: { p50: number; p95: number; most: number }
  lost: number
  doubled: number
  unrecorded: number
  faults: string[]
}

const clients = 4
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Kills the server (-9) at random moments, one time in five while it starts, while clients open cases and look at patients; then
 * looks whether all that was acknowledged is there once and in the log, and the log and the database are sound.
 */
export async function killLoop(kills: number, onKill: (n: number) => void = () => {}): Promise<Counts> {
  const { house, stop } = await openHouse()
  try {
    return await loop(house, kills, onKill)
  } finally {
    await stop()
  }
}

async function loop(house: House, kills: number, onKill: (n: number) => void): Promise<Counts> {
  const agent = await house.signIn('helpdesk')
  const patients = await Promise.all(Array.from({ length: 40 }, () => aPatient(house)))
  const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
  const cookie = begun.split(';')[0]!
  const counts = { kills: 0, killedWhileStarting: 0, acknowledged: 0, repeated: 0 }
  const acknowledged: string[] = []
  const starts: number[] = []
  let server: ServerProcess | undefined
  let over = false

  /** @returns its status; nothing where it was not answered */
  async function ask(path: string, body: object, key: string): Promise<number | undefined> {
    try {
      const reply = await fetch(server!.url + path, {
        method: 'POST',
        headers: {
          Cookie: cookie,
          Origin: new URL(server!.url).origin,
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      await reply.arrayBuffer()
      return reply.status
    } catch {
      return undefined
    }
  }

  async function client(n: number): Promise<void> {
    for (let i = n; !over; i += clients) {
      const key = randomUUID()
      const body = {
        patientId: patients[i % patients.length]!.id,
        category: 'cannot-sign-in',
        channel: 'phone',
        summary: key,
      }
      let unanswered = false
      for (;;) {
        const asked = server !== undefined
        const status = asked ? await ask('/api/cases', body, key) : undefined
        if (status === 201) break
        // On a machine with no time for this process a request may come in too late: nothing was begun then.
        if (status !== undefined && ![503, 408].includes(status))
          throw new Error(`a case was answered with ${status}`)
        unanswered ||= asked
        await pause(50)
      }
      if (unanswered) counts.repeated++
      acknowledged.push(key)
    }
  }

  server = await startServer(house)
  const work = Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  work.catch(() => {})
  for (; counts.kills < kills; onKill(++counts.kills)) {
    // At work, however slow the machine: some are answered, and others are under way.
    const enough = acknowledged.length + 1 + Math.floor(Math.random() * 30)
    while (acknowledged.length < enough) await Promise.race([pause(5), work])
    await server.end('SIGKILL')
    server = undefined
    if (Math.random() < 0.2) {
      await killWhileStarting(house)
      counts.killedWhileStarting++
    }
    const began = performance.now()
    server = await startServer(house)
    starts.push(performance.now() - began)
  }
  over = true
  await work
  await server.end('SIGTERM')
  starts.sort((a, b) => a - b)
  const startOf = (share: number) => Math.round(starts[Math.ceil(starts.length * share) - 1]!)
  return {
    ...counts,
    acknowledged: acknowledged.length,
    startMs: { p50: startOf(0.5), p95: startOf(0.95), most: startOf(1) },
    ...(await judge(house, acknowledged)),
  }
}

/** Kills one at some moment of its start, or soon after it. */
async function killWhileStarting(house: House): Promise<void> {
  const seconds = (Math.random() * 1.2).toFixed(2)
  const script = `"${process.execPath}" api/server.ts & p=$!; sleep ${seconds}; kill -9 $p; wait $p`
  await startServer(house, {}, ['sh', '-c', script]).then(
    async ({ process: shell }) => {
      if (shell.exitCode === null) await once(shell, 'exit')
    },
    () => {},
  )
}

async function judge(house: House, acknowledged: readonly string[]) {
  const { db } = house.desk
  await sealAudit(house.desk, withoutPause)
  const stored = await db.read.selectFrom('support_case').select(['id', 'summary']).execute()
  const bySummary = Map.groupBy(stored, ({ summary }) => summary)
  const opened = new Set((await house.audit('case.opened')).map((event) => event.caseId ?? event.objectId))
  const { faults } = await verifyAudit(house.desk, { index: true })
  const sound =
    db.engine === 'sqlite'
      ? (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.write)).rows[0]!
          .integrity_check
      : 'ok'
  return {
    lost: acknowledged.filter((key) => !bySummary.has(key)).length,
    doubled: acknowledged.filter((key) => (bySummary.get(key)?.length ?? 0) > 1).length,
    unrecorded: stored.filter(({ id }) => !opened.has(id)).length,
    faults: [...faults.map(({ kind, message }) => `${kind}: ${message}`), ...(sound === 'ok' ? [] : [sound])],
  }
}
