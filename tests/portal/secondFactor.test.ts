import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { beginFactor, removeFactor, setFactor } from '../../api/portal/secondFactor.ts'
import { anAuthenticator, portalSession } from '../support/authenticator.ts'
import { goodPassword, houseForTests, itOnce } from '../support/harness.ts'
import { anAccount, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
const signIn = (username: string, code?: string, password = goodPassword) =>
  house.call('POST', '/portal/v1/session', { username, password, ...(code && { code }) })

describe('an authenticator of a patient', () => {
  it('is asked for at the sign-in, after the right password only, and each code works once', async () => {
    house.stopClock()
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const shows = await anAuthenticator(house, username)
    expect(refused(await signIn(username), 401).code).toBe('second-factor-wanted')
    for (const code of [undefined, shows()])
      expect(refused(await signIn(username, code, 'not the password'), 401).code).toBe('sign-in-refused')
    const wrong = shows() === '000000' ? '111111' : '000000'
    expect(refused(await signIn(username, wrong), 401).code).toBe('wrong-second-factor')
    const code = shows()
    const replies = await Promise.all(Array.from({ length: 8 }, () => signIn(username, code)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    house.later(3600)
    must(await signIn(username, shows()))
    const stored = JSON.stringify([await house.rows('portal_second_factor'), await house.audit()])
    expect(stored).not.toContain(code)
    const history = (await house.rows('portal_event')).filter((e) => e.patient_id === patient.id)
    expect(history.map(({ kind }) => kind)).toContain('second-factor-failed')
  })

  itOnce(
    'cannot be guessed by who knows the password: after a few wrong codes each further try waits',
    async () => {
      const patient = await aPatient(house)
      const { username } = await anAccount(house, patient)
      const shows = await anAuthenticator(house, username)
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, n) => signIn(username, String(100_000 + n))),
      )
      expect(replies.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6)
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(0)
      expect((await signIn(username, shows())).status).toBe(429)
      expect((await house.rows('portal_account')).find((a) => a.username === username)!.status).toBe('active')
    },
  )

  itOnce(
    'is set up and removed right after a sign-in only, by its own code, and each address hears of it',
    async () => {
      const patient = await aPatient(house)
      const { username } = await anAccount(house, patient)
      const old = await portalSession(house, username)
      house.later(11 * 60)
      expect(refused(await old.post('/portal/v1/second-factor'), 403).missing).toMatchObject([
        { code: 'recent-sign-in' },
      ])
      expect((await old.post('/portal/v1/second-factor/confirm', { code: '123456' })).status).toBe(403)
      const shows = await anAuthenticator(house, username)
      await deliverMail(house.desk)
      const told = () =>
        house.mailbox.mails.filter((m) => m.to === patient.emails[0] && m.subject.includes('second step'))
      expect(told()).toHaveLength(1)
      const session = await portalSession(house, username, shows())
      house.later(30)
      const recoveryCodes = await house.rows('portal_recovery_code')
      // The one that is there is neither set up once more, which would show new recovery codes, nor joined by a code that is sent.
      for (const [path, body] of [
        ['second-factor', undefined],
        ['second-factor/confirm', { code: shows() }],
        ['second-factor/send', {}],
      ] as const)
        expect(refused(await session.post(`/portal/v1/${path}`, body), 409).code).toBe('has-second-factor')
      expect(await house.rows('portal_recovery_code')).toEqual(recoveryCodes)
      const wrong = shows() === '000000' ? '111111' : '000000'
      expect((await session.post('/portal/v1/second-factor/remove', { code: wrong })).status).toBe(401)
      must(await session.post('/portal/v1/second-factor/remove', { code: shows() }), removeFactor)
      must(await signIn(username))
      await deliverMail(house.desk)
      expect(told()).toHaveLength(2)
    },
  )

  itOnce('that is begun anew takes no second code of a step of the clock that was used', async () => {
    house.stopClock()
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const session = await portalSession(house, username)
    must(await session.post('/portal/v1/second-factor'), beginFactor)
    const used = Math.floor(house.desk.clock().getTime() / 30_000)
    await house.owner.write.updateTable('portal_second_factor').set({ last_step: used }).execute()
    const { secret } = must(await session.post('/portal/v1/second-factor'), beginFactor)
    const shows = () => generateSync({ secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) })
    expect((await session.post('/portal/v1/second-factor/confirm', { code: shows() })).status).toBe(422)
    house.later(30)
    must(await session.post('/portal/v1/second-factor/confirm', { code: shows() }), setFactor)
  })

  itOnce('that was begun and never confirmed keeps nobody out, and another takes its place', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const session = await portalSession(house, username)
    expect((await session.post('/portal/v1/second-factor/confirm', { code: '123456' })).status).toBe(409)
    must(await session.post('/portal/v1/second-factor'))
    const refusal = await session.post('/portal/v1/second-factor/confirm', { code: '000000' })
    expect(refused(refusal, 422).errors?.code).toMatch(/not the one/)
    must(await signIn(username))
    await anAuthenticator(house, username)
    expect((await signIn(username)).status).toBe(401)
    expect(setFactor.needs).toBe('patient')
  })
})
