import { beforeAll, describe, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, channelOf, must, type TestPatient } from '../support/people.ts'
import { until } from '../support/until.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
async function sendTo(patient: TestPatient) {
  await anAccount(house, patient)
  const call = await aCall(agent, patient)
  return must(
    await agent.post(`/api/patients/${patient.id}/acts/send-reset-link`, { ...call, reason: 'test' }),
  )
}
const mailOf = async (patient: TestPatient) =>
  (await house.rows('mail')).find((m) => m.patient_id === patient.id)!

describe('the outbox', () => {
  it('hands a mail to the SMTP server, then forgets its text', async () => {
    const patient = await aPatient(house)
    await sendTo(patient)
    await house.mailbox.next((m) => m.to === patient.emails[0])
    await until(async () => (await mailOf(patient)).status === 'sent')
    expect(await mailOf(patient)).toMatchObject({ attempts: 1, sealed_message: null, last_error: null })
    expect((await house.audit('mail.sent')).filter((e) => e.patientIds?.includes(patient.id))).toHaveLength(1)
  })

  it('says of a code and a link that an agent sends in which case it was, and of one asked for in the portal in none', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const { number } = must(await agent.get(`/api/cases/${call.caseId}`))
    const channelId = (await channelOf(house, patient.id)).id
    const act = (name: string) =>
      agent.post(`/api/patients/${patient.id}/acts/${name}`, { ...call, reason: 'test' })
    const sent = [
      () => act('send-reset-link'),
      () => act('send-username'),
      () => agent.post(`/api/verifications/${call.verificationId}/call-back`, { channelId }),
    ]
    for (const send of sent) {
      must(await send())
      await deliverMail(house.desk)
      const { text } = house.mailbox.mails.findLast(({ to }) => to === patient.emails[0])!
      expect(text).toContain(`case ${number} of our help desk`)
    }
    await house.call('POST', '/portal/v1/password/forgot', { username })
    await answerForgotten(house.desk)
    await deliverMail(house.desk)
    const own = house.mailbox.mails.findLast(({ to }) => to === patient.emails[0])!.text
    expect(own).toContain('/portal/reset#')
    expect(own).not.toMatch(/ case /)
  })

  it('shows a bounce on the patient’s page, marks the address, and diagnosis says so', async () => {
    const patient = await aPatient(house)
    house.mailbox.bouncing.add(patient.emails[0]!)
    await sendTo(patient)
    await until(async () => (await mailOf(patient)).status === 'bounced')
    const page = must(await agent.get(`/api/patients/${patient.id}`))
    expect(page.mails[0]).toMatchObject({ status: 'bounced', lastError: 'smtp-550' })
    expect(page.channels.find((c: { system: string }) => c.system === 'email')).toMatchObject({
      unreachable: 'bounced',
    })
    expect(must(await agent.get(`/api/patients/${patient.id}/diagnosis`)).causes[0].code).toBe(
      'delivery-failed',
    )
  })

  it('tries again while the server is away, and gives up when the link would be dead', async () => {
    const patient = await aPatient(house)
    const { smtpUrl } = house.desk.config
    house.desk.config.smtpUrl = undefined
    await sendTo(patient)
    await until(async () => (await mailOf(patient)).last_error !== null)
    expect(await mailOf(patient)).toMatchObject({ status: 'queued', last_error: 'no-mail-server-configured' })
    house.desk.config.smtpUrl = smtpUrl
    house.later(60)
    await deliverMail(house.desk)
    await house.mailbox.next((m) => m.to === patient.emails[0])
    expect((await mailOf(patient)).status).toBe('sent')

    const other = await aPatient(house)
    house.desk.config.smtpUrl = undefined
    await sendTo(other)
    await until(async () => (await mailOf(other)).last_error !== null)
    house.later(3600)
    await deliverMail(house.desk)
    expect(await mailOf(other)).toMatchObject({ status: 'failed', sealed_message: null })
    house.desk.config.smtpUrl = smtpUrl
  })

  it('sends each mail once though rounds run at the same time', async () => {
    const patients = await Promise.all(Array.from({ length: 5 }, () => aPatient(house)))
    agent = await house.signIn('helpdesk')
    for (const patient of patients) await sendTo(patient)
    await Promise.all([1, 2, 3].map(() => deliverMail(house.desk)))
    await until(async () => (await Promise.all(patients.map(mailOf))).every((m) => m.status === 'sent'))
    for (const patient of patients)
      expect(house.mailbox.mails.filter((m) => m.to === patient.emails[0])).toHaveLength(1)
  })

  it('picks up a mail whose sender died', async () => {
    const patient = await aPatient(house)
    house.desk.config.smtpUrl = undefined
    agent = await house.signIn('helpdesk')
    await sendTo(patient)
    await until(async () => (await mailOf(patient)).last_error !== null)
    house.desk.config.smtpUrl = house.mailbox.url
    await house.desk.db.write
      .updateTable('mail')
      .set({ status: 'sending', next_attempt_at: house.desk.clock().toISOString() })
      .where('patient_id', '=', patient.id)
      .execute()
    await deliverMail(house.desk)
    expect((await mailOf(patient)).status).toBe('sending')
    house.later(301)
    await deliverMail(house.desk)
    expect((await mailOf(patient)).status).toBe('sent')
  })

  it('writes in the patient’s language, and nothing about the patient', async () => {
    const patient = await aPatient(house, { language: 'es-MX' })
    agent = await house.signIn('helpdesk')
    await sendTo(patient)
    const mail = await house.mailbox.next((m) => m.to === patient.emails[0])
    expect(mail.subject).toBe('Elija una contraseña nueva')
    for (const value of [patient.familyName, patient.mrn, patient.birthDate])
      expect(mail.text + mail.subject).not.toContain(value)
  })
})
