import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runAct } from '../../api/acts/run.ts'
import { hashToken } from '../../api/core/access/keys.ts'
import { countAttempt } from '../../api/core/access/throttle.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { disableStaff } from '../../api/staff/changeStatus.ts'
import { secondFactorWanted, signedIn, staffMember, totpSecret } from '../../api/staff/schema.ts'
import { cookieOf, goodPassword, houseForTests, itOnce } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
const ctx = () => systemCtx(house.desk, 'test', 'test')

describe('enrolment', () => {
  it('works once, stores no secret readable, and gives ten recovery codes', async () => {
    const who = await enrolled(house, 'once@desk.test')
    expect(who.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(new Set(who.recoveryCodes).size).toBe(10)
    const again = await house.call('POST', `/api/enrolment/${who.token}`, { password: goodPassword })
    expect(again.status).toBe(404)
    const stored = JSON.stringify([
      await house.rows('staff'),
      await house.rows('staff_enrolment'),
      await house.rows('staff_recovery_code'),
    ])
    for (const secret of [goodPassword, who.token, who.recoveryCodes[0]!, /secret=(\w+)/.exec(who.uri)![1]!])
      expect(stored).not.toContain(secret)
  })

  itOnce('refuses passwords that are short, common, repeated or the person’s own name', async () => {
    const { link } = await addStaff(ctx(), {
      email: 'ada.lovelace.byron@desk.test',
      name: 'Ada Lovelace',
      role: 'helpdesk',
    })
    const token = link.split('token=')[1]!
    for (const password of [
      'fourteen chars',
      'password1234567',
      'abcabcabcabcabcabc',
      '1234567890123456789',
      'ada.lovelace.byron',
    ])
      expect([
        password,
        refused(await house.call('POST', `/api/enrolment/${token}`, { password }), 422).errors?.password,
      ]).toEqual([password, expect.any(String)])
  })

  itOnce('is of nobody whose name is more than a line of plain text', async () => {
    for (const name of ['Eve\n=HYPERLINK("http://x")', 'Eve\tTab', 'Eve\u202eevE'])
      await expect(
        addStaff(ctx(), { email: 'plain@desk.test', name, role: 'manager' }),
      ).rejects.toMatchObject({ extra: { errors: { name: expect.anything() } } })
  })

  itOnce('cannot be confirmed with a wrong code, nor after 72 hours', async () => {
    const { link } = await addStaff(ctx(), { email: 'late@desk.test', name: 'Late Person', role: 'manager' })
    const token = link.split('token=')[1]!
    must(await house.call('POST', `/api/enrolment/${token}`, { password: goodPassword }), totpSecret)
    expect((await house.call('POST', `/api/enrolment/${token}/confirm`, { code: '000000' })).status).toBe(422)
    house.later(73 * 3600)
    expect((await house.call('POST', `/api/enrolment/${token}`, { password: goodPassword })).status).toBe(404)
  })
})

describe('sign-in', () => {
  it('needs both factors; the first alone opens nothing', async () => {
    const who = await enrolled(house, 'both@desk.test')
    const first = await house.call('POST', '/api/session', {
      email: who.email.toUpperCase(),
      password: goodPassword,
    })
    expect(must(first, secondFactorWanted)).toEqual({ state: 'second-factor', hasPasskey: false })
    expect((await house.call('GET', '/api/session', undefined, { Cookie: cookieOf(first) })).status).toBe(401)
    const second = await house.call(
      'POST',
      '/api/session/second-factor',
      { code: who.code() },
      { Cookie: cookieOf(first) },
    )
    expect(must(second, signedIn).staff).toMatchObject({ name: 'Test Person', role: 'helpdesk' })
    expect(second.headers.get('set-cookie')).toMatch(/^__Host-session=.+HttpOnly.*; *Secure/i)
    expect(second.headers.get('set-cookie')).toMatch(/SameSite=Strict/i)
    expect(cookieOf(second)).not.toBe(cookieOf(first))
    expect((await house.call('GET', '/api/session', undefined, { Cookie: cookieOf(first) })).status).toBe(401)
    expect((await house.rows('staff_session')).map((s) => s.id_hash)).toContain(
      hashToken(cookieOf(second).split('=')[1]!),
    )
  })

  it('accepts a code once, and a recovery code once', async () => {
    const who = await enrolled(house, 'replay@desk.test')
    const code = who.code()
    expect((await bothFactors(house, who, code)).status).toBe(200)
    expect((await bothFactors(house, who, code)).status).toBe(401)
    expect((await bothFactors(house, who, who.recoveryCodes[3]!.toLowerCase())).status).toBe(200)
    expect((await bothFactors(house, who, who.recoveryCodes[3]!)).status).toBe(401)
  })

  itOnce('says the same to a wrong password and to an unknown address, and slows down guessing', async () => {
    const who = await enrolled(house, 'slow@desk.test')
    const wrong = await house.call('POST', '/api/session', { email: who.email, password: 'wrong' })
    const unknown = await house.call('POST', '/api/session', { email: 'nobody@desk.test', password: 'wrong' })
    expect(refused(wrong, 401).message).toBe(refused(unknown, 401).message)
    for (let i = 0; i < 6; i++)
      await house.call('POST', '/api/session', { email: who.email, password: 'wrong' })
    const blocked = await house.call('POST', '/api/session', { email: who.email, password: goodPassword })
    expect(blocked.status).toBe(429)
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0)
    house.later(3600)
    expect((await bothFactors(house, who)).status).toBe(200)
  })

  it('never keeps out whoever sends the right password, or code, several times at once; wrong ones at once still count', async () => {
    const who = await enrolled(house, 'twice@desk.test')
    const check = (password: string) => house.call('POST', '/api/session', { email: who.email, password })
    const right = await Promise.all(Array.from({ length: 12 }, () => check(goodPassword)))
    expect(right.map((reply) => reply.status)).toEqual(right.map(() => 200))
    const code = who.code()
    const Cookie = cookieOf(right[0]!)
    const codes = await Promise.all(
      Array.from({ length: 12 }, () =>
        house.call('POST', '/api/session/second-factor', { code }, { Cookie }),
      ),
    )
    expect(codes.map((reply) => reply.status).sort()).toEqual([200, ...Array(11).fill(401)])
    house.later(60)
    expect((await bothFactors(house, who)).status).toBe(200)
    await Promise.all(Array.from({ length: 12 }, () => check('wrong')))
    expect((await check(goodPassword)).status).toBe(429)
  })

  itOnce('whoever signs in rightly leaves no wait behind for others at the same address', async () => {
    const who = await enrolled(house, 'neighbour@desk.test')
    await house.desk.db.write.deleteFrom('throttle').execute()
    // What slips of many people leave behind, without the time their passwords would take.
    const limit = { key: 'staff-from:null', free: 60, forgets: 1 }
    const slip = () => transact(house.desk.db, (trx) => countAttempt(trx, ctx(), [limit]))
    for (let n = 0; n < 58; n++) expect(await slip()).toBe(0)
    for (let n = 0; n < 3; n++) expect((await bothFactors(house, who, who.recoveryCodes[n])).status).toBe(200)
    for (let n = 0; n < 3; n++) await slip()
    expect(await slip()).toBeGreaterThan(0)
    await house.desk.db.write.deleteFrom('throttle').execute()
  })

  itOnce(
    'ends after 15 idle minutes, after 8 hours in all, and polling in the background does not prolong it',
    async () => {
      const who = await enrolled(house, 'idle@desk.test')
      const Cookie = cookieOf(await bothFactors(house, who))
      const alive = async (headers = {}) =>
        (await house.call('GET', '/api/session', undefined, { Cookie, ...headers })).status === 200
      for (let minutes = 0; minutes < 30; minutes += 10) {
        house.later(600)
        expect(await alive()).toBe(true)
      }
      house.later(600)
      expect(await alive({ 'X-Background': '1' })).toBe(true)
      house.later(360)
      expect(await alive()).toBe(false)

      const second = cookieOf(await bothFactors(house, who))
      let reached = 0
      while (
        reached < 9 * 60 &&
        (await house.call('GET', '/api/session', undefined, { Cookie: second })).status === 200
      ) {
        house.later(600)
        reached += 10
      }
      expect(reached).toBe(8 * 60)
    },
  )

  it('survives malformed cookies, and disabling someone ends their sessions at once', async () => {
    const who = await enrolled(house, 'gone@desk.test')
    const Cookie = cookieOf(await bothFactors(house, who))
    expect((await house.call('GET', '/api/session', undefined, { Cookie: `x=%zz; ${Cookie}` })).status).toBe(
      401,
    )
    expect((await house.call('GET', '/api/session', undefined, { Cookie })).status).toBe(200)
    await runAct(disableStaff, ctx(), { id: who.id, reason: 'left-the-hospital', version: 2 })
    expect((await house.call('GET', '/api/session', undefined, { Cookie })).status).toBe(401)
    house.later(60)
    expect(
      (await house.call('POST', '/api/session', { email: who.email, password: goodPassword })).status,
    ).toBe(401)
  })
})

