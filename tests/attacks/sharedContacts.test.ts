import { beforeAll, expect, it } from 'vitest'
import { showPatient } from '../../api/call/showPatient.ts'
import { sendCallBackCode } from '../../api/callers/callBack.ts'
import { callersPolicy } from '../../api/callers/policy.ts'
import { verifyCaller } from '../../api/callers/verifyCaller.ts'
import { dayMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { sendResetLink } from '../../api/logins/sendResetLink.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { patientsPolicy } from '../../api/patients/policy.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, aCase, anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const most = patientsPolicy.peopleOfOneContact.usual
const shelter = { phone: '413-555-7777', email: 'desk@shelter.test' }
/** As many as may share a contact, who share one that still proves. */
const family = '413-555-8888'
let agent: Person
let guests: TestPatient[]
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  guests = []
  for (let n = 0; n <= most; n++) {
    const phones = [shelter.phone, ...(n < most ? [family] : [])]
    guests.push(await aPatient(house, { phones, emails: [shelter.email, `guest${n}@own.test`] }))
  }
})

const ask = async (patient: TestPatient, answers: object) => {
  const { id: caseId } = await aCase(agent, patient.id)
  const { givenName, familyName, birthDate } = patient
  const body = { caseId, caller: 'patient', answers: { givenName, familyName, birthDate, ...answers } }
  return agent.post(`/api/patients/${patient.id}/verifications`, body)
}
const channelsOf = async ({ id }: TestPatient) => {
  const { channels } = must(await agent.get(`/api/patients/${id}`), showPatient)
  const rows = await house.rows('contact_point')
  return channels.map((one) => ({ ...one, value: rows.find((row) => row.id === one.id)!.value }))
}
const channelId = async (patient: TestPatient, value: string) =>
  (await channelsOf(patient)).find((one) => one.value === value)!.id
const linksTo = async () => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter(({ text }) => /token=/.test(text)).map(({ to }) => to)
}

it('a contact of more people than may share one proves nobody: the agent is told to ask another question, and nothing is counted', async () => {
  const stranger = await aPatient(house)
  for (const patient of [guests[0]!, stranger])
    for (const factor of ['phone', 'email'] as const) {
      const refusal = refused(await ask(patient, { [factor]: shelter[factor] }), 422)
      expect(refusal.errors).toEqual({ [`answers.${factor}`]: expect.stringMatching(/many patients/) })
    }
  expect(await house.rows('verification')).toEqual([])
  expect(await house.rows('caller_wrong_answer')).toEqual([])
  // What as many have as may, and what is one's own, proves.
  for (const answers of [{ phone: family }, { email: 'guest0@own.test' }])
    expect(must(await ask(guests[0]!, answers), verifyCaller).tier).toBe('T1')
})

itOnce(
  'numbers are not tried through by it to see which many patients have: each that is refused is one of the answers of a day',
  async () => {
    const least = callersPolicy.answersComparedADay.least
    await savePolicy(house.owner.write, { answersComparedADay: least }, callersPolicy)
    const curious = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(curious, patient.id)
    const tried = (phone: string) =>
      curious.post(`/api/patients/${patient.id}/verifications`, {
        ...{ caseId, caller: 'patient', answers: { phone } },
      })
    for (let n = 0; n < least; n++) refused(await tried(shelter.phone), 422)
    expect(refused(await tried(shelter.phone), 429).code).toBe('answers-over')
    expect(await house.rows('caller_wrong_answer')).toEqual([])
    await savePolicy(
      house.owner.write,
      { answersComparedADay: callersPolicy.answersComparedADay.usual },
      callersPolicy,
    )
  },
)

it('takes no code and no link, which go to the contact that is the patient’s own', async () => {
  const guest = guests[1]!
  const shown = await channelsOf(guest)
  expect(Object.fromEntries(shown.map(({ value, unreachable }) => [value, unreachable]))).toMatchObject({
    [shelter.email]: 'shared',
    'guest1@own.test': null,
  })
  await anAccount(house, guest, { username: 'guest1@own.test', username_key: 'guest1@own.test' })
  const { caseId, verificationId } = await aCall(agent, guest)
  const [theirs, own] = [await channelId(guest, shelter.email), await channelId(guest, 'guest1@own.test')]
  const code = (to: string) => agent.post(`/api/verifications/${verificationId}/call-back`, { channelId: to })
  const link = (to: object) =>
    agent.post(`/api/patients/${guest.id}/acts/send-reset-link`, {
      reason: 'asked for',
      caseId,
      verificationId,
      ...to,
    })
  expect(refused(await code(theirs), 422).errors!.channelId).toMatch(/many patients/)
  must(await code(own), sendCallBackCode)
  expect(refused(await link({ channelId: theirs }), 422).errors!.channelId).toMatch(/many patients/)
  must(await link({}), sendResetLink)
  must(await house.call('POST', '/portal/v1/password/forgot', { username: 'guest1@own.test' }), 202)
  await answerForgotten(house.desk)
  expect(new Set(await linksTo())).toEqual(new Set(['guest1@own.test']))
})

