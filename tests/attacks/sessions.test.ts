import { describe, expect, it } from 'vitest'
import { cookieOf, goodPassword, houseForTests } from '../support/harness.ts'
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
  })
})

describe('a staff session', () => {
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
})
