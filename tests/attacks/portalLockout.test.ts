import { beforeAll, describe, expect, it } from 'vitest'
import type { DeskApp } from '../../api/acts/endpoint.ts'
import { createApp } from '../../api/app.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { enqueueMail } from '../../api/mail/enqueueMail.ts'
import { mailPolicy } from '../../api/mail/policy.ts'
import { holdPatient } from '../../api/patients/target.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { signedIn } from '../../api/portal/schema.ts'
import { goodPassword, houseForTests, itOnce, origin } from '../support/harness.ts'
import { anAccount, aPatient, channelOf, must } from '../support/people.ts'

const house = houseForTests()
/** The same house behind a proxy, which says where a request comes from. */
let app: DeskApp
beforeAll(() => {
  app = createApp({ ...house.desk, config: { ...house.desk.config, trustProxy: true } })
})

async function signIn(from: string, username: string, password: string, device?: string) {
  const reply = await app.request(`${origin}/portal/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from },
    body: JSON.stringify({ username, password, ...(device && { device }) }),
  })
  return { status: reply.status, headers: reply.headers, body: (await reply.json()) as any }
}
const someLogins = (n: number) =>
  Promise.all(Array.from({ length: n }, async () => anAccount(house, await aPatient(house))))
const statusOf = async (id: string) =>
  (await house.rows('portal_account')).find((row) => row.id === id)!.status

const home = '198.51.100.7'
const stranger = '203.0.113.66'

describe('a stranger who would lock many patients out from one place', () => {
  const few = portalPolicy.portalAccountsPerNetwork.usual

  itOnce(
    'locks few and then waits, from IPv4 or from any address of one household’s IPv6; others sign in all the while',
    async () => {
      for (const from of [() => stranger, (n: number) => `2001:db8:7:7:${(n + 1).toString(16)}::1`]) {
        const logins = await someLogins(30)
        for (const [n, { username }] of logins.entries())
          for (let tries = 0; tries < 5; tries++) await signIn(from(5 * n + tries), username, 'a wrong one')
        const states = await Promise.all(logins.map(({ id }) => statusOf(id)))
        expect(states.filter((status) => status === 'locked')).toHaveLength(few)
        must(await signIn(home, logins[29]!.username, goodPassword), signedIn)
      }
    },
    120_000,
  )

  itOnce(
    'goes on no faster than one more an hour',
    async () => {
      const logins = await someLogins(12)
      let locked = 0
      for (let hour = 0; hour < 3; hour++) {
        house.later(3_600)
        for (const { username } of logins)
          for (let tries = 0; tries < 5; tries++) await signIn(stranger, username, 'a wrong one')
        const states = await Promise.all(logins.map(({ id }) => statusOf(id)))
        locked = states.filter((status) => status === 'locked').length
      }
      expect(locked).toBeLessThanOrEqual(3)
    },
    120_000,
  )

  itOnce(
    'gains no room by signing in to a login of their own in between',
    async () => {
      const from = '203.0.113.99'
      const [own, ...logins] = await someLogins(26)
      for (const { username } of logins) {
        for (let tries = 0; tries < 5; tries++) await signIn(from, username, 'a wrong one')
        await signIn(from, own!.username, goodPassword)
      }
      const states = await Promise.all(logins.map(({ id }) => statusOf(id)))
      expect(states.filter((status) => status === 'locked')).toHaveLength(few)
    },
    120_000,
  )

  it('has forty at once counted as forty one after the other', async () => {
    const logins = await someLogins(40)
    await Promise.all(logins.map(({ username }) => signIn('203.0.113.120', username, 'a wrong one')))
    const failed = (await house.rows('portal_account')).filter(
      (row) => row.failed_attempts > 0 && logins.some(({ id }) => id === row.id),
    )
    // The try that begins the wait is one that still counts.
    expect(failed).toHaveLength(few + 1)
  }, 120_000)
})

describe('the owner of a login', () => {
  itOnce(
    'who signed in on a device before gets in there with the password, whatever strangers do elsewhere and beside them',
    async () => {
      const { id, username } = (await someLogins(1))[0]!
      const { device } = must(await signIn(home, username, goodPassword), signedIn)
      for (const from of [stranger, home])
        for (let tries = 0; tries < 40; tries++) await signIn(from, username, 'a wrong one')
      expect(await statusOf(id)).toBe('locked')
      // On a new device nothing opens it but the desk.
      expect((await signIn('192.0.2.1', username, goodPassword)).status).not.toBe(200)
      expect(await statusOf(id)).toBe('locked')
      const again = must(await signIn(home, username, goodPassword, device), signedIn)
      expect([again.device, await statusOf(id)]).toEqual([device, 'active'])
      const event = (await house.audit('portal.signed-in')).at(-1)!
      expect([event.outcome, event.fields]).toEqual(['success', ['status']])
    },
    60_000,
  )

  itOnce(
    'is protected on that device, too: a thief of it guesses few times and waits, and locks the login',
    async () => {
      const { id, username } = (await someLogins(1))[0]!
      const { device } = must(await signIn(home, username, goodPassword), signedIn)
      const statuses = []
      for (let tries = 0; tries < 20; tries++)
        statuses.push((await signIn(home, username, 'a wrong one', device)).status)
      expect(statuses.filter((status) => status === 401)).toHaveLength(6)
      expect(await statusOf(id)).toBe('locked')
    },
  )

  itOnce(
    'lends a device to nobody: one of another login, an altered one or one too old opens no lock',
    async () => {
      const [one, other] = await someLogins(2)
      const { device } = must(await signIn(home, one!.username, goodPassword), signedIn)
      await house.owner.write
        .updateTable('portal_account')
        .set({ status: 'locked', failed_attempts: 5 })
        .where('id', 'in', [one!.id, other!.id])
        .execute()
      for (const [login, kept] of [
        [other, device],
        [one, `${device.slice(0, -1)}${device.endsWith('A') ? 'B' : 'A'}`],
        [one, 'x'],
      ] as const)
        expect((await signIn(home, login!.username, goodPassword, kept)).status).toBe(401)
      house.later(181 * 86_400)
      expect((await signIn(home, one!.username, goodPassword, device)).status).toBe(401)
    },
  )
})

describe('mails about one patient', () => {
  it('stay within the hour’s budget when a stranger asks while the desk is sending the last ones', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const contact = await channelOf(house, patient.id)
    const ctx = systemCtx(house.desk, 'test', 'test')
    const most = mailPolicy.secretsByMailAnHour.usual
    let asked: ReturnType<typeof house.call> | undefined
    await transact(house.desk.db, async (trx) => {
      await holdPatient(trx, ctx, patient.id)
      // Answered right after it is taken down, so it may not be asked before the patient is held.
      asked = house.call('POST', '/portal/v1/password/forgot', { username })
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (let n = 0; n < most; n++)
        await enqueueMail(trx, ctx, {
          template: 'reset',
          patientId: patient.id,
          contact,
          language: 'en',
          values: { link: 'x' },
        })
    })
    must(await asked!, 202)
    await answerForgotten(house.desk)
    expect(await house.rows('forgot_request')).toEqual([])
    expect((await house.rows('mail')).filter((mail) => mail.patient_id === patient.id)).toHaveLength(most)
  })
})
