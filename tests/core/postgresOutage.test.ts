import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { engine, type House } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { type ServerProcess, startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Told {
  key: string
  status: number
  outcome?: string
  message?: string
  retryAfter: string | null
}

describe.runIf(engine === 'postgres')('a PostgreSQL that goes away', () => {
  let postgres: TestPostgres
  let server: ServerProcess
  let cookie: string
  let patientId: string
  const folder = temporaryFolder()

  beforeAll(async () => {
    postgres = await startPostgres()
    const env = { DATA_DIR: folder, DATABASE_URL: `${postgres.url}/postgres` }
    const desk = createDesk(readConfig(env))
    await migrate(desk.db)
    const { id } = await addStaff(systemCtx(desk, 'test', 'test'), {
      email: 'ada@desk.test',
      name: 'Ada Agent',
      role: 'helpdesk',
    })
    await desk.db.write.updateTable('staff').set({ status: 'active' }).where('id', '=', id).execute()
    patientId = (await aPatient({ desk } as House)).id
    const begun = await transact(desk.db, (trx) => desk.sessions.start(trx, id, 'complete'))
    cookie = begun.split(';')[0]!
    await closeDesk(desk)
    server = await startServer({ desk } as House)
  })
  afterAll(async () => {
    await server?.end('SIGTERM')
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const post = async (path: string, body: unknown, key: string): Promise<Told> => {
    const reply = await fetch(server.url + path, {
      method: 'POST',
      headers: {
        Cookie: cookie,
        Origin: server.url,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        'X-Background': '1',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    const answer = (await reply.json()) as { outcome?: string; message?: string }
    return {
      key,
      status: reply.status,
      outcome: answer.outcome,
      message: answer.message,
      retryAfter: reply.headers.get('retry-after'),
    }
  }
  const openCase = (key: string) =>
    post('/api/cases', { patientId, category: 'cannot-sign-in', channel: 'phone', summary: key }, key)
  const ready = () => fetch(`${server.url}/readyz`)

  /** Cases are opened by many at once while the work runs; each is told of once, and asked again once it is over. */
  async function underLoad(work: () => Promise<void>): Promise<Told[]> {
    let over = false
    const told: Told[] = []
    const clients = Array.from({ length: 10 }, async () => {
      while (!over) {
        const answer = await openCase(randomUUID())
        told.push(answer)
        // Sooner than Retry-After says; at once, the clients would take the whole machine for being refused.
        if (answer.status === 503) await pause(100)
      }
    })
    await pause(300)
    await work()
    over = true
    await Promise.all(clients)
    return told
  }

  async function casesBySummary(): Promise<Map<string, number>> {
    const client = new pg.Client(`${postgres.url}/postgres`)
    await client.connect()
    const { rows } = await client.query(
      'select summary, count(*)::int as n from support_case group by summary',
    )
    await client.end()
    return new Map(rows.map((row) => [row.summary, row.n]))
  }

  /** Each answer was true, and what was not answered well is done once when it is repeated with its key. */
  async function holdToTheirWord(told: Told[]): Promise<void> {
    const stored = await casesBySummary()
    for (const answer of told) {
      const { key, status, outcome, message, retryAfter } = answer
      expect([201, 503], JSON.stringify(answer)).toContain(status)
      if (status === 201) {
        expect(stored.get(key)).toBe(1)
        continue
      }
      expect(Number(retryAfter)).toBeGreaterThan(0)
      if (outcome === 'unchanged')
        expect([message, stored.has(key)]).toEqual([expect.stringContaining('Nothing was changed'), false])
      else {
        expect(outcome).toBe('unknown')
        expect(message).toMatch(/not known whether.*same Idempotency-Key/)
        expect(message).not.toMatch(/nothing was changed/i)
      }
    }
    const refused = told.filter((answer) => answer.status !== 201)
    for (const { key } of refused) expect((await openCase(key)).status).toBe(201)
    const after = await casesBySummary()
    for (const { key } of told) expect(after.get(key)).toBe(1)
  }

  it('taking its sessions along under load ends no process; every answer is true and can be repeated', async () => {
    const killer = new pg.Client(`${postgres.url}/postgres`)
    await killer.connect()
    const told = await underLoad(async () => {
      for (let round = 0; round < 8; round++) {
        await killer.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
        )
        await pause(150)
      }
    })
    await killer.end()
    expect(server.process.exitCode).toBeNull()
    expect(told.some((answer) => answer.status === 503)).toBe(true)
    await holdToTheirWord(told)
  }, 120_000)

  it.each(['SIGINT', 'SIGQUIT'] as const)(
    'and comes back, stopped by %s under load, finds the server alive: 503 meanwhile, and answers once it is there',
    async (signal) => {
      const untilAnswered = async () => {
        let refused = 0
        while ((await ready()).status !== 200 || (await openCase(randomUUID())).status !== 201) refused++
        return refused
      }
      let refusedAfter = Number.POSITIVE_INFINITY
      const told = await underLoad(async () => {
        await untilAnswered()
        const restarted = postgres.restart(signal, 700)
        await pause(500)
        const meanwhile = await ready()
        expect([meanwhile.status, meanwhile.headers.get('retry-after')]).toEqual([503, '2'])
        await restarted
        refusedAfter = await untilAnswered()
      })
      expect(server.process.exitCode).toBeNull()
      expect(told.some((answer) => answer.status === 503)).toBe(true)
      // The first that is asked may still meet the connection that went away.
      expect(refusedAfter).toBeLessThanOrEqual(1)
      await holdToTheirWord(told)
    },
    120_000,
  )

  it('without a word, hung, holds no request for longer than its limits, and readiness for two seconds', async () => {
    // The sessions are children of the postmaster; Linux alone tells so in /proc.
    const family = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => {
        try {
          return (
            pid === postgres.pid ||
            readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1] === String(postgres.pid)
          )
        } catch {
          return false
        }
      })
    await openCase(randomUUID())
    for (const pid of family) process.kill(pid, 'SIGSTOP')
    const since = performance.now()
    const [readiness, told] = await Promise.all([
      ready().then((reply) => [reply.status, performance.now() - since] as const),
      Promise.all(Array.from({ length: 30 }, () => openCase(randomUUID()))),
    ])
    const took = performance.now() - since
    for (const pid of family)
      try {
        process.kill(pid, 'SIGCONT')
      } catch {
        // One that was ending when it was stopped is gone once the postmaster, woken first, has seen it.
      }
    expect(readiness[0]).toBe(503)
    expect(readiness[1]).toBeLessThan(4_000)
    expect(new Set(told.map((answer) => answer.status))).toEqual(new Set([503]))
    expect(took).toBeLessThan(20_000)
    await pause(1_000)
    await holdToTheirWord(told)
  }, 120_000)
})