it('leaves whoever has no other the way in person; and a hospital may say how many may share one', async () => {
  const guest = await aPatient(house, { phones: [shelter.phone], emails: [shelter.email] })
  await anAccount(house, guest, { username: 'last@guest.test', username_key: 'last@guest.test' })
  must(await house.call('POST', '/portal/v1/password/forgot', { username: 'last@guest.test' }), 202)
  await answerForgotten(house.desk)
  expect(await linksTo()).not.toContain(shelter.email)
  const { caseId, verificationId } = await aCall(agent, guest)
  const link = () =>
    agent.post(`/api/patients/${guest.id}/acts/send-reset-link`, {
      reason: 'asked for',
      caseId,
      verificationId,
    })
  expect(refused(await link(), 422).code).toBe('channel-shared')
  await savePolicy(house.owner.write, { peopleOfOneContact: 50 }, patientsPolicy)
  must(await link(), sendResetLink)
  expect(must(await ask(guest, { phone: shelter.phone }), verifyCaller).tier).toBe('T1')
})

it('counts those who had it until lately, and one person once, however often a feed brought it', async () => {
  await savePolicy(house.owner.write, { peopleOfOneContact: most }, patientsPolicy)
  await house.owner.write
    .updateTable('contact_point')
    .set({ ended_at: house.desk.clock().toISOString() })
    .where('value', '=', shelter.phone)
    .where('patient_id', '!=', guests[0]!.id)
    .execute()
  expect((await ask(guests[0]!, { phone: shelter.phone })).status).toBe(422)
  const one = await aPatient(house, { phones: ['413-555-9999'] })
  const row = (await house.rows('contact_point')).find((each) => each.value === '413-555-9999')!
  for (let n = 0; n < most + 5; n++)
    await house.owner.write
      .insertInto('contact_point')
      .values({ ...row, id: crypto.randomUUID(), ended_at: row.on_file_since })
      .execute()
  expect(must(await ask(one, { phone: '413-555-9999' }), verifyCaller).tier).toBe('T1')
})

it('keeps no patient out by people who register with what was that patient’s for long: codes and links still go there, and none to the others', async () => {
  const theirs = { phone: '413-555-6666', email: 'victim@own.test' }
  const contacts = { phones: [theirs.phone], emails: [theirs.email] }
  const victim = await aPatient(house, contacts)
  await anAccount(house, victim, { username: theirs.email, username_key: theirs.email })
  /** They had them so many days before now. */
  const hadFor = async ({ id }: TestPatient, days: number) => {
    for (const row of (await house.rows('contact_point')).filter((one) => one.patient_id === id))
      await house.owner.write
        .updateTable('contact_point')
        .set({ id: newId(Date.now() - days * dayMs) })
        .where('id', '=', row.id)
        .execute()
  }
  const { usual } = patientsPolicy.heldFirstDays
  await hadFor(victim, usual + 1)
  const late = await aPatient(house, contacts)
  await hadFor(late, usual - 1)
  const others: TestPatient[] = []
  for (let n = 0; n <= most; n++) others.push(await aPatient(house, contacts))
  // That a source calls it former, from whenever, makes nobody the first.
  await house.owner.write
    .updateTable('contact_point')
    .set({ on_file_since: '1900-01-01T00:00:00.000Z' })
    .where(
      'patient_id',
      'in',
      others.map(({ id }) => id),
    )
    .execute()
  must(await house.call('POST', '/portal/v1/password/forgot', { username: theirs.email }), 202)
  await answerForgotten(house.desk)
  expect(await linksTo()).toContain(theirs.email)
  const why = async (patient: TestPatient) => (await channelsOf(patient)).map((one) => one.unreachable)
  expect(await why(victim)).not.toContain('shared')
  // Who had it only shortly before the others did is one of them.
  for (const one of [late, others[0]!]) expect(await why(one)).toContain('shared')
  // What is said of it proves none of them, the patient neither.
  expect((await ask(victim, { email: theirs.email })).status).toBe(422)
})
