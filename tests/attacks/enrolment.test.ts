import { generateSync } from 'otplib'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import {
  enrolmentDecided,
  enrolmentRequests,
  recoveryCodes,
  sessionsEnded,
  staffPage,
  totpSecret,
} from '../../api/staff/schema.ts'
import { cookieOf, houseForTests, type Person } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
let asker: Person
let second: Person
let officer: Person
beforeAll(async () => {
  ;[asker, second] = [await house.signIn('administrator', 'Ask Er'), await house.signIn('administrator')]
  officer = await house.signIn('privacy-officer')
})

const rowOf = async (id: string) => (await house.rows('staff')).find((row) => row.id === id)!
const approve = (by: Person, id: string) => by.post(`/api/enrolment-requests/${id}/approve`)
const decline = (by: Person, id: string) => by.post(`/api/enrolment-requests/${id}/decline`)
const waiting = async (by: Person) => must(await by.get('/api/enrolment-requests'), enrolmentRequests)
const newcomer = (email: string) => ({ name: 'New Colleague', email, role: 'supervisor' })
const add = async (email: string, by = asker) =>
  must(await by.post('/api/staff', newcomer(email)), enrolmentDecided, 201)
async function again(who: { id: string }, by = asker) {
  const { version } = await rowOf(who.id)
  const body = { reason: 'lost-second-factor', recognised: 'video-call', version }
  return must(await by.post(`/api/staff/${who.id}/enrolment-requests`, body), enrolmentDecided, 201).id
}

const password = 'velvet harbor lantern 52 quince'
/** Follows the link that was mailed to an address; its secret. */
async function linkOf(email: string): Promise<string> {
  await deliverMail(house.desk)
  const { text } = await house.mailbox.next(({ to, subject }) => to === email && subject.includes('sign-in'))
  return /token=([\w-]+)/.exec(text)![1]!
}
async function follow(token: string) {
  const { totp } = must(await house.call('POST', `/api/enrolment/${token}`, { password }), totpSecret)
  const code = () =>
    generateSync({ secret: totp.secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) })
  must(await house.call('POST', `/api/enrolment/${token}/confirm`, { code: code() }), recoveryCodes)
  house.later(30)
  return code
}

describe('a new colleague', () => {
  it('gets a link by mail once a second person approves, which no answer and no record shows', async () => {
    const { id, staffId } = await add('new.one@desk.test')
    expect(await rowOf(staffId)).toMatchObject({ status: 'invited', role: 'supervisor' })
    expect(await house.rows('staff_enrolment')).not.toContainEqual(
      expect.objectContaining({ staff_id: staffId }),
    )
    expect((await waiting(officer)).find((one) => one.id === id)).toMatchObject({
      kind: 'new',
      email: 'new.one@desk.test',
      role: 'supervisor',
      askedBy: 'Ask Er',
    })
    const approved = await approve(officer, id)
    must(approved, enrolmentDecided)
    const token = await linkOf('new.one@desk.test')
    const told = JSON.stringify([approved.body, await house.audit(), await house.rows('staff_enrolment')])
    expect(told).not.toContain(token)
    expect((await house.rows('mail')).every(({ sealed_message }) => !sealed_message?.includes(token))).toBe(
      true,
    )
    const code = await follow(token)
    const first = await house.call('POST', '/api/session', { email: 'new.one@desk.test', password })
    const reply = await house.call(
      'POST',
      '/api/session/second-factor',
      { code: code() },
      { Cookie: cookieOf(first) },
    )
    expect(reply.body.staff).toMatchObject({ role: 'supervisor' })
  })

  it('is let in by nobody alone: not by whoever named them, and never after a refusal', async () => {
    const { id, staffId } = await add('sock.puppet@desk.test')
    expect(refused(await approve(asker, id), 422).errors?.id).toContain('your own request')
    must(await decline(asker, id), enrolmentDecided)
    expect((await approve(officer, id)).status).toBe(409)
    expect((await rowOf(staffId)).status).toBe('disabled')
    // Enabled, they are as they were named: without a way in.
    must(await asker.post(`/api/staff/${staffId}/enable`, { version: 2 }))
    expect((await rowOf(staffId)).status).toBe('invited')
    expect((await house.rows('staff_enrolment')).some(({ staff_id }) => staff_id === staffId)).toBe(false)
  })

  it('has an address of their own, however often it is asked for at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => asker.post('/api/staff', newcomer('Twice@desk.test'))),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(422)])
    expect((await house.rows('staff')).filter(({ email }) => email === 'twice@desk.test')).toHaveLength(1)
  })
})

