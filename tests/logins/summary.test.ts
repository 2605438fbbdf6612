import { beforeEach, describe, expect, it } from 'vitest'
import { takeEffect } from '../../api/logins/contact/takeEffect.ts'
import { sendSummary } from '../../api/logins/summary/sendSummary.ts'
import { told } from '../../api/logins/summary/told.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { catalogue } from '../../api/rooms.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, linkIn, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})

type Call = { caseId: string; verificationId: string }
const act = ({ id }: TestPatient, name: string, body: object) =>
  agent.post(`/api/patients/${id}/acts/${name}`, { reason: 'asked', ...body })
const send = ({ id }: TestPatient, call: Call) => agent.post(`/api/patients/${id}/summaries`, call)
const seen = (call: Call) =>
  house.owner.write
    .updateTable('verification')
    .set({ tier: 'T3' })
    .where('id', '=', call.verificationId)
    .execute()
async function mailTo(patient: TestPatient) {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter(({ to }) => to === patient.emails[0]).at(-1)!
}
async function called(over: Partial<TestPatient> = {}) {
  const patient = await aPatient(house, over)
  await anAccount(house, patient)
  return { patient, call: await aCall(agent, patient) }
}

describe('the summary of a call', () => {
  it('says in the patient’s language what was done, and names nobody; it is recorded, and sent once', async () => {
    const { patient, call } = await called({ language: 'es' })
    must(await act(patient, 'send-reset-link', call))
    must(await act(patient, 'end-sessions', { ...call, reason: `Ana ${patient.familyName} has diabetes` }))
    const { mail } = must(await send(patient, call), sendSummary)
    expect(mail.channel).not.toBe(patient.emails[0])
    const { subject, text } = await mailTo(patient)
    expect(subject).toBe('Lo que hicimos por usted')
    expect(text).toContain('- Le enviamos un enlace para elegir una contraseña nueva.\n- Cerramos su sesión')
    for (const secret of [patient.familyName, patient.givenName, patient.mrn, 'diabetes', '/portal/reset'])
      expect(text).not.toContain(secret)
    const [event] = (await house.audit('account.summary-sent')).filter((e) => e.caseId === call.caseId)
    expect(event).toMatchObject({
      patientIds: [patient.id],
      detail: { told: ['send-reset-link', 'end-sessions'] },
    })
    expect(refused(await send(patient, call), 409).code).toBe('summary-sent')
  })

  itOnce('says that nothing was changed where nothing was', async () => {
    const { patient, call } = await called()
    must(await agent.post(`/api/cases/${call.caseId}/notes`, { text: 'asked about the weather' }))
    must(await send(patient, call), sendSummary)
    expect((await mailTo(patient)).text).toContain('- We answered your question. Nothing was changed.')
  })

  itOnce(
    'never goes to an address that changed in the case, also when the patient was seen in person',
    async () => {
      const { patient, call } = await called()
      await seen(call)
      const email = `thief.${patient.mrn}@elsewhere.test`
      must(await act(patient, 'change-email', { ...call, email, old: 'end' }))
      expect(await takeEffect(house.desk)).toBe(1)
      expect(refused(await send(patient, call), 422).errors).toHaveProperty('channelId')
      await deliverMail(house.desk)
      const there = house.mailbox.mails.filter(({ to }) => to === email)
      expect(there.filter(({ subject }) => subject === 'What we did for you')).toEqual([])
    },
  )

  itOnce('is not sent to whom nobody verified, for kin, or in another’s case', async () => {
    const { patient, call } = await called()
    const { caseId } = call
    expect(refused(await send(patient, { caseId } as Call), 403).missing).toMatchObject([{ code: 'tier-T1' }])
    const other = await called()
    refused(await send(patient, other.call), 422)
  })

  itOnce('has a link by which whoever reads it says that it was not them', async () => {
    const { patient, call } = await called()
    must(await act(patient, 'send-reset-link', call))
    must(await send(patient, call), sendSummary)
    must(await house.call('POST', '/portal/v1/not-me', { token: linkIn((await mailTo(patient)).text) }))
    const rows = await house.rows('portal_account')
    expect(rows.find((row) => row.patient_id === patient.id)!.status).toBe('locked')
    expect((await house.rows('privacy_alert')).filter((row) => row.patient_id === patient.id)).toMatchObject([
      { staff_id: agent.id },
    ])
  })

  itOnce('has words for every act on an account, but for those that are kept from it', () => {
    const kept = ['doubt-custody']
    // Told as well, though it does nothing to the account.
    const beside = ['view-as-patient']
    const slugs = catalogue.acts.flatMap(
      ({ at }) => /^POST \/api\/patients\/\{id\}\/acts\/(.+)$/.exec(at)?.[1] ?? [],
    )
    expect(slugs.filter((slug) => !(slug in told) && !kept.includes(slug))).toEqual([])
    expect([...Object.keys(told), ...kept].filter((slug) => !slugs.includes(slug))).toEqual(beside)
  })
})
