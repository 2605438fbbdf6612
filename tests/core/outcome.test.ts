import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { type KyselyPlugin, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type DeskEnv, systemCtx } from '../../api/core/context.ts'
import { CommitUnknown } from '../../api/core/db/fault.ts'
import { openDb } from '../../api/core/db/open.ts'
import { type Trx, transact } from '../../api/core/db/transact.ts'
import { onError } from '../../api/core/errors.ts'
import { cutAtCommit } from '../support/cutAtCommit.ts'
import { engine, houseForTests } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()

/** Fails the nth statement from now, as storage does, once it was carried out. */
function failingAt(n: number): { plugin: KyselyPlugin; failed: () => boolean } {
  let left = n
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (--left === 0) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' })
      return result
    },
  }
  return { plugin, failed: () => left <= 0 }
}

describe('an answer that storage failed', () => {
  it('says that nothing was changed only where that is so, and a repeat with the same key does it once', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const open = (key: string) =>
      agent.post(
        '/api/cases',
        { patientId: patient.id, category: 'cannot-sign-in', channel: 'phone', summary: key },
        { 'Idempotency-Key': key },
      )
    const stored = async (key: string) =>
      (await house.rows('support_case')).filter((row) => row.summary === key).length
    const { write } = house.desk.db
    const outcomes = new Set<string>()
    for (let n = 1; ; n++) {
      const key = randomUUID()
      const { plugin, failed } = failingAt(n)
      house.desk.db.write = write.withPlugin(plugin)
      const reply = await open(key)
      house.desk.db.write = write
      if (!failed()) break
      const at = `statement ${n}: ${JSON.stringify(reply.body)}`
      // What only keeps house, such as the session's last use, may fail without failing the request.
      if (reply.status !== 201) {
        expect(reply.status, at).toBe(503)
        expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
        outcomes.add(reply.body.outcome)
        if (reply.body.outcome === 'unchanged') expect(await stored(key), at).toBe(0)
        else expect(reply.body.message, at).toMatch(/not known whether.*same Idempotency-Key/)
        if (await stored(key)) expect(reply.body.message, at).not.toMatch(/nothing was changed/i)
      }
      must(await open(key), 201)
      expect(await stored(key), at).toBe(1)
    }
    // An act answers from inside its transaction: before the COMMIT nothing is stored, and after it nothing can fail.
    expect([...outcomes]).toEqual(['unchanged'])
  })

  it('of a mere look makes no claim, and of a change without a key says to look first', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { write } = house.desk.db
    const messages: string[] = []
    const during = async (
      work: () => Promise<{ status: number; body: { message: string; outcome?: string } }>,
    ) => {
      for (let n = 1; ; n++) {
        const { plugin, failed } = failingAt(n)
        house.desk.db.write = write.withPlugin(plugin)
        const { status, body } = await work()
        house.desk.db.write = write
        if (!failed()) return
        if (status === 503) messages.push(`${body.outcome}: ${body.message}`)
      }
    }
    await during(() => agent.get(`/api/patients/${patient.id}`))
    expect(new Set(messages.splice(0))).toEqual(
      new Set(['undefined: The database did not answer. Try again.']),
    )
    await during(() =>
      agent.post('/api/cases', { patientId: patient.id, category: 'other', channel: 'phone', summary: 'x' }),
    )
    expect(new Set(messages)).toEqual(
      new Set(['unchanged: The database did not answer. Nothing was changed; try again.']),
    )
  })

  it.each([
    [undefined, 'Look whether it was done before you send it again.'],
    [{ key: 'a-key-of-a-form', request: '' }, 'Send it again with the same Idempotency-Key'],
  ])(
    'of a COMMIT whose answer never came says that it is not known, and what to do (key: %o)',
    async (idempotency, words) => {
      const app = new Hono<DeskEnv>()
      app.onError(onError)
      app.post('/', (c) => {
        c.set('ctx', { ...systemCtx(house.desk, 'test', 'test'), idempotency })
        throw new CommitUnknown(new Error('gone'))
      })
      const reply = await app.request('/', { method: 'POST' })
      expect(reply.status).toBe(503)
      expect(await reply.json()).toMatchObject({
        outcome: 'unknown',
        message: expect.stringContaining(words),
      })
    },
  )
})

describe.runIf(engine === 'postgres')('a COMMIT', () => {
  it('whose answer never came is not known to have failed, and the process lives on', async () => {
    const cut = await cutAtCommit(house.desk.config.databaseUrl)
    const db = openDb(cut.url)
    const insert = (trx: Trx) => trx.insertInto('setting').values({ name: 'cut', value: '1' }).execute()
    await expect(transact(db, insert)).rejects.toThrow(CommitUnknown)
    expect((await house.rows('setting')).map((row) => row.name)).toContain('cut')
    await db.close()
    cut.stop()
  })

  it('that the server refused changed nothing, and the error says why', async () => {
    await sql`create table deferred (id integer unique deferrable initially deferred)`.execute(
      house.owner.write,
    )
    const twice = (trx: Trx) => sql`insert into deferred values (1), (1)`.execute(trx)
    await expect(transact(house.owner, twice)).rejects.toMatchObject({ code: '23505' })
  })
})
