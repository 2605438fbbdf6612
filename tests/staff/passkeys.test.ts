import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { myAccount, secondFactorWanted, signedIn } from '../../api/staff/schema.ts'
import { cookieOf, goodPassword, houseForTests, itOnce } from '../support/harness.ts'
import {
  type Algorithm,
  aDevice,
  added,
  asking,
  beginWith,
  halfway,
  storedPasskey,
} from '../support/passkeys.ts'
import { must, refused } from '../support/people.ts'
import { bothFactors, type Enrolled, enrolled } from '../support/signInByHand.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'

const house = houseForTests()

/** Somebody signed in with a code of this moment. */
async function signedInAs(who: Enrolled) {
  const Cookie = cookieOf(await bothFactors(house, who))
  house.later(30)
  return asking(house.withCookie(Cookie))
}
async function atDesk(email: string) {
  const who = await enrolled(house, email)
  return { who, here: await signedInAs(who) }
}
const mailsTo = async ({ email }: Enrolled) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter(({ to }) => to === email).map(({ subject }) => subject)
}
const staleSince = (who: Enrolled) => provedMinutesAgo(house, 60, who.id)
const firstFactor = async (who: Enrolled) =>
  must(
    await house.call('POST', '/api/session', { email: who.email, password: goodPassword }),
    secondFactorWanted,
  )