describe('a colleague who lost their second factor', () => {
  it('enrols again by a mailed link: sessions end at once, what they had when the new is set up', async () => {
    const who = await enrolled(house, 'lost.one@desk.test')
    const cookie = cookieOf(await bothFactors(house, who))
    const id = await again(who)
    expect((await house.withCookie(cookie).get('/api/session')).status).toBe(200)
    must(await approve(second, id), enrolmentDecided)
    expect((await house.withCookie(cookie).get('/api/session')).status).toBe(401)
    // A link asked for in their name keeps nobody out.
    house.later(30)
    expect((await bothFactors(house, who)).status).toBe(200)
    await follow(await linkOf(who.email))
    house.later(30)
    expect((await house.call('POST', '/api/session', { email: who.email, password })).status).toBe(200)
    expect((await bothFactors(house, who)).status).toBe(401)
    const codes = (await house.rows('staff_recovery_code')).filter(({ staff_id }) => staff_id === who.id)
    expect(codes).toHaveLength(10)
    expect((await house.audit('staff.enrolment-asked')).at(-1)).toMatchObject({
      actorId: asker.id,
      objectId: who.id,
      purpose: 'lost-second-factor',
      detail: { request: id, recognised: 'video-call' },
    })
  })

  it('is not the one who asks or approves, and nothing counts that a disabled administrator asked for', async () => {
    const self = { reason: 'new-device', recognised: 'in-person', version: 2 }
    expect((await asker.post(`/api/staff/${asker.id}/enrolment-requests`, self)).status).toBe(422)
    const about = await again(officer)
    expect(refused(await approve(officer, about), 422).errors?.id).toContain('your own account')
    must(await decline(second, about))
    const [who, bad] = [await house.signIn('helpdesk'), await house.signIn('administrator')]
    const id = await again(who, bad)
    must(await second.post(`/api/staff/${bad.id}/disable`, { reason: 'suspected-misuse', version: 2 }))
    expect(refused(await approve(officer, id), 409).code).toBe('asker-gone')
  })

  it('gets one link with one mail, however many approve at once, and none once disabled', async () => {
    const who = await house.signIn('helpdesk')
    const id = await again(who)
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) => approve(i % 2 ? officer : second, id)),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(409)])
    await deliverMail(house.desk)
    expect(house.mailbox.mails.filter(({ to }) => to === who.email)).toHaveLength(1)
    const token = await linkOf(who.email)
    must(await asker.post(`/api/staff/${who.id}/disable`, { reason: 'suspected-misuse', version: 2 }))
    expect((await house.call('POST', `/api/enrolment/${token}`, { password })).status).toBe(404)
  })
})

describe('where a colleague is signed in', () => {
  it('is shown to administrators only, who end one session or all', async () => {
    const who = await house.signIn('helpdesk')
    const page = async (by: Person) => must(await by.get(`/api/staff/${who.id}`), staffPage)
    expect((await page(await house.signIn('supervisor'))).access).toBeNull()
    const { access, version } = await page(asker)
    expect(access!.sessions).toHaveLength(1)
    const end = (body: object) => asker.post(`/api/staff/${who.id}/end-sessions`, { ...body, version })
    const mine = (await house.rows('staff_session')).find(({ staff_id }) => staff_id === asker.id)!.sid
    expect((await end({ session: mine })).status).toBe(404)
    expect((await who.get('/api/session')).status).toBe(200)
    expect(must(await end({ session: access!.sessions[0]!.id }), sessionsEnded).ended).toBe(1)
    expect((await who.get('/api/session')).status).toBe(401)
    expect(must(await end({}), sessionsEnded).ended).toBe(0)
  })
})
