import { beforeAll, expect, it } from 'vitest'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'
import { aMember } from '../support/snoopers.ts'

const house = houseForTests()
let officer: Person
beforeAll(async () => {
  officer = await house.signIn('privacy-officer', 'Olive Officer')
}, 60_000)

/** An alert about somebody whose manager the personnel records name. */
async function anAlert() {
  const patient = await aPatient(house)
  const glass = {
    mrn: patient.mrn,
    birthDate: patient.birthDate,
    reason: 'other',
    explanation: 'The ward called for help.',
  }
  const subject = await house.signIn('manager')
  must(await subject.post('/api/break-glass', glass), 201)
  const boss = await aMember(house, { name: 'Bo Manager' })
  await house.owner.write
    .insertInto('staff_record')
    .values({
      staff_id: subject.id,
      given_name: 'A',
      family_name: 'B',
      birth_date: null,
      phone_key: null,
      email_key: null,
      department: null,
      manager_id: boss,
      employed_until: null,
      schedule: null,
      updated_at: '2026-01-01T00:00:00.000Z',
    })
    .execute()
  const { id } = await house.owner.write
    .selectFrom('privacy_alert')
    .select('id')
    .where('patient_id', '=', patient.id)
    .executeTakeFirstOrThrow()
  const emailOf = async (staff: string) => (await house.rows('staff')).find((row) => row.id === staff)!.email
  return { id, patient, subject: await emailOf(subject.id), boss: await emailOf(boss) }
}

const question = 'What was the emergency access of that day for?'
async function ask(id: string, asked: 'employee' | 'manager', to: string) {
  must(await officer.post(`/api/privacy-alerts/${id}/inquiries`, { asked, question }), 201)
  await deliverMail(house.desk)
  const mail = await house.mailbox.next((one) => one.to === to && one.text.includes('#/inquiry?token='))
  return { mail, token: /token=([\w-]+)/.exec(mail.text)![1]! }
}
const open = (token: string) => house.call('POST', '/api/privacy-inquiry', { token })
const answer = (token: string, text = 'The ward called.') =>
  house.call('POST', '/api/privacy-inquiry/answer', { token, wasWork: 'yes', answer: text })
const shown = async (id: string) => must(await officer.get(`/api/privacy-alerts/${id}`)).inquiries

it('an employee and their manager answer an officer by a link: once, shown no patient, and the answer stays with the alert', async () => {
  const { id, patient, subject, boss } = await anAlert()
  const [own, other] = [await ask(id, 'employee', subject), await ask(id, 'manager', boss)]
  for (const { mail, token } of [own, other]) {
    expect(mail.text).not.toContain(question)
    const page = await open(token)
    expect(page.body).toMatchObject({ question, staffName: 'manager Person' })
    for (const text of [mail.text, JSON.stringify(page.body)])
      for (const one of [patient.id, patient.mrn, patient.familyName, patient.birthDate, 'break-glass'])
        expect(text).not.toContain(one)
  }
  const at = (await Promise.all([1, 2, 3].map((n) => answer(own.token, `Answer ${n}`)))).map((r) => r.status)
  expect(at.sort()).toEqual([200, 409, 409])
  expect((await open(own.token)).body.code).toBe('inquiry-over')
  expect(await shown(id)).toMatchObject([
    {
      asked: 'employee',
      wasWork: 'yes',
      answer: expect.stringMatching(/^Answer \d$/),
      askedBy: 'Olive Officer',
    },
    { asked: 'manager', to: 'Bo Manager', answeredAt: null, answer: null },
  ])
  expect(await house.audit('privacy-inquiry.answered')).toMatchObject([
    { objectId: id, outcome: 'success', detail: { asked: 'employee', wasWork: 'yes' } },
  ])
  const refused = (await house.audit()).filter((one) => one.detail?.act === 'privacy-inquiry.answered')
  expect(refused.map((one) => [one.outcome, one.objectId])).toEqual([
    ['failure', id],
    ['failure', id],
  ])
  expect(JSON.stringify(await house.audit())).not.toMatch(/Answer \d|emergency access of that day/)
  expect(JSON.stringify(await house.rows('alert_inquiry'))).not.toContain(other.token)
})

it('a link ends with its days and with the review', async () => {
  const { id, subject, boss } = await anAlert()
  const own = await ask(id, 'employee', subject)
  await house.owner.write
    .updateTable('privacy_alert')
    .set({ status: 'signed' })
    .where('id', '=', id)
    .execute()
  expect([(await open(own.token)).status, (await answer(own.token)).status]).toEqual([409, 409])
  await house.owner.write.updateTable('privacy_alert').set({ status: 'open' }).where('id', '=', id).execute()
  const other = await ask(id, 'manager', boss)
  house.later(8 * 24 * 60 * 60)
  expect([(await open(other.token)).status, (await answer(other.token)).status]).toEqual([409, 409])
  expect((await open('A'.repeat(43))).status).toBe(404)
})
