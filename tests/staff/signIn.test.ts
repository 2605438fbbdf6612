import { describe, expect, it } from 'vitest'
import { accessPolicy } from '../../api/core/access/policy.ts'
import { systemCtx } from '../../api/core/context.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { totpSecret } from '../../api/staff/schema.ts'
import { withoutLog } from '../acts/stage.ts'
import { cookieOf, goodPassword, houseForTests } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
const tally = (replies: { status: number }[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))
const password = (email: string, secret = goodPassword) =>
  house.call('POST', '/api/session', { email, password: secret })
const times = <T>(n: number, work: (i: number) => T) =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)))
const limits = () => house.rows('throttle')

describe('sent at once', () => {
  it('wrong passwords are answered as often as one after the other, each with its record', async () => {
    const who = await enrolled(house, 'guessed@desk.test')
    const wrong = async () =>
      (await house.audit('staff.password-checked')).filter(
        (event) => event.objectId === who.id && event.outcome === 'failure',
      ).length
    const replies = await times(20, (i) => password(who.email, `guess ${i}`))
    expect(tally(replies)).toEqual({ 401: 6, 429: 14 })
    expect(await wrong()).toBeGreaterThanOrEqual(6)
    expect((await password(who.email)).status).toBe(429)
    house.later(3600)
    expect((await password(who.email)).status).toBe(200)
  })
})

describe('a wrong code', () => {
  it('is recorded as theirs, counted, and after six even the right one waits', async () => {
    const who = await enrolled(house, 'codes@desk.test')
    const Cookie = cookieOf(await password(who.email))
    const prove = (code: string) => house.call('POST', '/api/session/second-factor', { code }, { Cookie })
    for (let i = 0; i < 6; i++) expect((await prove('000000')).status).toBe(401)
    const refused = await prove(who.code())
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect((await house.audit('staff.signed-in')).at(-1)).toMatchObject({
      outcome: 'failure',
      actorId: who.id,
      detail: { method: 'none', renewed: false },
    })
  })

  it('is refused in the language of whoever types it', async () => {
    const who = await enrolled(house, 'idioma@desk.test')
    const Cookie = cookieOf(await password(who.email))
    const reply = await house.call(
      'POST',
      '/api/session/second-factor',
      { code: '000000' },
      { Cookie, 'Accept-Language': 'es' },
    )
    expect(reply.body).toMatchObject({ code: 'wrong-code', message: expect.stringContaining('El código') })
  })
})

describe('what cannot be recorded', () => {
  it('begins no session and counts no attempt', async () => {
    const who = await enrolled(house, 'norecord@desk.test')
    const Cookie = cookieOf(await password(who.email))
    const before = [await house.rows('staff_session'), await limits(), await house.rows('staff')]
    await withoutLog(house, async () => {
      expect((await password(who.email)).status).toBe(500)
      const second = { code: who.code() }
      expect((await house.call('POST', '/api/session/second-factor', second, { Cookie })).status).toBe(500)
    })
    expect([await house.rows('staff_session'), await limits(), await house.rows('staff')]).toEqual(before)
  })

  it('sets no password aside: the first half of an enrolment is in the log', async () => {
    const ctx = systemCtx(house.desk, 'test', 'test')
    const { id, link } = await addStaff(ctx, { email: 'half@desk.test', name: 'Half Done', role: 'manager' })
    const token = link.split('token=')[1]!
    const choose = () => house.call('POST', `/api/enrolment/${token}`, { password: goodPassword })
    expect((await withoutLog(house, choose)).status).toBe(500)
    const mine = async () => (await house.rows('staff_enrolment')).find((row) => row.staff_id === id)!
    expect(await mine()).toMatchObject({ password_hash: null, totp_secret: null })
    must(await choose(), totpSecret)
    expect((await house.audit('staff.password-chosen')).at(-1)).toMatchObject({
      objectId: id,
      actorType: 'anonymous',
      fields: ['password', 'secondFactor'],
    })
    expect((await house.call('POST', `/api/enrolment/${token}/confirm`, { code: '000000' })).status).toBe(422)
    expect((await house.audit('staff.enrolled')).at(-1)).toMatchObject({ objectId: id, outcome: 'failure' })
  })
})

describe('limits of guessing', () => {
  it('are the policy’s: how many are free, how long the first wait is, how long a second factor may take', async () => {
    const who = await enrolled(house, 'decided@desk.test')
    const decided = { staffWrongTries: 3, secondFactorMinutes: 2 }
    await savePolicy(house.desk.db.write, decided, staffPolicy)
    await savePolicy(house.desk.db.write, { firstWaitSeconds: 120, passwordCharacters: 30 }, accessPolicy)
    for (let n = 0; n < 4; n++) expect((await password(who.email, 'wrong')).status).toBe(401)
    const refused = await password(who.email)
    expect([refused.status, Number(refused.headers.get('retry-after')) > 100]).toEqual([429, true])
    house.later(3600)
    const Cookie = cookieOf(await password(who.email))
    house.later(121)
    const late = await house.call('POST', '/api/session/second-factor', { code: who.code() }, { Cookie })
    expect(late.status).toBe(401)
    const ctx = systemCtx(house.desk, 'test', 'test')
    const { link } = await addStaff(ctx, { email: 'short@desk.test', name: 'Too Short', role: 'manager' })
    const short = await house.call('POST', `/api/enrolment/${link.split('token=')[1]}`, {
      password: goodPassword,
    })
    expect(short.body.errors.password).toBe('must have at least 30 characters')
    await savePolicy(house.desk.db.write, { staffWrongTries: 5, secondFactorMinutes: 10 }, staffPolicy)
    await savePolicy(house.desk.db.write, { firstWaitSeconds: 30, passwordCharacters: 15 }, accessPolicy)
  })
})

describe('limits of a session', () => {
  it('are the policy’s, also for those who are signed in already', async () => {
    const who = await enrolled(house, 'policy@desk.test')
    const reply = await bothFactors(house, who)
    expect(reply.headers.get('set-cookie')).toMatch(/Max-Age=28800/)
    const Cookie = cookieOf(reply)
    const alive = async () =>
      (await house.call('GET', '/api/session', undefined, { Cookie, 'X-Background': '1' })).status === 200
    house.later(4 * 60)
    expect(await alive()).toBe(true)
    await savePolicy(house.desk.db.write, { staffIdleMinutes: 3 }, staffPolicy)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await alive()).toBe(false)
    await savePolicy(house.desk.db.write, { staffIdleMinutes: 15, staffSessionHours: 2 }, staffPolicy)
    house.later(3600)
    expect((await bothFactors(house, who)).headers.get('set-cookie')).toMatch(/Max-Age=7200/)
  })
})