describe('a passkey', () => {
  it.each<Algorithm>(['ES256', 'EdDSA', 'RS256'])(
    'of %s signs in after the password, is listed with when it was used, and leaves nothing of itself in the log',
    async (algorithm) => {
      const { who, here } = await atDesk(`${algorithm.toLowerCase()}@desk.test`)
      expect((await firstFactor(who)).hasPasskey).toBe(false)
      const device = aDevice(algorithm)
      await added(here, device, '  The key on my ring ')
      expect((await firstFactor(who)).hasPasskey).toBe(true)
      const half = await halfway(house, who)
      const proved = await half.prove(device.get(await half.asked()))
      expect(must(proved, signedIn)).toMatchObject({ staff: { id: who.id }, hasPasskey: true })
      const session = house.withCookie(cookieOf(proved))
      const { passkeys } = must(await session.get('/api/me'), myAccount)
      expect(passkeys).toMatchObject([{ name: 'The key on my ring', lastUsedAt: expect.any(String) }])
      const events = (await house.audit()).filter(({ actorId }) => actorId === who.id)
      expect(events.at(-1)).toMatchObject({
        action: 'staff.signed-in',
        outcome: 'success',
        detail: { method: 'passkey', renewed: false },
      })
      expect(JSON.stringify(events)).not.toMatch(new RegExp(`${device.id}|on my ring`))
      expect(await mailsTo(who)).toContain('A passkey was added to your staff account')
    },
  )

  itOnce('that counts nothing signs in again and again', async () => {
    const { who, here } = await atDesk('uncounted@desk.test')
    const device = aDevice('ES256', false)
    await added(here, device)
    for (let n = 0; n < 2; n++) {
      const half = await halfway(house, who)
      must(await half.prove(device.get(await half.asked())), signedIn)
    }
  })

  itOnce(
    'proves anew who sits here wherever a fresh factor is wanted, and the eight hours go on',
    async () => {
      const { who, here } = await atDesk('fresh@desk.test')
      const device = aDevice()
      await added(here, device)
      await staleSince(who)
      const stale = await here.post('/api/me/recovery-codes')
      expect([stale.status, stale.body.missing?.[0]?.code]).toEqual([403, 'fresh-sign-in'])
      expect(stale.body.missing[0].message).toContain('passkey')
      const since = (await house.rows('staff_session')).find(
        ({ staff_id }) => staff_id === who.id,
      )!.created_at
      const renewed = await here.prove(device.get(await here.asked()))
      must(renewed, signedIn)
      must(await house.withCookie(cookieOf(renewed)).post('/api/me/recovery-codes'))
      const mine = (await house.rows('staff_session')).filter(({ staff_id }) => staff_id === who.id)
      expect(mine.map(({ created_at }) => created_at)).toContain(since)
    },
  )

  itOnce('is added and removed by a fresh factor only', async () => {
    const { who, here } = await atDesk('stale@desk.test')
    const device = aDevice()
    const { options } = await beginWith(here)
    const id = await storedPasskey(house, who.id)
    await staleSince(who)
    const replies = [
      await here.post('/api/me/passkeys/begin', { name: 'Mine' }),
      await here.post('/api/me/passkeys', { name: 'Mine', credential: device.create(options) }),
      await here.delete(`/api/me/passkeys/${id}`),
    ]
    expect(replies.map(({ status, body }) => [status, body.missing?.[0]?.code])).toEqual(
      Array(3).fill([403, 'fresh-sign-in']),
    )
    expect(must(await here.get('/api/me'), myAccount).passkeys).toHaveLength(1)
  })

  itOnce('has a name of one line that steers nothing, and no more than ten have one', async () => {
    const { who, here } = await atDesk('names@desk.test')
    for (const name of ['', '   ', 'two\nlines', 'a\tb', 'bell\u0007', 'turn\u202Eed', 'x'.repeat(61)]) {
      const reply = await here.post('/api/me/passkeys/begin', { name })
      expect([name, refused(reply, 422).errors?.name]).toEqual([name, expect.any(String)])
    }
    const { options } = await beginWith(here)
    for (let n = 0; n < 10; n++) await storedPasskey(house, who.id)
    const full = await here.post('/api/me/passkeys/begin', { name: 'Eleventh' })
    expect(refused(full, 409).code).toBe('passkeys-full')
    const body = { name: 'Eleventh', credential: aDevice().create(options) }
    expect(refused(await here.post('/api/me/passkeys', body), 409).code).toBe('passkeys-full')
  })

  it('is made once on a device: the browser is told which there are', async () => {
    const { here } = await atDesk('twice@desk.test')
    const device = aDevice()
    await added(here, device)
    const { options } = await beginWith(here)
    expect(options.excludeCredentials).toEqual([
      { id: device.id, type: 'public-key', transports: ['internal'] },
    ])
    const again = await here.post('/api/me/passkeys', { name: 'Again', credential: device.create(options) })
    expect(refused(again, 409).code).toBe('passkey-known')
  })

  itOnce('that is removed opens nothing, all other sessions end, and its owner is told', async () => {
    const { who, here } = await atDesk('removed@desk.test')
    const device = aDevice()
    const id = await added(here, device)
    const elsewhere = await signedInAs(who)
    const half = await halfway(house, who)
    const signed = device.get(await half.asked())
    must(await here.delete(`/api/me/passkeys/${id}`))
    expect((await half.prove(signed)).status).toBe(401)
    expect((await elsewhere.get('/api/session')).status).toBe(401)
    expect((await here.get('/api/session')).status).toBe(200)
    const none = await (await halfway(house, who)).post('/api/session/passkey')
    expect(refused(none, 409).code).toBe('no-passkey')
    expect(await mailsTo(who)).toContain('A passkey was removed from your staff account')
  })

  itOnce('is kept where it is the last factor of somebody without an authenticator app', async () => {
    const { who, here } = await atDesk('last@desk.test')
    const [first, second] = [await added(here, aDevice()), await added(here, aDevice())]
    await house.desk.db.write
      .updateTable('staff')
      .set({ totp_secret: null })
      .where('id', '=', who.id)
      .execute()
    must(await here.delete(`/api/me/passkeys/${first}`))
    expect(refused(await here.delete(`/api/me/passkeys/${second}`), 409).code).toBe('last-factor')
  })

  it('is void once a new enrollment link is given out, and so is one that is added until it is used', async () => {
    const { who, here } = await atDesk('renewed@desk.test')
    const device = aDevice()
    await added(here, device)
    const half = await halfway(house, who)
    const signed = device.get(await half.asked())
    const given = { email: who.email, name: 'Test Person', role: who.role }
    const { link } = await addStaff(systemCtx(house.desk, 'test', 'test'), given, true)
    expect((await half.prove(signed)).status).toBe(401)
    expect(await mailsTo(who)).toContain('Your passkeys no longer work')
    await added(here, aDevice())
    const path = `/api/enrolment/${link.split('token=')[1]}`
    const { totp } = must(await house.call('POST', path, { password: goodPassword }))
    const code = generateSync({
      secret: totp.secret,
      epoch: Math.floor(house.desk.clock().getTime() / 1000),
    })
    must(await house.call('POST', `${path}/confirm`, { code }))
    expect((await house.rows('staff_passkey')).filter(({ staff_id }) => staff_id === who.id)).toEqual([])
  })
})
