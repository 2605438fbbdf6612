import { describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { watchClock } from '../../api/core/db/clocks.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { deleteExpired } from '../../api/jobs.ts'
import { engine, houseForTests } from '../support/harness.ts'

const house = houseForTests()
const minute = 60_000

describe.runIf(engine === 'postgres')('a node whose clock is not the database’s', () => {
  it('says so, and neither ends a session of the others nor moves it', async () => {
    const person = await house.signIn('helpdesk')
    const cookie = (
      await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, person.id, 'complete'))
    ).split(';')[0]!
    await watchClock(house.desk)
    expect(house.desk.clocks).toMatchObject({ isOff: false })
    expect((await house.call('GET', '/readyz')).body).not.toHaveProperty('clockAheadSeconds')
    let shift = 24 * 60 * minute
    const other = createDesk(house.desk.config, () => new Date(Date.now() + shift))
    try {
      await watchClock(other)
      const app = createApp(other)
      const seen = async () =>
        (await app.request('http://localhost:8080/api/session', { headers: { Cookie: cookie } })).status
      const said = async () =>
        (await (await app.request('http://localhost:8080/readyz')).json()).clockAheadSeconds
      expect(await said()).toBeCloseTo(86_400, -2)
      expect(await seen()).toBe(401)
      await deleteExpired(other)
      // Ahead by less than makes a session old: it is answered, and not moved to where others would take it for none.
      shift = 5 * minute
      await watchClock(other)
      expect(await seen()).toBe(200)
      expect((await house.withCookie(cookie).get('/api/session')).status).toBe(200)
      shift = 0
      await watchClock(other)
      expect([other.clocks.isOff, await said()]).toEqual([false, undefined])
    } finally {
      await closeDesk(other)
    }
  })
})

describe.runIf(engine === 'sqlite')('a server of its own', () => {
  it('has one clock, and compares it with none', async () => {
    await watchClock(house.desk)
    expect(house.desk.clocks).toEqual({ isOff: false })
  })
})
