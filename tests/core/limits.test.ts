import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../api/core/access/passwords.ts'
import { comparePassword, countTry } from '../../api/core/access/passwordTry.ts'
import {
  countAttempt,
  giveBackOne,
  type Limit,
  refuseWhileBlocked,
  spend,
} from '../../api/core/access/throttle.ts'
import { systemCtx } from '../../api/core/context.ts'
import { type Trx, transact } from '../../api/core/db/transact.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'

const house = houseForTests()
const ctx = () => systemCtx(house.desk, 'test', 'test')
const within = <T>(work: (trx: Trx) => Promise<T>) => transact(house.desk.db, work)

describe('a budget of so many a day', () => {
  it('gives no more than those in any 24 hours, however they are spread, and all of them again a day later', async () => {
    house.stopClock()
    const budget = { key: 'spread', most: 5, minutes: 1440 }
    const given: number[] = []
    const begun = house.desk.clock().getTime()
    // Half hourly at first, then all that is left late, and on into the next days.
    for (let n = 0; n < 300; n++) {
      if (await within((trx) => spend(trx, ctx(), budget))) given.push(house.desk.clock().getTime() - begun)
      house.later(n % 7 < 3 ? 1800 : 700)
    }
    const day = 86_400_000
    const most = Math.max(...given.map((from) => given.filter((at) => at >= from && at < from + day).length))
    expect(most).toBe(5)
    house.later(day / 1000)
    const again = []
    for (let n = 0; n < 7; n++) again.push(await within((trx) => spend(trx, ctx(), budget)))
    expect(again).toEqual([...Array(5).fill(true), false, false])
  })

  it('gives no more than those to forty who ask at once', async () => {
    const budget = { key: 'at once', most: 5, minutes: 1440 }
    const given = await Promise.all(
      Array.from({ length: 40 }, () => within((trx) => spend(trx, ctx(), budget))),
    )
    expect(given.filter(Boolean).length).toBe(5)
  })
})

describe('an attempt that was right', () => {
  it('is given back with the wait that counting it began', async () => {
    const limit: Limit = { key: 'shared', free: 2, forgets: 15 }
    const attempt = () => within((trx) => countAttempt(trx, ctx(), [limit]))
    for (let n = 0; n < 2; n++) expect(await attempt()).toBe(0)
    await within(async (trx) => {
      expect(await countAttempt(trx, ctx(), [limit])).toBe(0)
      await giveBackOne(trx, ctx(), limit)
    })
    await refuseWhileBlocked(ctx(), [limit])
    // What failed before stays counted: the next one that fails begins a wait.
    expect(await attempt()).toBe(0)
    await expect(refuseWhileBlocked(ctx(), [limit])).rejects.toMatchObject({ status: 429 })
  })
})

describe('a try that has to wait', () => {
  const blocked = async (limit: Limit) => {
    for (let n = 0; n <= limit.free; n++) await within((trx) => countAttempt(trx, ctx(), [limit]))
  }

  it('is compared with no hash: a right password and a wrong one are refused alike, before either is looked at', async () => {
    const own: Limit = { key: 'own, blocked', free: 1, forgets: 15 }
    const hash = await hashPassword(goodPassword)
    expect(await comparePassword(ctx(), { own }, hash, goodPassword)).toMatchObject({ right: true })
    await blocked(own)
    for (const password of [goodPassword, 'wrong'])
      await expect(comparePassword(ctx(), { own }, hash, password)).rejects.toMatchObject({ status: 429 })
  })

  it('for the network it comes from uses up nothing of whoever is tried', async () => {
    const shared: Limit = { key: 'network', free: 1, forgets: 1 }
    const own: Limit = { key: 'own, tried by a stranger', free: 3, forgets: 15 }
    await blocked(shared)
    const counted = async () =>
      (await house.rows('throttle')).sort((a, b) => (a.key_hash < b.key_hash ? -1 : 1))
    const before = await counted()
    for (let n = 0; n < 5; n++)
      expect(await within((trx) => countTry(trx, ctx(), { own, shared: [shared] }))).toBeGreaterThan(0)
    expect(await counted()).toEqual(before)
  })
})
