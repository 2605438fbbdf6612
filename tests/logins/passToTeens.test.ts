import { beforeAll, describe, expect, it } from 'vitest'
import { dayPlus, hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { printLetters } from '../../api/letters/printLetters.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { passToTeens } from '../../api/logins/passToTeens.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { portalSession } from '../support/authenticator.ts'
import { goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})

/** Who will be so old in two days. */
const soon = (years: number) => yearsBefore(dayPlus(hospitalDay(house.desk.clock(), 'UTC'), 2), years)
const twoDays = 2.1 * 86_400
const signIn = ({ username }: { username: string }) =>
  house.call('POST', '/portal/v1/session', { username, password: goodPassword })
const pass = async () =>
  (await Promise.all([passToTeens(house.desk), passToTeens(house.desk)])).reduce((a, b) => a + b)
const loginOf = async ({ id }: { id: string }) =>
  (await house.rows('portal_account')).find(({ patient_id }) => patient_id === id)!
const told = async ({ id }: TestPatient) =>
  (await house.rows('mail')).filter((row) => row.patient_id === id && row.template === 'login-of-teen')

describe('the login of a child', () => {
  it('leaves the parent’s hands on the birthday the child becomes a teenager, once, and no other login does', async () => {
    const parent = await aPatient(house)
    const child = await aPatient(house, { birthDate: soon(13), emails: parent.emails })
    await aGrant(house, child.id, { proxy_patient_id: parent.id, for_minor: 1, access: 'full' })
    const others = [
      await aPatient(house, { birthDate: soon(12) }),
      await aPatient(house, { birthDate: soon(18) }),
    ]
    const login = await anAccount(house, child)
    const theirs: { username: string }[] = []
    for (const one of others) theirs.push(await anAccount(house, one))
    const { token } = await portalSession(house, login.username)
    const secret = house.desk.keys.seal('the parent’s')
    const at = house.desk.clock().toISOString()
    await house.owner.write
      .insertInto('portal_second_factor')
      .values({ account_id: login.id, secret, last_step: 0, begun_at: at, set_at: at })
      .execute()
    await house.owner.write
      .updateTable('portal_account')
      .set({ second_factor: 'totp' })
      .where('id', '=', login.id)
      .execute()
    const me = () => house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` })
    expect(await pass()).toBe(0)
    expect((await me()).status).toBe(200)
    house.later(twoDays)
    expect(await pass()).toBe(1)
    expect((await me()).status).toBe(401)
    const refusal = refused(await signIn(login), 403)
    expect(refusal.missing).toMatchObject([{ code: 'new-password' }])
    // No link was sent, and none may arrive: nothing else is said.
    expect(refusal.message).toMatch(/ask for it.* If none arrives, call/)
    for (const one of theirs) expect((await signIn(one)).status).toBe(200)
    expect(await told(child)).toHaveLength(1)
    expect(await house.audit('account.passed-to-teen')).toMatchObject([{ patientIds: [child.id] }])
    const again = await house.signIn('helpdesk')
    const causes = must(await again.get(`/api/patients/${child.id}/diagnosis`), diagnose).causes
    expect(causes.find(({ code }) => code === 'must-choose-password')!.evidence[0]).toContain('since age 13')
    expect(await pass()).toBe(0)
    expect(await loginOf(child)).toMatchObject({ second_factor: null })
    expect((await house.rows('portal_second_factor')).map((row) => row.account_id)).not.toContain(login.id)
  })

  it('ends with what was sent while it waited, a link or a letter, and stays with the teenager who chose since', async () => {
    const born = soon(13)
    const home = { street: '7 Elm Street', city: 'Springfield', state: 'MA', postalCode: '01103' }
    const parent = await aPatient(house, home)
    const [linked, posted, chose] = [
      await aPatient(house, { ...home, birthDate: born }),
      await aPatient(house, { ...home, birthDate: born }),
      await aPatient(house, { birthDate: born }),
    ]
    agent = await house.signIn('helpdesk')
    for (const { id } of [linked, posted])
      await aGrant(house, id, { proxy_patient_id: parent.id, for_minor: 1 })
    must(
      await agent.post(`/api/patients/${linked.id}/acts/invite`, {
        ...(await aCall(agent, linked)),
        reason: 'asked',
      }),
    )
    must(
      await agent.post(`/api/patients/${posted.id}/acts/order-letter`, {
        ...(await aCall(agent, posted)),
        reason: 'asked',
      }),
    )
    const own = await anAccount(house, chose, { must_change_password: 1 })
    house.later(twoDays)
    await house.owner.write
      .updateTable('portal_account')
      .set({ must_change_password: 0, access_ended_at: house.desk.clock().toISOString() })
      .where('id', '=', own.id)
      .execute()
    expect(await pass()).toBe(1)
    const { id } = await loginOf(linked)
    expect((await house.rows('portal_token')).filter((row) => row.account_id === id)).toMatchObject([
      { revoked_at: expect.any(String) },
    ])
    expect((await signIn(own)).status).toBe(200)
    const printer = await house.signIn('records')
    expect(must(await printer.post('/api/letters/print', {}), printLetters)).toMatchObject({
      letters: [],
      lapsed: 1,
    })
  })

  it('comes back by no email of the child’s days, neither by the page nor below level 3 at the desk, grant or none', async () => {
    const teen = await aPatient(house, { birthDate: soon(13) })
    const { username } = await anAccount(house, teen)
    house.later(twoDays)
    await pass()
    const links = async () =>
      (await house.rows('mail')).filter((row) => row.patient_id === teen.id && row.template === 'reset')
        .length
    const forgot = async () => {
      house.later(3700)
      must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
      await answerForgotten(house.desk)
      return links()
    }
    expect(await forgot()).toBe(0)
    agent = await house.signIn('helpdesk')
    const call = { ...(await aCall(agent, teen)), reason: 'asked' }
    const sent = () => agent.post(`/api/patients/${teen.id}/acts/send-reset-link`, call)
    expect(refused(await sent(), 403).missing!.map(({ code }) => code)).toContain('tier-T3')
    // An email that came since takes it.
    await house.owner.write
      .updateTable('contact_point')
      .set({ on_file_since: house.desk.clock().toISOString() })
      .where('patient_id', '=', teen.id)
      .execute()
    house.later(25 * 3600)
    expect(await forgot()).toBe(1)
  })

  itOnce('of a leap day is passed on March 1, by the hospital’s calendar', async () => {
    const child = await aPatient(house, { birthDate: '2016-02-29' })
    const login = await anAccount(house, child)
    const at = async (moment: string) => {
      house.later((Date.parse(moment) - house.desk.clock().getTime()) / 1000)
      await pass()
      return (await loginOf(child)).must_change_password
    }
    expect(login.must_change_password).toBe(0)
    await savePolicy(house.desk.db.write, { timeZone: 'America/New_York' })
    expect(await at('2029-03-01T04:50:00Z')).toBe(0)
    expect(await at('2029-03-01T05:10:00Z')).toBe(1)
  })
})
