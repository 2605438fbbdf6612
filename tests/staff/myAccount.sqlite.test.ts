import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { myAccount, recoveryCodes } from '../../api/staff/schema.ts'
import { cookieOf, goodPassword, houseForTests } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'
import { bothFactors, type Enrolled, enrolled } from '../support/signInByHand.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'

const house = houseForTests()
const newPassword = 'velvet harbor lantern 52 quince'

/** Another sign-in of somebody; each uses up a code. */
async function signedIn(who: Enrolled) {
  const Cookie = cookieOf(await bothFactors(house, who))
  house.later(30)
  const one = house.withCookie(Cookie)
  return { ...one, alive: async () => (await one.get('/api/session')).status === 200 }
}
const mailTo = async ({ email }: Enrolled, subject: string) => {
  await deliverMail(house.desk)
  return house.mailbox.next((mail) => mail.to === email && mail.subject === subject)
}
const withPassword = (who: Enrolled, password: string) =>
  house.call('POST', '/api/session', { email: who.email, password })

describe('one’s own password', () => {
  it('is changed with the old one: all other sessions end, the old one opens nothing, and its owner is told', async () => {
    const who = await enrolled(house, 'change@desk.test')
    const [here, elsewhere] = [await signedIn(who), await signedIn(who)]
    const halfway = cookieOf(await withPassword(who, goodPassword))
    must(await here.post('/api/me/password', { oldPassword: goodPassword, newPassword }))
    expect([await here.alive(), await elsewhere.alive()]).toEqual([true, false])
    const code = { code: who.code() }
    expect((await house.withCookie(halfway).post('/api/session/second-factor', code)).status).toBe(401)
    expect((await withPassword(who, goodPassword)).status).toBe(401)
    expect((await withPassword(who, newPassword)).status).toBe(200)
    const { text } = await mailTo(who, 'Your staff password was changed')
    expect(text).toContain('call your security team')
    const event = (await house.audit('staff.password-changed')).at(-1)
    expect(event).toMatchObject({ actorId: who.id, objectId: who.id, fields: ['password'] })
    expect(JSON.stringify(event)).not.toMatch(/velvet|horse/)
  })

  it('is changed once by a request that comes ten times at once, and its owner is not kept out by the others', async () => {
    const who = await enrolled(house, 'ten-times@desk.test')
    const here = await signedIn(who)
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        here.post('/api/me/password', { oldPassword: goodPassword, newPassword }),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
    expect((await withPassword(who, newPassword)).status).toBe(200)
  })

  it('is kept where the old one is wrong, and guesses count with those at the sign-in', async () => {
    const who = await enrolled(house, 'guess@desk.test')
    const here = await signedIn(who)
    const guess = (oldPassword: string) => here.post('/api/me/password', { oldPassword, newPassword })
    const wrong = await guess('not my password')
    expect(refused(wrong, 422).errors?.oldPassword).toBe('is not your password')
    for (let n = 0; n < 5; n++) await guess(`guess ${n}`)
    expect((await guess(goodPassword)).status).toBe(429)
    house.later(3600)
    expect((await withPassword(who, newPassword)).status).toBe(401)
    expect((await withPassword(who, goodPassword)).status).toBe(200)
    expect(house.mailbox.mails.filter(({ to }) => to === who.email)).toEqual([])
  })

  it('is compared with nothing where the second factor is stale: such a guess would count nowhere', async () => {
    const who = await enrolled(house, 'stale@desk.test')
    const here = await signedIn(who)
    const guess = (oldPassword: string) =>
      here.post('/api/me/password', { oldPassword, newPassword }, { 'Idempotency-Key': randomUUID() })
    for (let n = 0; n < 6; n++) await guess(`guess ${n}`)
    expect(refused(await guess(goodPassword), 429).title).toBeTruthy()
    await provedMinutesAgo(house, 60, who.id)
    const stale = await guess(goodPassword)
    expect([stale.status, stale.body.missing?.[0]?.code]).toEqual([403, 'fresh-sign-in'])
  })

  it('keeps to the rule of all passwords, and is another one', async () => {
    const who = await enrolled(house, 'the.rule.of.all@desk.test')
    const here = await signedIn(who)
    for (const weak of ['zq7vkx-mw2tj', 'password1234567', 'the.rule.of.all', goodPassword]) {
      const reply = await here.post('/api/me/password', { oldPassword: goodPassword, newPassword: weak })
      expect([weak, refused(reply, 422).errors?.newPassword]).toEqual([weak, expect.any(String)])
    }
  })
})

describe('one’s own recovery codes', () => {
  it('are shown once, the old ones are void, and their owner is told', async () => {
    const who = await enrolled(house, 'codes@desk.test')
    const here = await signedIn(who)
    const { recoveryCodes: codes } = must(await here.post('/api/me/recovery-codes'), recoveryCodes)
    expect(new Set([...codes, ...who.recoveryCodes]).size).toBe(20)
    expect(JSON.stringify(await house.rows('staff_recovery_code'))).not.toContain(codes[0])
    expect((await bothFactors(house, who, who.recoveryCodes[0])).status).toBe(401)
    expect((await bothFactors(house, who, codes[0])).status).toBe(200)
    await mailTo(who, 'Your recovery codes were replaced')
  })
})

describe('one’s own sessions', () => {
  it('are listed without anything that opens them; one ends alone, the others at once, the one in use by signing out', async () => {
    const who = await enrolled(house, 'sessions@desk.test')
    const [here, second, third] = [await signedIn(who), await signedIn(who), await signedIn(who)]
    const mine = async () => must(await here.get('/api/me'), myAccount).sessions
    const sessions = await mine()
    expect(sessions.map(({ current }) => current)).toEqual([true, false, false])
    const hashes = (await house.rows('staff_session')).map(({ id_hash }) => id_hash)
    for (const hash of hashes) expect(JSON.stringify(sessions)).not.toContain(hash)
    const newest = (await second.get('/api/me')).body.sessions[0].id
    must(await here.delete(`/api/me/sessions/${newest}`))
    expect([await here.alive(), await second.alive(), await third.alive()]).toEqual([true, false, true])
    expect(refused(await here.delete(`/api/me/sessions/${sessions[0]!.id}`), 409).code).toBe('this-session')
    must(await here.delete('/api/me/sessions'))
    expect([await here.alive(), await third.alive()]).toEqual([true, false])
    expect(await mine()).toHaveLength(1)
  })

  it('are one’s own: nobody ends, or sees, another’s', async () => {
    const [who, other] = [await enrolled(house, 'mine@desk.test'), await enrolled(house, 'theirs@desk.test')]
    const [mine, theirs] = [await signedIn(who), await signedIn(other)]
    const { id } = must(await theirs.get('/api/me'), myAccount).sessions[0]!
    expect((await mine.delete(`/api/me/sessions/${id}`)).status).toBe(404)
    must(await mine.delete('/api/me/sessions'))
    expect(await theirs.alive()).toBe(true)
    expect(must(await mine.get('/api/me'), myAccount).sessions).toHaveLength(1)
  })

  it('that were left idle are over, and are not shown', async () => {
    const who = await enrolled(house, 'idle@desk.test')
    await signedIn(who)
    house.later(16 * 60)
    const here = await signedIn(who)
    expect(must(await here.get('/api/me'), myAccount).sessions).toHaveLength(1)
  })
})
