import { beforeEach, describe, expect, it } from 'vitest'
import { diagnose } from '../../api/logins/diagnose.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { signIn } from '../../api/portal/signIn.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import {
  aCall,
  aCase,
  anAccount,
  aPatient,
  linkIn,
  must,
  refused,
  type TestPatient,
} from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})

const day = 86_400
const press = (token: string) => house.call('POST', '/portal/v1/not-me', { token })
const loginOf = async ({ id }: TestPatient) =>
  (await house.rows('portal_account')).find((row) => row.patient_id === id)!
const alertsOf = async ({ id }: TestPatient) =>
  (await house.rows('privacy_alert')).filter((row) => row.patient_id === id)
async function mailsTo(address: string) {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}
/** The link of the newest notice to a patient. */
async function told({ emails }: TestPatient) {
  const mail = (await mailsTo(emails[0]!)).findLast(({ text }) => text.includes('/portal/not-me'))!
  return linkIn(mail.text)
}

const thiefs = 'seven purple elephants'
/** A thief reads the mailbox for a moment: chooses a password by a link, and is signed in on a device of theirs. */
async function takenOver() {
  const patient = await aPatient(house)
  const { username } = await anAccount(house, patient)
  const call = await aCall(agent, patient)
  const send = () =>
    agent.post(`/api/patients/${patient.id}/acts/send-reset-link`, { ...call, reason: 'asked' })
  must(await send())
  const linkOf = async () =>
    linkIn((await mailsTo(patient.emails[0]!)).findLast(({ text }) => text.includes('/portal/reset'))!.text)
  const choose = async (password: string) =>
    house.call('POST', '/portal/v1/password/reset', {
      token: await linkOf(),
      birthDate: patient.birthDate,
      password,
    })
  must(await choose(thiefs))
  const signedIn = must(
    await house.call('POST', '/portal/v1/session', { username, password: thiefs }),
    signIn,
  )
  const me = () =>
    house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${signedIn.token}` })
  must(await me())
  return { patient, username, me, device: signedIn.device, choose, call, send }
}

describe('whoever took a login over', () => {
  itOnce(
    'is shut out by the owner’s “this was not me”: session, password, device and links; and one call lets the owner in',
    async () => {
      const officer = await house.signIn('privacy-officer')
      const { patient, username, me, device, choose, send } = await takenOver()
      must(await send())
      must(await press(await told(patient)))
      expect((await me()).status).toBe(401)
      const { id } = await loginOf(patient)
      expect((await house.rows('portal_session')).filter((row) => row.account_id === id)).toEqual([])
      const again = { username, password: thiefs, device }
      expect((await house.call('POST', '/portal/v1/session', again)).status).toBe(403)
      expect((await choose('another of theirs 99')).status).toBe(422)
      expect(await loginOf(patient)).toMatchObject({ status: 'locked', must_change_password: 1 })

      const [alert] = await alertsOf(patient)
      expect(alert).toMatchObject({ staff_id: null, status: 'open' })
      const mail = (await mailsTo(officer.email)).at(-1)!
      expect(mail.text).toContain(`/#/privacy-alerts/${alert!.id}/show`)
      expect(mail.text).not.toContain(patient.familyName)
      const causes = async () =>
        must(await agent.get(`/api/patients/${patient.id}/diagnosis`), diagnose).causes.map(
          ({ code }) => code,
        )
      expect((await causes())[0]).toBe('suspected-takeover')

      // Their answer is itself a sign of risk: level 1 is not enough.
      const call = await aCall(agent, patient)
      const unlock = () =>
        agent.post(`/api/patients/${patient.id}/acts/unlock`, { ...call, reason: 'it is them' })
      expect(refused(await unlock(), 403).missing).toMatchObject([
        { code: 'tier-T2' },
        { code: 'risk-reported-not-me' },
      ])
      await house.owner.write
        .updateTable('verification')
        .set({ tier: 'T2' })
        .where('id', '=', call.verificationId)
        .execute()
      must(await unlock())
      must(await choose('velvet harbor lantern 52'))
      must(await house.call('POST', '/portal/v1/session', { username, password: 'velvet harbor lantern 52' }))
      expect(await causes()).not.toContain('suspected-takeover')
    },
  )

  itOnce(
    'brings the case that goes on before security, where the one they used was merged into another since',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const first = await aCase(agent, patient.id)
      const call = await aCall(agent, patient)
      must(
        await agent.post(`/api/patients/${patient.id}/acts/disable`, { ...call, reason: 'patient-request' }),
      )
      const caseRow = async (id: string) => (await house.rows('support_case')).find((row) => row.id === id)!
      const { version } = await caseRow(call.caseId)
      must(await agent.post(`/api/cases/${call.caseId}/merge`, { into: first.id, version }))
      must(await press(await told(patient)))
      expect(await caseRow(first.id)).toMatchObject({ status: 'escalated', escalated_to: 'security' })
      expect(await caseRow(call.caseId)).toMatchObject({ status: 'closed', escalated_to: null })
    },
  )

  it('does not undo the owner’s answer by what they were proved for before it, in another case', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const [one, another] = [await aCall(agent, patient), await aCall(agent, patient)]
    await house.owner.write
      .updateTable('verification')
      .set({ tier: 'T2' })
      .where('patient_id', '=', patient.id)
      .execute()
    const act = (name: string, body: object) =>
      agent.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'asked', ...body })
    must(await act('change-phone', { ...one, phone: '413 555 7777', kind: 'mobile', old: 'keep' }))
    must(await press(await told(patient)))
    expect(refused(await act('unlock', another), 403).missing).toMatchObject([
      { code: 'verification-expired' },
      { code: 'tier-T2' },
      { code: 'risk-contact-change' },
      { code: 'risk-reported-not-me' },
    ])
  })

  it('cannot open anything by the link, nor keep it working: once, for all notices until then, and for seven days', async () => {
    const { patient, choose, send } = await takenOver()
    const first = await told(patient)
    must(await send())
    must(await choose('a second of theirs 77'))
    const second = await told(patient)
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => press(n % 2 ? first : second)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.find(({ status }) => status === 200)!.body).toEqual({})
    const events = (await house.audit('account.reported-not-me')).filter((e) =>
      e.patientIds?.includes(patient.id),
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain(first)
    expect(await alertsOf(patient)).toHaveLength(1)

    const late = await takenOver()
    const link = await told(late.patient)
    house.later(7 * day + 60)
    agent = await house.signIn('helpdesk')
    refused(await press(link), 422)
    expect((await loginOf(late.patient)).status).toBe('active')
  })

  itOnce('is not helped by a scanner that opens every link of a mail: only the button does it', async () => {
    const { patient } = await takenOver()
    const link = await told(patient)
    const page = await house.app.request(`http://localhost:8080/portal/not-me`)
    expect(page.status).toBe(200)
    expect((await loginOf(patient)).status).toBe('active')
    must(await press(link))
  })
})

describe('a colleague who disables a login', () => {
  itOnce(
    'is who the alert is about when its owner answers, loses the case to security, and is not told',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const disable = { ...(await aCall(agent, patient)), reason: 'patient-request' }
      must(await agent.post(`/api/patients/${patient.id}/acts/disable`, disable))
      must(await press(await told(patient)))
      expect(await alertsOf(patient)).toMatchObject([{ staff_id: agent.id }])
      const row = (await house.rows('support_case')).find(({ id }) => id === disable.caseId)!
      expect(row).toMatchObject({ status: 'escalated', escalated_to: 'security', assigned_to: null })
      // What is disabled stays so: it is more closed than locked.
      expect((await loginOf(patient)).status).toBe('disabled')
      expect((await house.audit('case.escalated')).at(-1)).toMatchObject({ caseId: disable.caseId })
    },
  )
})
