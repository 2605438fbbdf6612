import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { runAct } from '../../api/acts/run.ts'
import { openCase } from '../../api/cases/openCase.ts'
import type { StaffCtx } from '../../api/core/context.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { cookieOf, goodPassword, houseForTests, origin } from '../support/harness.ts'
import { aCall, anAccount, aPatient, must } from '../support/people.ts'
import { bothFactors, enrolled } from '../support/signInByHand.ts'

const house = houseForTests()

describe('an intruder’s session', () => {
  it('does not come back to life when the login they locked is unlocked', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const signIn = (password: string) => house.call('POST', '/portal/v1/session', { username, password })
    const { token } = must(await signIn(goodPassword))
    const me = async () =>
      (await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` })).status
    expect(await me()).toBe(200)
    for (let n = 0; n < 5; n++) expect((await signIn('not the password')).status).toBe(401)
    expect(await me()).toBe(401)
    const call = await aCall(agent, patient)
    must(await agent.post(`/api/patients/${patient.id}/acts/unlock`, { ...call, reason: 'Locked out' }))
    expect(await me()).toBe(401)
    expect(await house.rows('portal_session')).toEqual([])
    // Nor does the password they know open anything.
    expect((await signIn(goodPassword)).status).toBe(403)
  })

  it('nor when its owner opens the lock by the right password, on a device they signed in on before', async () => {
    const { username } = await anAccount(house, await aPatient(house))
    const signIn = (more: object) => house.call('POST', '/portal/v1/session', { username, ...more })
    const { device } = must(await signIn({ password: goodPassword }))
    const { token } = must(await signIn({ password: goodPassword }))
    for (let n = 0; n < 5; n++) await signIn({ password: 'not the password' })
    const owners = must(await signIn({ password: goodPassword, device }))
    const me = async (bearer: string) =>
      (await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${bearer}` })).status
    expect([await me(owners.token), await me(token)]).toEqual([200, 401])
  })
})

describe('a staff session', () => {
  it('shows nothing by a request that was held open until it had ended, and leaves no record of a look', async () => {
    const admin = await house.signIn('administrator')
    const who = await enrolled(house, 'held-open@desk.test')
    const Cookie = cookieOf(await bothFactors(house, who))
    const patient = await aPatient(house)
    const body = JSON.stringify({ filter: { q: patient.familyName } })
    const search = (rest: Promise<unknown>) =>
      house.app.request(`${origin}/api/patients/search`, {
        method: 'POST',
        headers: {
          Cookie,
          Origin: origin,
          'Content-Type': 'application/json',
          'Content-Length': String(body.length),
        },
        body: new ReadableStream({
          async start(sending) {
            sending.enqueue(new TextEncoder().encode(body.slice(0, 5)))
            await rest
            sending.enqueue(new TextEncoder().encode(body.slice(5)))
            sending.close()
          },
        }),
        duplex: 'half',
      } as RequestInit)
    expect((await search(Promise.resolve())).status).toBe(200)
    const looks = (await house.audit('patient.searched')).length
    let go: (_?: unknown) => void = () => {}
    const held = search(new Promise((resolve) => (go = resolve)))
    await delay(100)
    const { id, version } = (await house.rows('staff')).find(({ email }) => email === 'held-open@desk.test')!
    must(await admin.post(`/api/staff/${id}/disable`, { reason: 'left-the-hospital', version }))
    go()
    const reply = await held
    expect(reply.status).toBe(401)
    expect(await reply.text()).not.toContain(patient.id)
    expect((await house.audit('patient.searched')).length).toBe(looks)
  })

  it('ends eight hours after the password, however often a code renewed it', async () => {
    const who = await enrolled(house, 'long-day@desk.test')
    let cookie = cookieOf(await bothFactors(house, who))
    const codes = [...who.recoveryCodes]
    const alive = async () => (await house.withCookie(cookie).get('/api/session')).status === 200
    for (let minutes = 0; minutes < 7 * 60; minutes += 10) {
      house.later(600)
      expect(await alive()).toBe(true)
      // Once an hour something asks for a fresh code.
      if (minutes % 60 !== 0) continue
      const renewed = await house.withCookie(cookie).post('/api/session/second-factor', { code: codes.pop() })
      expect(renewed.status).toBe(200)
      cookie = cookieOf(renewed)
    }
    let minutes = 7 * 60
    while ((await alive()) && minutes < 20 * 60) {
      house.later(600)
      minutes += 10
    }
    expect(minutes).toBeLessThanOrEqual(8 * 60 + 10)
  })

  it('ends when a limit that was lowered says so, for those who are signed in too', async () => {
    const agent = await house.signIn('helpdesk')
    const alive = async () => (await agent.get('/api/session')).status === 200
    expect(await alive()).toBe(true)
    await savePolicy(house.owner.write, { staffSessionHours: 1 }, staffPolicy)
    // What the policy says is read again a second later.
    await delay(1_100)
    for (let n = 0; n < 5; n++) {
      house.later(660)
      expect([n, await alive()]).toEqual([n, true])
    }
    house.later(360)
    expect(await alive()).toBe(false)
    await savePolicy(house.owner.write, { staffSessionHours: 8 }, staffPolicy)
  })

  it('that ended, or whose person was disabled, since an act began lets it do nothing', async () => {
    const patient = await aPatient(house)
    const begun = async (): Promise<StaffCtx> => {
      const { id } = await house.signIn('helpdesk')
      const session = (await house.rows('staff_session')).find((row) => row.staff_id === id)!
      return {
        desk: house.desk,
        actor: {
          type: 'staff',
          id,
          name: 'Helpdesk Person',
          role: 'helpdesk',
          sid: session.sid,
          authTime: new Date(session.auth_time),
        },
        requestId: session.sid,
        ip: null,
        language: 'en',
        now: house.desk.clock,
      }
    }
    const open = (ctx: StaffCtx) =>
      runAct(openCase, ctx, {
        patientId: patient.id,
        category: 'cannot-sign-in',
        channel: 'phone',
        summary: 'Begun before',
      })
    const { write } = house.owner
    const meanwhile = [
      ({ actor }: StaffCtx) =>
        write.updateTable('staff').set({ status: 'disabled' }).where('id', '=', actor.id),
      ({ actor }: StaffCtx) => write.updateTable('staff').set({ role: 'manager' }).where('id', '=', actor.id),
      ({ actor }: StaffCtx) => write.deleteFrom('staff_session').where('sid', '=', actor.sid),
    ]
    for (const change of meanwhile) {
      const ctx = await begun()
      await change(ctx).execute()
      await expect(open(ctx)).rejects.toMatchObject({ status: 401 })
    }
    expect((await house.rows('support_case')).filter((row) => row.patient_id === patient.id)).toEqual([])
    await open(await begun())
  })
})
