import { describe, expect, it } from 'vitest'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { cookieOf, houseForTests, itOnce } from '../support/harness.ts'
import { aDevice, added, asking, beginWith, halfway, type Otherwise } from '../support/passkeys.ts'
import { refused } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()

/** Somebody with a passkey on their device, signed in. */
async function owner(email: string) {
  const who = await enrolled(house, email)
  const here = asking(house.withCookie(cookieOf(await bothFactors(house, who))))
  house.later(30)
  const device = aDevice()
  const id = await added(here, device)
  return { who, here, device, id }
}
const tally = (replies: { status: number }[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))
const alive = async (cookie: string) => (await house.withCookie(cookie).get('/api/session')).status === 200
const refusal = async (attempt: Promise<Awaited<ReturnType<typeof house.call>>>) =>
  refused(await attempt, 401).code

describe('whoever knows the password and wants the passkey’s part', () => {
  itOnce('replays what was signed for another sign-in, in vain: also in the same session', async () => {
    const { who, device } = await owner('replay@desk.test')
    const half = await halfway(house, who)
    const signed = device.get(await half.asked())
    const thief = await halfway(house, who)
    const proved = await half.prove(signed)
    expect(proved.status).toBe(200)
    expect(await refusal(thief.prove(signed))).toBe('wrong-passkey')
    const inside = asking(house.withCookie(cookieOf(proved)))
    expect(await refusal(inside.prove(signed))).toBe('wrong-passkey')
    expect(await refusal(half.prove(signed))).toBe('password-first')
  })

  itOnce(
    'tries an answer a second time after a wrong one: a challenge is used up whatever comes of it',
    async () => {
      const { who, device } = await owner('once@desk.test')
      const half = await halfway(house, who)
      const options = await half.asked()
      const signed = device.get(options)
      expect(await refusal(half.prove({ ...signed, signature: device.get(options).signature }))).toBe(
        'wrong-passkey',
      )
      expect(await refusal(half.prove(signed))).toBe('wrong-passkey')
    },
  )

  itOnce('has a colleague’s own passkey answer, for the colleague’s id and for the owner’s', async () => {
    const { who, device } = await owner('victim@desk.test')
    const thief = await owner('colleague@desk.test')
    const half = await halfway(house, who)
    expect(await refusal(half.prove(thief.device.get(await half.asked())))).toBe('wrong-passkey')
    const forged = { ...thief.device.get(await half.asked()), id: device.id }
    expect(await refusal(half.prove(forged))).toBe('wrong-passkey')
  })

  itOnce(
    'brings an answer to another session’s challenge, an older one, or one that was for adding a passkey',
    async () => {
      const { who, here, device } = await owner('session@desk.test')
      const [mine, other] = [await halfway(house, who), await halfway(house, who)]
      const elsewhere = device.get(await other.asked())
      await mine.asked()
      expect(await refusal(mine.prove(elsewhere))).toBe('wrong-passkey')
      const older = device.get(await mine.asked())
      await mine.asked()
      expect(await refusal(mine.prove(older))).toBe('wrong-passkey')
      const { challenge } = (await beginWith(here)).options
      const asked = await here.asked()
      await beginWith(here)
      expect(await refusal(here.prove(device.get({ ...asked, challenge })))).toBe('wrong-passkey')
      const { options } = await beginWith(here)
      const forAdding = device.get({ ...asked, challenge: options.challenge })
      expect(await refusal(here.prove(forAdding))).toBe('wrong-passkey')
      expect(await refusal(here.prove(device.get({ ...asked, challenge: 'bWFkZSB1cCBieSBteXNlbGY' })))).toBe(
        'wrong-passkey',
      )
    },
  )

  it('comes too late, by as long as the policy says', async () => {
    const { who, device } = await owner('late@desk.test')
    await savePolicy(house.desk.db.write, { passkeyMinutes: 2 }, staffPolicy)
    const half = await halfway(house, who)
    const options = await half.asked()
    expect(options.timeout).toBe(120_000)
    const signed = device.get(options)
    house.later(121)
    expect(await refusal(half.prove(signed))).toBe('wrong-passkey')
    await savePolicy(house.desk.db.write, { passkeyMinutes: 5 }, staffPolicy)
  })

  itOnce.each<[string, Otherwise]>([
    ['a page that looks like ours', { origin: 'http://localhost.evil.test:8080' }],
    ['our name at another port', { origin: 'http://localhost:9999' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['a device that did not verify its user', { verified: false }],
    ['a device nobody touched', { present: false }],
    ['an answer that was for making one', { type: 'webauthn.create' }],
  ])('brings what was signed by %s', async (_, otherwise) => {
    const { who, device } = await owner(`${crypto.randomUUID()}@desk.test`)
    const half = await halfway(house, who)
    expect(await refusal(half.prove(device.get(await half.asked(), otherwise)))).toBe('wrong-passkey')
    expect((await half.prove(device.get(await half.asked()))).status).toBe(200)
  })

  itOnce(
    'copied it: a counter that does not go on is refused, recorded, and its owner told; the true one goes on',
    async () => {
      const { who, device } = await owner('copied@desk.test')
      const first = await halfway(house, who)
      expect((await first.prove(device.get(await first.asked(), { counter: 40 }))).status).toBe(200)
      for (const counter of [40, 39, 0]) {
        const half = await halfway(house, who)
        expect(await refusal(half.prove(device.get(await half.asked(), { counter })))).toBe('wrong-passkey')
        expect((await house.audit('staff.signed-in')).at(-1)).toMatchObject({
          actorId: who.id,
          outcome: 'failure',
          detail: { method: 'none', reason: 'counter-went-back' },
        })
      }
      await deliverMail(house.desk)
      const told = house.mailbox.mails.filter(
        ({ to, subject }) => to === who.email && /refused/.test(subject),
      )
      expect(told).toHaveLength(3)
      expect(told[0]!.text).toMatch(/Remove that passkey[\s\S]*call your security team/)
      const last = await halfway(house, who)
      expect((await last.prove(device.get(await last.asked(), { counter: 41 }))).status).toBe(200)
    },
  )

  itOnce('cannot claim a copy without the key: a false signature tells nobody anything', async () => {
    const { who, device } = await owner('uncopied@desk.test')
    const half = await halfway(house, who)
    const options = await half.asked()
    const forged = { ...device.get(options, { counter: 0 }), signature: device.get(options).signature }
    expect(await refusal(half.prove(forged))).toBe('wrong-passkey')
    await deliverMail(house.desk)
    expect(
      house.mailbox.mails.filter(({ to, subject }) => to === who.email && /refused/.test(subject)),
    ).toEqual([])
  })

  itOnce('answers with one that was removed after it was asked for', async () => {
    const { who, here, device, id } = await owner('gone@desk.test')
    await added(here, aDevice(), 'Another')
    const before = await halfway(house, who)
    const signed = device.get(await before.asked())
    expect((await here.delete(`/api/me/passkeys/${id}`)).status).toBe(200)
    expect(await refusal(before.prove(signed))).toBe('password-first')
    const after = await halfway(house, who)
    expect(await refusal(after.prove(device.get(await after.asked())))).toBe('wrong-passkey')
  })

  it('sends one answer forty times at once: one session comes of it', async () => {
    const { who, device } = await owner('forty@desk.test')
    const half = await halfway(house, who)
    const signed = device.get(await half.asked())
    const replies = await Promise.all(Array.from({ length: 40 }, () => half.prove(signed)))
    expect(tally(replies)).toEqual({ 200: 1, 401: 39 })
    const sessions = (await house.rows('staff_session')).filter(({ staff_id }) => staff_id === who.id)
    // The one it was added in, and the one that came of it.
    expect(sessions).toHaveLength(2)
    expect(await alive(cookieOf(replies.find(({ status }) => status === 200)!))).toBe(true)
  })

  itOnce('guesses no further than with codes: wrong answers of either kind count together', async () => {
    const { who, device } = await owner('guesses@desk.test')
    const half = await halfway(house, who)
    for (let n = 0; n < 3; n++) await half.post('/api/session/second-factor', { code: '000000' })
    for (let n = 0; n < 3; n++) await half.prove(device.get(await half.asked(), { verified: false }))
    expect((await half.prove(device.get(await half.asked()))).status).toBe(429)
  })

  itOnce('asks for a challenge without the password: there is none to be had', async () => {
    await owner('asked@desk.test')
    expect(refused(await house.call('POST', '/api/session/passkey', {}), 401).code).toBe('password-first')
  })
})

describe('whoever sits at an open session and wants a passkey of their own there', () => {
  itOnce.each<[string, Otherwise]>([
    ['another page', { origin: 'https://evil.test' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['a device that did not verify its user', { verified: false }],
    ['an answer that was for signing in', { type: 'webauthn.get' }],
    ['a certificate whose revocation would be asked for at an address it names', { certificate: true }],
  ])('adds none made by %s', async (_, otherwise) => {
    const { here } = await owner(`${crypto.randomUUID()}@desk.test`)
    const { name, options } = await beginWith(here)
    const credential = aDevice().create(options, otherwise)
    const reply = refused(await here.post('/api/me/passkeys', { name, credential }), 422)
    expect(Object.keys(reply.errors!)).toEqual(['credential'])
  })

  it('adds none by a challenge that was used, is late, is another session’s or was for signing in', async () => {
    const { who, here } = await owner('adding@desk.test')
    const other = asking(house.withCookie(cookieOf(await bothFactors(house, who))))
    const add = async (options: Awaited<ReturnType<typeof beginWith>>['options']) =>
      (await here.post('/api/me/passkeys', { name: 'Mine', credential: aDevice().create(options) })).status
    const { options } = await beginWith(here)
    expect([await add(options), await add(options)]).toEqual([201, 422])
    expect(await add((await beginWith(other)).options)).toBe(422)
    const { challenge } = await here.asked()
    expect(await add({ ...options, challenge })).toBe(422)
    await savePolicy(house.desk.db.write, { passkeyMinutes: 1 }, staffPolicy)
    const late = (await beginWith(here)).options
    house.later(61)
    expect(await add(late)).toBe(422)
    await savePolicy(house.desk.db.write, { passkeyMinutes: 5 }, staffPolicy)
  })

  itOnce('removes none of somebody else, and does not learn whether there is one', async () => {
    const { id } = await owner('theirs@desk.test')
    const { here } = await owner('mine@desk.test')
    expect((await here.delete(`/api/me/passkeys/${id}`)).status).toBe(404)
    expect((await house.rows('staff_passkey')).map((row) => row.id)).toContain(id)
  })
})
