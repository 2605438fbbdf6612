import { describe, expect, it } from 'vitest'
import { networkOf } from '../../api/core/access/throttle.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()

const check = (email: string, password: string, headers: Record<string, string> = {}) =>
  house.call('POST', '/api/session', { email, password }, headers)

describe('a stranger who wants to shut somebody out', () => {
  it('cannot where that person signed in before: their device has a budget of its own', async () => {
    const who = await enrolled(house, 'owner@desk.test')
    const cookies = (await bothFactors(house, who)).headers.getSetCookie()
    const device = cookies.find((cookie) => cookie.startsWith('__Host-device='))!.split(';')[0]!
    for (let n = 0; n < 7; n++) await check(who.email, 'wrong')
    expect((await check(who.email, goodPassword)).status).toBe(429)
    expect((await check(who.email, goodPassword, { Cookie: device })).status).toBe(200)
    // A device opens nothing, and one of somebody else’s, or one that was altered, is none.
    expect((await check(who.email, 'wrong', { Cookie: device })).status).toBe(401)
    const other = await enrolled(house, 'other@desk.test')
    for (let n = 0; n < 7; n++) await check(other.email, 'wrong')
    for (const Cookie of [device, `${device.slice(0, -1)}A`])
      expect((await check(other.email, goodPassword, { Cookie })).status).toBe(429)
  })

  it('cannot borrow a device for longer than it is known, whatever the browser keeps', async () => {
    const who = await enrolled(house, 'long-kept@desk.test')
    const deviceFrom = async () =>
      (await bothFactors(house, who)).headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('__Host-device='))!
        .split(';')[0]!
    const Cookie = await deviceFrom()
    const known = async (cookie: string) => {
      for (let n = 0; n < 7; n++) await check(who.email, 'wrong')
      return (await check(who.email, goodPassword, { Cookie: cookie })).status === 200
    }
    house.later(179 * 86_400)
    expect(await known(Cookie)).toBe(true)
    house.later(2 * 86_400)
    expect(await known(Cookie)).toBe(false)
    // A later day that nobody proved is none, nor is one whose proof says no day.
    const [device, issued, proof] = Cookie.split('=')[1]!.split('.')
    expect(await known(`__Host-device=${device}.${Number(issued) + 86_400}.${proof}`)).toBe(false)
    const dateless = house.desk.keys.mac('device', `${who.id}:${device}`)
    expect(await known(`__Host-device=${device}.${dateless}`)).toBe(false)
    // A shorter time holds for those that were issued, too.
    house.later(86_400)
    const other = await deviceFrom()
    house.later(8 * 86_400)
    expect(await known(other)).toBe(true)
    await house.owner.write.insertInto('setting').values({ name: 'deviceDays', value: '7' }).execute()
    expect(await known(other)).toBe(false)
    await house.owner.write.deleteFrom('setting').where('name', '=', 'deviceDays').execute()
  }, 60_000)

  it('cannot by one try an hour: what failed is forgotten faster', async () => {
    const who = await enrolled(house, 'hourly@desk.test')
    for (let n = 0; n < 20; n++) await check(who.email, 'wrong')
    house.later(2 * 3600)
    for (let hour = 0; hour < 5; hour++) {
      await check(who.email, 'wrong')
      expect((await check(who.email, goodPassword)).status).toBe(200)
      house.later(3600)
    }
  })

  it('uses up nobody’s budget once their own address has to wait', async () => {
    const who = await enrolled(house, 'elsewhere@desk.test')
    await house.desk.db.write.deleteFrom('throttle').execute()
    for (let n = 0; n < 70; n++) await check(`made-up-${n}@desk.test`, 'wrong')
    const before = (await house.rows('throttle')).length
    for (let n = 0; n < 10; n++) expect((await check(who.email, 'wrong')).status).toBe(429)
    expect((await house.rows('throttle')).length).toBe(before)
  }, 120_000)
})

describe('a network', () => {
  it('is an address of IPv4, or the 64 bits that one household has', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9')
    const all = ['2001:db8:0:1::1', '2001:DB8::1:0:0:0:2', '2001:0db8:0000:0001:ffff:ffff:ffff:ffff']
    expect(new Set(all.map(networkOf))).toEqual(new Set(['2001:db8:0:1::/64']))
    expect(networkOf('2001:db8:0:2::1')).toBe('2001:db8:0:2::/64')
    expect([networkOf(null), networkOf('::1')]).toEqual(['null', '0:0:0:0::/64'])
  })
})
