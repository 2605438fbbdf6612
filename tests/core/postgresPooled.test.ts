import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { readConfig } from '../../api/core/config.ts'
import type { Desk } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { engine, houseForTests, origin } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { type Pooler, startPooler } from '../support/pooler.ts'

const house = houseForTests()

describe.runIf(engine === 'postgres')('behind a pooler that gives each transaction another session', () => {
  let pooler: Pooler
  let desk: Desk
  let poolUrl: string
  beforeAll(async () => {
    const url = new URL(house.desk.config.databaseUrl)
    pooler = await startPooler(Number(url.port))
    url.port = String(pooler.port)
    poolUrl = url.href
    const { databaseUrl, dataDir } = house.desk.config
    desk = createDesk(
      readConfig({
        DATABASE_URL: databaseUrl,
        DATABASE_POOL_URL: poolUrl,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'silent',
      }),
      house.desk.clock,
      true,
    )
  })
  afterAll(async () => {
    await closeDesk(desk)
    pooler.stop()
  })

  /** What stands in each of the sessions that the pooler has, seen through it. */
  async function leftInSessions() {
    const client = new pg.Client(poolUrl)
    await client.connect()
    const left = new Map<number, object>()
    for (let n = 0; n < pooler.sessions * 3; n++) {
      const { rows } = await client.query(`select pg_backend_pid() as pid,
        (select count(*) from pg_prepared_statements)::int as plans,
        (select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory')::int as locks,
        (select count(*) from pg_listening_channels())::int as channels,
        (select count(*) from pg_class where relpersistence = 't' and relnamespace = pg_my_temp_schema())::int as tables,
        (select array_agg(name) from pg_settings where source = 'session') as settings`)
      const { pid, ...what } = rows[0]
      left.set(pid, what)
    }
    await client.end()
    return left
  }

  it('people work at the desk, and nothing of theirs stays in a session', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    const app = createApp(desk)
    const ask = async (method: string, at: string, body?: object) => {
      const headers = { Cookie: begun.split(';')[0]!, Origin: origin, 'Content-Type': 'application/json' }
      const reply = await app.request(origin + at, { method, headers, body: body && JSON.stringify(body) })
      return [reply.status, await reply.text()]
    }
    const work = [
      () =>
        ask('POST', '/api/patients/search', { filter: { q: `${patient.familyName} ${patient.birthDate}` } }),
      () => ask('GET', `/api/patients/${patient.id}`),
      () =>
        ask('POST', '/api/cases', {
          patientId: patient.id,
          category: 'cannot-sign-in',
          channel: 'phone',
          summary: 'cannot get in',
        }),
    ]
    for (let round = 0; round < 2; round++) {
      const [replies] = await Promise.all([
        Promise.all(work.flatMap((one) => [one(), one(), one()])),
        sealAudit(desk, withoutPause),
        sealAudit(house.desk, withoutPause),
      ])
      for (const [status, said] of replies) expect([200, 201], said as string).toContain(status)
    }
    await sealAudit(desk, withoutPause)
    expect(await verifyAudit(desk, { index: true })).toMatchObject({ ok: true, pending: 0 })
    const left = await leftInSessions()
    expect(left.size).toBe(pooler.sessions)
    for (const what of left.values())
      expect(what).toEqual({ plans: 0, locks: 0, channels: 0, tables: 0, settings: null })
  })

  it('each transaction has the limits of one that serves, and takes them with it', async () => {
    const limits = async (on: Desk['db']['read']) =>
      (
        await sql<{ limits: string }>`select concat_ws(' ', current_setting('statement_timeout'),
          current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),
          current_setting('jit')) as limits`.execute(on)
      ).rows[0]!.limits
    for (let n = 0; n < pooler.sessions; n++) {
      expect(await transact(desk.db, limits)).toBe('10s 5s 15s off')
      expect(await limits(desk.db.read)).not.toContain('10s')
    }
  })
})
