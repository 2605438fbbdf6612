import { describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { engine, goodPassword, houseForTests, itOnce, origin } from '../support/harness.ts'
import { aCall, anAccount, aPatient, linkIn, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const attemptsBeforeLock = portalPolicy.wrongPasswordsBeforeLock.usual
const newPassword = 'seven purple elephants dance'
const signIn = (username: string, password = goodPassword) =>
  house.call('POST', '/portal/v1/session', { username, password })
const reset = (token: string, patient: TestPatient, over = {}) =>
  house.call('POST', '/portal/v1/password/reset', {
    token,
    birthDate: patient.birthDate,
    password: newPassword,
    ...over,
  })

async function forgotten(patient: TestPatient): Promise<string> {
  expect(
    (await house.call('POST', '/portal/v1/password/forgot', { username: patient.emails[0] })).status,
  ).toBe(202)
  await answerForgotten(house.desk)
  return linkIn(
    (await house.mailbox.next((m) => m.to === patient.emails[0] && m.text.includes('/portal/reset'))).text,
  )
}

describe('a reset link', () => {
  it('works once, ends every session, and each address hears of it', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const { token: session } = must(await signIn(patient.emails[0]!))
    const token = await forgotten(patient)
    must(await reset(token, patient))
    expect((await reset(token, patient)).body.errors.token).toMatch(/used, replaced or has expired/)
    expect(
      (await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${session}` })).status,
    ).toBe(401)
    expect((await signIn(patient.emails[0]!)).status).toBe(401)
    must(await signIn(patient.emails[0]!, newPassword))
    await house.mailbox.next((m) => m.to === patient.emails[0] && /password was changed/.test(m.subject))
  })

  it('used by two at once serves one', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const token = await forgotten(patient)
    const replies = await Promise.all([
      reset(token, patient),
      reset(token, patient, { password: 'another long enough one' }),
    ])
    expect(replies.filter((r) => r.status === 200)).toHaveLength(1)
  })

  itOnce('expires after an hour, and dies when another is used', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const first = await forgotten(patient)
    const second = await forgotten(patient)
    must(await reset(second, patient))
    expect((await reset(first, patient)).status).toBe(422)
    const third = await forgotten(patient)
    house.later(3601)
    expect((await reset(third, patient)).status).toBe(422)
  })

  itOnce('dies when the login is locked or disabled, and a locked login gets no new one', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const account = await anAccount(house, patient)
    const token = await forgotten(patient)
    for (let i = 0; i < attemptsBeforeLock; i++) await signIn(patient.emails[0]!, 'wrong')
    const links = (await house.rows('portal_token')).filter((t) => t.account_id === account.id)
    expect(links.map((link) => link.revoked_at !== null)).toEqual([true])
    expect((await reset(token, patient)).status).toBe(422)
    expect((await signIn(patient.emails[0]!)).status).toBe(401)
    await house.call('POST', '/portal/v1/password/forgot', { username: patient.emails[0] })
    await answerForgotten(house.desk)
    const notice = await house.mailbox.next((m) => m.to === patient.emails[0])
    expect([notice.subject, /token=/.test(notice.text)]).toEqual(['Your portal account is locked', false])

    const other = await aPatient(house)
    await anAccount(house, other)
    const live = await forgotten(other)
    const call = await aCall(agent, other)
    must(
      await agent.post(`/api/patients/${other.id}/acts/disable`, {
        caseId: call.caseId,
        reason: 'suspected-takeover',
      }),
    )
    expect((await reset(live, other)).status).toBe(422)
  })

  itOnce(
    'asks for the birth date, five times at most, and for a password that is none of the common ones',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const token = await forgotten(patient)
      expect((await reset(token, patient, { password: 'short' })).body.errors.password).toMatch(/at least 15/)
      expect((await reset(token, patient, { password: patient.emails[0] })).body.errors.password).toMatch(
        /own name or address/,
      )
      for (let i = 0; i < 5; i++)
        expect((await reset(token, patient, { birthDate: '1985-03-10' })).body.errors.birthDate).toBeDefined()
      expect((await reset(token, patient)).body.errors.token).toBeDefined()
    },
  )
})

describe('forgotten password', () => {
  itOnce(
    'answers the same, does the same work, and keeps nothing readable of who asked whether or not the login exists',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const known = await house.call('POST', '/portal/v1/password/forgot', { username: patient.emails[0] })
      const unknown = await house.call('POST', '/portal/v1/password/forgot', {
        username: 'nobody.at.all@example.test',
      })
      expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
      await answerForgotten(house.desk)
      expect(await house.rows('forgot_request')).toEqual([])
      expect((await house.rows('mail')).filter((m) => m.patient_id === patient.id)).toHaveLength(1)
    },
  )

  itOnce('sends three links an hour at most', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    for (let i = 0; i < 5; i++) {
      await house.call('POST', '/portal/v1/password/forgot', { username: patient.emails[0] })
      await answerForgotten(house.desk)
    }
    expect((await house.rows('mail')).filter((m) => m.patient_id === patient.id)).toHaveLength(3)
  })
})

describe('portal sign-in', () => {
  itOnce(
    'says the same to a wrong password, an unknown username, a locked and an invited login',
    async () => {
      const make = async (over: object) => {
        const patient = await aPatient(house)
        await anAccount(house, patient, over)
        return signIn(patient.emails[0]!, over && 'status' in over ? goodPassword : 'wrong')
      }
      const replies = [
        await make({}),
        await signIn('nobody@example.test'),
        await make({ status: 'locked' }),
        await make({ status: 'invited', password_hash: null }),
        await make({ status: 'disabled' }),
      ]
      expect(new Set(replies.map((r) => `${r.status} ${r.body.message}`)).size).toBe(1)
    },
  )

  it('locks after five wrong passwords in a row, parallel or not, and a success starts the count anew', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const wrong = () => signIn(patient.emails[0]!, 'wrong')
    for (let i = 0; i < 4; i++) await wrong()
    must(await signIn(patient.emails[0]!))
    for (let i = 0; i < 4; i++) await wrong()
    must(await signIn(patient.emails[0]!))
    await Promise.all(Array.from({ length: 9 }, wrong))
    expect((await signIn(patient.emails[0]!)).status).toBe(401)
    expect((await house.rows('portal_account')).find((a) => a.patient_id === patient.id)).toMatchObject({
      status: 'locked',
    })
    expect(
      (await house.audit('account.locked')).filter((e) => e.patientIds?.includes(patient.id)),
    ).toHaveLength(1)
  })

  const loginOf = async (patient: TestPatient) =>
    (await house.rows('portal_account')).find((a) => a.patient_id === patient.id)

  it('never locks for the right password, however often it is sent at once', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient, { failed_attempts: 4 })
    const replies = await Promise.all(Array.from({ length: 25 }, () => signIn(patient.emails[0]!)))
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200))
    expect(await loginOf(patient)).toMatchObject({ status: 'active', failed_attempts: 0 })
    expect((await signIn(patient.emails[0]!)).status).toBe(200)
  })

  it('locks at five when forty guesses come at once, and the right one among those behind opens nothing', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const guesses = Array.from({ length: 40 }, (_, n) => (n > 5 ? goodPassword : `wrong ${n}`))
    const replies = await Promise.all(guesses.map((guess) => signIn(patient.emails[0]!, guess)))
    expect(replies.filter((reply) => reply.status === 200)).toEqual([])
    expect(await loginOf(patient)).toMatchObject({ status: 'locked', failed_attempts: attemptsBeforeLock })
  })

  it('opens nothing for a right password once five failures are counted, though the login was active when it was read', async () => {
    const patient = await aPatient(house)
    const account = await anAccount(house, patient, { failed_attempts: attemptsBeforeLock })
    expect((await signIn(patient.emails[0]!)).status).toBe(401)
    expect((await house.rows('portal_session')).filter((s) => s.account_id === account.id)).toEqual([])
    expect(await loginOf(patient)).toMatchObject({ status: 'locked' })
  })

  it.runIf(engine === 'postgres')(
    'counts over all nodes: right passwords lock nothing, wrong ones lock once',
    async () => {
      const other = createDesk(house.desk.config)
      const nodes = [house.app, createApp(other)]
      const patient = await aPatient(house)
      const account = await anAccount(house, patient)
      const atOnce = (count: number, password: string) =>
        Promise.all(
          Array.from({ length: count }, async (_, n) => {
            const reply = await nodes[n % 2]!.request(`${origin}/portal/v1/session`, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ username: account.username, password }),
            })
            return reply.status
          }),
        )
      expect(new Set(await atOnce(12, goodPassword))).toEqual(new Set([200]))
      expect(await loginOf(patient)).toMatchObject({ status: 'active', failed_attempts: 0 })
      await atOnce(16, 'wrong')
      expect(await loginOf(patient)).toMatchObject({ status: 'locked', failed_attempts: attemptsBeforeLock })
      const locks = (await house.audit('account.locked')).filter((e) => e.patientIds?.includes(patient.id))
      expect(locks).toHaveLength(1)
      await closeDesk(other)
    },
  )

  itOnce('gives a token that ends when signed out, after 30 idle minutes, and with the login', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const { token } = must(await signIn(patient.emails[0]!))
    const me = (t: string) => house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${t}` })
    expect(must(await me(token))).toMatchObject({ familyName: patient.familyName })
    expect(JSON.stringify(await house.rows('portal_session'))).not.toContain(token)
    must(await house.call('DELETE', '/portal/v1/session', undefined, { Authorization: `Bearer ${token}` }))
    expect((await me(token)).status).toBe(401)
    const { token: second } = must(await signIn(patient.emails[0]!))
    house.later(31 * 60)
    expect((await me(second)).status).toBe(401)
    expect((await me('x'.repeat(43))).status).toBe(401)
  })
})

describe('an invitation', () => {
  itOnce('lives a day, and opening it without finishing is seen by the diagnosis', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const call = await aCall(agent, patient)
    must(await agent.post(`/api/patients/${patient.id}/acts/invite`, { ...call, reason: 'new' }))
    const code = linkIn((await house.mailbox.next((m) => m.to === patient.emails[0])).text)
    expect(must(await house.call('POST', '/portal/v1/links/check', { code }))).toEqual({ usable: true })
    expect(must(await house.call('POST', '/portal/v1/links/check', { token: code }))).toEqual({
      usable: false,
    })
    expect(must(await agent.get(`/api/patients/${patient.id}/diagnosis`)).causes[0].code).toBe(
      'never-finished',
    )
    house.later(24 * 3600 + 1)
    expect(
      (
        await house.call('POST', '/portal/v1/activate', {
          code,
          birthDate: patient.birthDate,
          password: goodPassword,
        })
      ).status,
    ).toBe(422)
  })
})
