import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { holdAlone } from '../../api/core/db/holdAlone.ts'
import { openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { temporaryFolder } from '../support/templates.ts'
import { until } from '../support/until.ts'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.useRealTimers())
const turn = () => new Promise((resolve) => setImmediate(resolve))
const hold = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
}

it('a job that writes step after step leaves the lock to a server in between', async () => {
  const url = `sqlite:${path.join(folder, 'shared.db')}`
  const leave = (await holdAlone(url, 'server'))!
  const [server, job] = [openDb(url, true), openDb(url)]
  await sql`create table counted (n integer)`.execute(job.write)
  let isAnswered = false
  let steps = 0
  const working = (async () => {
    for (; !isAnswered && steps < 200; steps++)
      await transact(job, async (trx) => {
        await sql`insert into counted values (${steps})`.execute(trx)
        hold(10)
        await turn()
      })
  })()
  while (steps === 0) await turn()
  await transact(server, (trx) => sql`insert into counted values (-1)`.execute(trx))
  isAnswered = true
  await working
  expect(steps).toBeLessThan(150)
  await server.close()
  await job.close()
  await leave()
})

it('a server whose file another holds for writing reads on, refuses who waited long, and is back at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  const file = path.join(folder, 'held.db')
  const server = openDb(`sqlite:${file}`, true)
  await sql`create table counted (n integer)`.execute(server.write)
  const other = new Database(file)
  other.exec('begin immediate')
  const write = (n: number) => transact(server, (trx) => sql`insert into counted values (${n})`.execute(trx))
  const outcomes: unknown[] = []
  const began = performance.now()
  for (let n = 0; n < 30; n++)
    write(n).catch((error) => {
      outcomes.push(error.code)
    })
  while (outcomes.length < 30) {
    await turn()
    expect((await sql`select * from counted`.execute(server.read)).rows).toEqual([])
    vi.advanceTimersByTime(50)
  }
  expect(outcomes).toEqual(Array(30).fill('SQLITE_BUSY'))
  // Ten seconds for all of them, not for each of those who waited for each other.
  expect(performance.now() - began).toBeLessThan(20_000)
  vi.useRealTimers()
  other.close()
  await write(31)
  await server.close()
})

it('the log of writes that a server had to let grow beside a long reader is small again once that has ended', async () => {
  const file = path.join(folder, 'long.db')
  const [server, reader] = [openDb(`sqlite:${file}`, true), openDb(`sqlite:${file}`)]
  const walMb = () => statSync(`${file}-wal`).size / 2 ** 20
  await sql`create table held (text text)`.execute(server.write)
  const reading = Promise.withResolvers<void>()
  const held = reader.read.transaction().execute(async (trx) => {
    await sql`select * from held`.execute(trx)
    await reading.promise
  })
  for (let n = 0; n < 20; n++)
    await sql`insert into held values (hex(zeroblob(${2 ** 20})))`.execute(server.write)
  expect(walMb()).toBeGreaterThan(20)
  reading.resolve()
  await held
  await until(async () => walMb() < 1)
  await server.close()
  await reader.close()
})
