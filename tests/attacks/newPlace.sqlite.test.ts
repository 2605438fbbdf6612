import { beforeAll, describe, expect, it } from 'vitest'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { type Enrolled, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
beforeAll(() => {
  // Behind a proxy, which says where each request comes from.
  Object.assign(house.desk.config, { trustProxy: true })
})

/** A browser somewhere: what it was given before it sends along. */
function browser(from: string, language = 'en') {
  const cookies = new Map<string, string>()
  const post = async (path: string, body: object) => {
    const reply = await house.app.request(`${origin}${path}`, {
      method: 'POST',
      headers: {
        Origin: origin,
        'Content-Type': 'application/json',
        'X-Forwarded-For': at.from,
        'Accept-Language': language,
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify(body),
    })
    for (const set of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      cookies.set(name!, value!)
    }
    return reply.status
  }
  const at = {
    from,
    async signIn(who: Enrolled) {
      expect(await post('/api/session', { email: who.email, password: goodPassword })).toBe(200)
      expect(await post('/api/session/second-factor', { code: who.code() })).toBe(200)
      house.later(30)
    },
  }
  return at
}
const mailsTo = async ({ email }: Enrolled) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter(({ to }) => to === email)
}

describe('whoever signs in as somebody with all they need', () => {
  it('is told of to the owner, with when, from where and what to do; their own first sign-in and their usual places are not', async () => {
    const who = await enrolled(house, 'owner@desk.test')
    const desk = browser('198.51.100.7')
    await desk.signIn(who)
    await desk.signIn(who)
    expect(await mailsTo(who)).toEqual([])
    await browser('203.0.113.66').signIn(who)
    const [mail, ...more] = await mailsTo(who)
    expect(more).toEqual([])
    expect(mail!.subject).toBe('New sign-in to your staff account')
    expect(mail!.text).toContain('Network address: 203.0.113.66')
    expect(mail!.text).toContain(String(house.desk.clock().getUTCFullYear()))
    expect(mail!.text).toMatch(/end your other sessions[\s\S]*call your security team[\s\S]*#\/me/)
  })

  it('is told of from the owner’s network on another device, and on their device from another network', async () => {
    const who = await enrolled(house, 'either@desk.test')
    const desk = browser('198.51.100.7')
    await desk.signIn(who)
    await browser('198.51.100.7').signIn(who)
    expect(await mailsTo(who)).toHaveLength(1)
    desk.from = '203.0.113.9'
    await desk.signIn(who)
    expect(await mailsTo(who)).toHaveLength(2)
    await desk.signIn(who)
    expect(await mailsTo(who)).toHaveLength(2)
  })

  it('does not choose the language the owner is told in', async () => {
    const who = await enrolled(house, 'idioma@desk.test')
    await browser('198.51.100.7', 'es').signIn(who)
    await browser('203.0.113.66', 'en').signIn(who)
    await browser('203.0.113.67', 'en').signIn(who)
    expect((await mailsTo(who)).map(({ subject }) => subject)).toEqual(
      Array(2).fill('Nuevo inicio de sesión en su cuenta del personal'),
    )
  })

  it('is told of again from a network that nobody came from for as long as the policy says', async () => {
    const who = await enrolled(house, 'long-ago@desk.test')
    await savePolicy(house.desk.db.write, { deviceDays: 2 }, staffPolicy)
    const desk = browser('198.51.100.7')
    await desk.signIn(who)
    house.later(3 * 86_400)
    await desk.signIn(who)
    expect(await mailsTo(who)).toHaveLength(1)
    await savePolicy(house.desk.db.write, { deviceDays: 180 }, staffPolicy)
  })

  it('from within the owner’s household is not told of by each of its IPv6 addresses', async () => {
    const who = await enrolled(house, 'household@desk.test')
    const desk = browser('2001:db8:1:2::7')
    await desk.signIn(who)
    desk.from = '2001:db8:1:2:aaaa::9'
    await desk.signIn(who)
    expect(await mailsTo(who)).toEqual([])
  })

  it('is not told of where colleagues share a browser: it stays the device of each of them', async () => {
    const shared = browser('198.51.100.7')
    const all = [await enrolled(house, 'early@desk.test'), await enrolled(house, 'late@desk.test')]
    for (const who of [...all, ...all, ...all]) await shared.signIn(who)
    expect(await Promise.all(all.map(mailsTo))).toEqual([[], []])
    await browser('198.51.100.7').signIn(all[0]!)
    expect(await mailsTo(all[0]!)).toHaveLength(1)
  })
})
