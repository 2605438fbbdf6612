import { beforeAll, describe, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import type { ProxyGrantRow } from '../../api/patients/tables.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { anApp, appBrowser, appClient, letIn, wide } from '../support/apps.ts'
import { houseForTests, origin, type Person } from '../support/harness.ts'
import { aCall, aPatient, linkIn, must } from '../support/people.ts'

const house = houseForTests()
let clientId: string
let agent: Person
beforeAll(async () => {
  clientId = await anApp(house)
  agent = await house.signIn('helpdesk')
})

/** A login that a thief was in, who let an app of theirs read before anybody noticed. */
async function aTheft() {
  const patient = await aPatient(house)
  const me = await signedInPatient(house, patient)
  const { app, tokens } = await letIn(house, clientId, me.email)
  const reads = async () => (await app.read('Condition', tokens.access_token)).status
  expect(await reads()).toBe(200)
  // What ends it is later than what was allowed, as it is outside a test.
  house.later(1)
  return { patient, me, reads, renews: () => app.renew(tokens.refresh_token!) }
}
type Theft = Awaited<ReturnType<typeof aTheft>>

const act = async ({ patient }: Theft, name: string, body: object = {}) =>
  must(
    await agent.post(`/api/patients/${patient.id}/acts/${name}`, {
      ...(await aCall(agent, patient)),
      reason: 'asked for',
      ...body,
    }),
  )
const password = 'velvet harbor lantern 52'
const mailsTo = async (address: string) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}
/** The owner follows the newest link that was mailed, and chooses another password. */
async function chooses({ patient, me }: Theft) {
  const mails = await mailsTo(me.email)
  const token = linkIn(mails.findLast(({ text }) => /token=/.test(text))!.text)
  must(
    await house.call('POST', '/portal/v1/password/reset', { token, birthDate: patient.birthDate, password }),
  )
}

describe('an app that a thief let in', () => {
  const ends: Record<string, (theft: Theft) => Promise<unknown>> = {
    'once the owner has chosen another password by a link of the desk': async (theft) => {
      await act(theft, 'send-reset-link')
      await chooses(theft)
    },
    'once guesses locked the login and the desk unlocked it': async (theft) => {
      for (let i = 0; i < 6; i++)
        await house.call('POST', '/portal/v1/session', {
          username: theft.me.email,
          password: `wrong guess ${i} x`,
        })
      await act(theft, 'unlock')
      await chooses(theft)
    },
    'once the desk ended all sessions': (theft) => act(theft, 'end-sessions'),
    'once the owner closed the account': async ({ me }) => must(await me.by.post('/portal/v1/close')),
    'once the owner says, by the link of the notice, that it was not them': async ({ me }) => {
      const told = (await mailsTo(me.email)).filter(({ text }) => text.includes('Health Diary'))
      expect(told).toHaveLength(1)
      must(await house.call('POST', '/portal/v1/not-me', { token: linkIn(told[0]!.text) }))
    },
  }
  it.each(Object.keys(ends))('reads nothing more %s, and does not come back to life', async (when) => {
    const theft = await aTheft()
    await ends[when]!(theft)
    expect(await theft.reads()).toBe(401)
    await expect(theft.renews()).rejects.toMatchObject({ error: 'invalid_grant' })
    await house.owner.write
      .updateTable('portal_account')
      .set({ status: 'active', must_change_password: 0 })
      .where('id', '=', theft.me.loginId)
      .execute()
    expect(await theft.reads()).toBe(401)
  })

  it('is let in by no session that was left open: it takes a sign-in of minutes ago', async () => {
    const me = await signedInPatient(house)
    const app = await appClient(house, clientId)
    const browser = appBrowser(house)
    const { url } = await app.ask(wide)
    await browser.signIn(await browser.open(`${origin}/portal/sign-in`), me.email)
    house.later(11 * 60)
    const asked = await browser.open(url)
    expect(asked.text).toContain('Health Diary')
    expect((await browser.decide(asked)).status).toBe(403)
    expect((await house.rows('app_access')).filter((row) => row.account_id === me.loginId)).toEqual([])
    expect((await mailsTo(me.email)).filter(({ text }) => text.includes('Health Diary'))).toEqual([])
  })

  it('by a proxy is over when their access is, and does not come back with access that is granted or widened anew', async () => {
    const [parent, child] = [await signedInPatient(house), await aPatient(house)]
    const grant = () => aGrant(house, child.id, { proxy_patient_id: parent.patientId, access: 'full' })
    const { id } = await grant()
    const decision = { do: 'allow', for: id }
    const { app, tokens } = await letIn(house, clientId, parent.email, wide, decision)
    expect((await app.read('Condition', tokens.access_token)).status).toBe(200)
    const listed = async () => must(await patientBy(parent).get('/portal/v1/apps')).length
    expect(await listed()).toBe(1)
    const change = (values: Partial<ProxyGrantRow>) =>
      house.owner.write.updateTable('proxy_grant').set(values).where('id', '=', id).execute()
    await change({ access: 'limited' })
    const isOver = async () => {
      expect((await app.read('Condition', tokens.access_token)).status).toBe(401)
      const before = (await house.audit('portal.app-let-in')).length
      await expect(app.renew(tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' })
      expect((await house.audit('portal.app-let-in')).length).toBe(before)
      expect(await listed()).toBe(0)
    }
    await isOver()
    house.later(1)
    await change({ access: 'full', changed_at: house.desk.clock().toISOString() })
    await isOver()
    await change({ status: 'ended' })
    await isOver()
    await grant()
    await isOver()
  })
})