describe('staff accounts', () => {
  it('are changed by administrators with a fresh second factor, never stale, never their own', async () => {
    const admin = await house.signIn('administrator')
    const other = await enrolled(house, 'other@desk.test')
    const list = must(
      await admin.get(`/api/staff?filter=${encodeURIComponent(JSON.stringify({ q: 'other@' }))}`),
      z.array(staffMember),
    )
    const { version } = list[0]!
    expect(list[0]).toMatchObject({ id: other.id, status: 'active' })
    expect(JSON.stringify(list)).not.toContain('hash')
    const disable = (id: string, body: object) => admin.post(`/api/staff/${id}/disable`, body)
    const reason = 'left-the-hospital'
    expect((await disable(other.id, { reason, version: version - 1 })).status).toBe(409)
    expect((await disable(admin.id, { reason, version: 2 })).status).toBe(422)
    expect(refused(await disable(other.id, { version }), 422).errors).toHaveProperty('reason')
    must(await disable(other.id, { reason, version }), staffMember)
    expect((await house.audit('staff.disabled')).at(-1)).toMatchObject({
      objectId: other.id,
      purpose: reason,
    })
    house.later(301)
    const stale = await admin.post(`/api/staff/${other.id}/enable`, { version: version + 1 })
    expect(refused(stale, 403).missing).toMatchObject([{ code: 'fresh-sign-in' }])
  })
})
