import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { adoptionPolicy } from '../../api/adoption/policy.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { messagesPolicy } from '../../api/messages/policy.ts'
import { houseForTests, type Person, type Reply } from '../support/harness.ts'
import {
  aCall,
  aCase,
  anAccount,
  aPatient,
  channelOf,
  must,
  refused,
  seenInPerson,
} from '../support/people.ts'
import { examples } from './examples/all.ts'
import { aCaredFor, aMedication, aQuestion } from './examples/messages.ts'
import { aGrant } from './examples/proxies.ts'
import { type Cast, perform } from './stage.ts'

const house = houseForTests()
let agent: Person
let supervisor: Person
let second: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  supervisor = await house.signIn('supervisor')
  second = await house.signIn('supervisor')
})
const forty = Array.from({ length: 40 }, (_, i) => i)
const statuses = (replies: { status: number }[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))
/** All of them at once. Whoever a busy server sends away asks again, as any client does. */
async function atOnce<T>(those: readonly T[], ask: (one: T) => Promise<Reply>): Promise<Reply[]> {
  const replies = await Promise.all(those.map(ask))
  for (let rounds = 0; rounds < 5 && replies.some(({ status }) => status === 503); rounds++)
    await Promise.all(
      replies.map(async ({ status }, n) => {
        if (status === 503) replies[n] = await ask(those[n]!)
      }),
    )
  return replies
}
const mailsTo = async (patientId: string) =>
  (await house.rows('mail')).filter((mail) => mail.patient_id === patientId).length

describe('forty at once', () => {
  it('asking for a call-back code get three codes, and one mail each', async () => {
    const patient = await aPatient(house)
    const { verificationId } = await aCall(agent, patient)
    const channelId = (await channelOf(house, patient.id)).id
    const replies = await atOnce(forty, () =>
      agent.post(`/api/verifications/${verificationId}/call-back`, { channelId }),
    )
    expect(statuses(replies)).toEqual({ 200: 3, 429: 37 })
    // The verification lasts half an hour, and no more are sent for it.
    const waits = replies
      .filter((reply) => reply.status === 429)
      .map((r) => Number(r.headers.get('Retry-After')))
    for (const seconds of waits)
      expect([seconds, seconds > 1_700 && seconds <= 1_800]).toEqual([seconds, true])
    expect(await mailsTo(patient.id)).toBe(3)
  })

  it('guessing a call-back code are told three times that it is wrong, and no more', async () => {
    const patient = await aPatient(house)
    const { verificationId } = await aCall(agent, patient)
    const path = `/api/verifications/${verificationId}/call-back`
    must(await agent.post(path, { channelId: (await channelOf(house, patient.id)).id }))
    const text = (await house.mailbox.next((mail) => mail.to === patient.emails[0])).text
    const right = /\b\d{6}\b/.exec(text)![0]
    const guesses = forty.map((i) => String(i).padStart(6, '0')).filter((code) => code !== right)
    const replies = await atOnce(guesses, (code) => agent.post(`${path}/confirm`, { code }))
    expect(statuses(replies)).toEqual({ 422: 3, 409: guesses.length - 3 })
    expect((await agent.post(`${path}/confirm`, { code: right })).status).toBe(409)
  })

  it('guessing who a patient is get three answers a day, over all their cases', async () => {
    const patient = await aPatient(house)
    const cases = await Promise.all([1, 2, 3, 4].map(() => aCase(agent, patient.id)))
    const replies = await atOnce(forty, (i) =>
      agent.post(`/api/patients/${patient.id}/verifications`, {
        caseId: cases[i % 4]!.id,
        caller: 'patient',
        answers: { [['mrn', 'phone', 'email', 'street'][i % 4]!]: `guess-${i}` },
      }),
    )
    expect(statuses(replies)).toEqual({ 201: 3, 429: 37 })
  })

  it('unlocking one login unlock it once, with one mail', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient, { status: 'locked' })
    const call = await aCall(agent, patient)
    const replies = await atOnce(forty, () =>
      agent.post(`/api/patients/${patient.id}/acts/unlock`, { ...call, reason: 'locked' }),
    )
    expect(statuses(replies)).toEqual({ 200: 1, 409: 39 })
    expect(await mailsTo(patient.id)).toBe(1)
  })

  it('asking for a code and for a link in turn are answered, as many as mails may be sent', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const channelId = (await channelOf(house, patient.id)).id
    const replies = await atOnce(forty, (i) =>
      i % 2
        ? agent.post(`/api/verifications/${call.verificationId}/call-back`, { channelId })
        : agent.post(`/api/patients/${patient.id}/acts/send-reset-link`, { ...call, reason: 'again' }),
    )
    expect(statuses(replies)).toEqual({ 200: 6, 429: 34 })
    expect(await mailsTo(patient.id)).toBe(6)
  })

  it('of a patient’s own in the portal come to what one may ask, write or guess, and no more', async () => {
    const { clinic, ...me } = await aCaredFor(house)
    const each = async (path: string, body: (i: number) => object) =>
      statuses(await atOnce(forty, (i) => me.by.post(`/portal/v1/${path}`, body(i))))
    expect(await each('refills', () => aMedication(clinic))).toEqual({ 201: 10, 409: 30 })
    expect(
      await each('message-threads', (i) => ({
        clinicId: clinic.id,
        subject: `Question ${i}`,
        text: 'When?',
      })),
    ).toEqual({ 201: 20, 429: 20 })
    expect(
      await each('proxies', (i) => ({
        name: `Lee Example${'abcdefghij'[i % 10]}`,
        relationship: 'caregiver',
      })),
    ).toEqual({ 201: 3, 409: 37 })
    const days = await each('wait-list', () => ({
      ...{ clinicId: clinic.id, kind: 'physical' },
      fromDay: house.desk.clock().toISOString().slice(0, 10),
      untilDay: new Date(house.desk.clock().getTime() + 864e5).toISOString().slice(0, 10),
    }))
    expect(days).toEqual({ 201: 1, 409: 39 })
    const child = await aPatient(house)
    const over = { proxy_patient_id: me.patientId, status: 'pending', waiting_for: 'proxy' } as const
    const { id } = await aGrant(house, child.id, over)
    const guesses = await each(`proxies/${id}/confirm`, (i) => ({ birthDate: `2001-02-${10 + (i % 18)}` }))
    expect(guesses[422]).toBe(3)
    const grant = (await house.rows('proxy_grant')).find((row) => row.id === id)!
    expect(grant.status).toBe('ended')
  })

  it('asking figures of a group, or sending files, come to a day’s number, and no more', async () => {
    await savePolicy(house.owner.write, { groupQuestionsADay: 100 }, adoptionPolicy)
    const manager = await house.signIn('manager')
    const asked = await atOnce(Array.from({ length: 120 }), () =>
      manager.get('/api/adoption/funnel?segment=sex%3Dfemale'),
    )
    expect(statuses(asked)).toEqual({ 200: 100, 429: 20 })

    await savePolicy(house.owner.write, { attachmentsADay: 5 }, messagesPolicy)
    const me = await aCaredFor(house)
    const attachments = [{ name: 'a.pdf', mediaType: 'application/pdf', content: btoa('%PDF-1.4 %%EOF') }]
    const sent = await atOnce(forty, () =>
      me.by.post('/portal/v1/message-threads', { ...aQuestion(me.clinic), attachments }),
    )
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201, 429]))
    const kept = sent.filter(({ status }) => status === 201).length
    expect([kept > 0, kept <= 5]).toEqual([true, true])
    expect(await house.rows('message_attachment')).toHaveLength(kept)
  })

  it('closing logins close five of callers who were not proved, over all patients', async () => {
    const by = await house.signIn('helpdesk')
    const called = await Promise.all(
      forty.slice(0, 12).map(async () => {
        const patient = await aPatient(house)
        await anAccount(house, patient)
        return { patient, caseId: (await aCase(by, patient.id)).id }
      }),
    )
    const replies = await atOnce(called, ({ patient, caseId }) =>
      by.post(`/api/patients/${patient.id}/acts/disable`, { caseId, reason: 'wrong-person' }),
    )
    expect(statuses(replies)).toEqual({ 200: 5, 403: 7 })
  })

  it('deleting a view of one’s own, or ending a session of one’s own, do it once', async () => {
    const cast = {
      helpdesk: agent,
      supervisor,
      'privacy-officer': await house.signIn('privacy-officer'),
    } as Cast
    for (const name of ['case-view.deleted', 'audit-view.deleted', 'staff.session-ended']) {
      const stage = await examples[name]!(house, cast)
      const replies = await atOnce(forty, () => perform(stage))
      expect([name, statuses(replies)]).toEqual([name, { 200: 1, 404: 39 }])
    }
  })

  it('with one key have one effect and one answer', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const key = { 'Idempotency-Key': randomUUID() }
    const replies = await atOnce(forty, () =>
      agent.post(`/api/patients/${patient.id}/acts/send-reset-link`, { ...call, reason: 'again' }, key),
    )
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1)
    expect(await mailsTo(patient.id)).toBe(1)
  })
})

describe('the second person', () => {
  it('who approves and rewrites what they approve at once never approves their own word', async () => {
    for (let round = 0; round < 5; round++) {
      const patient = await aPatient(house)
      const { caseId } = await aCall(agent, patient)
      const { id } = await seenInPerson(second, patient.id, caseId)
      await Promise.all(
        forty
          .slice(0, 10)
          .map((i) =>
            i % 2
              ? supervisor.post(`/api/verifications/${id}/approve`)
              : seenInPerson(supervisor, patient.id, caseId),
          ),
      )
      const approved = (await house.rows('verification')).filter((v) => v.approved_by !== null)
      expect(approved.map((v) => v.id)).toContain(id)
      for (const v of approved) expect([v.staff_id, v.seen_by]).not.toContain(v.approved_by)
    }
  })

  it('approves once, in time, and while the case is open', async () => {
    const patient = await aPatient(house)
    const { caseId } = await aCall(agent, patient)
    const path = `/api/verifications/${(await seenInPerson(agent, patient.id, caseId)).id}`
    must(await supervisor.post(`${path}/approve`))
    expect((await second.post(`${path}/approve`)).status).toBe(409)

    const other = await aCall(agent, patient)
    const { id: waits } = await seenInPerson(agent, patient.id, other.caseId)
    must(
      await agent.post(`/api/cases/${other.caseId}/close`, {
        cause: 'other',
        outcome: 'explained',
        version: 1,
      }),
    )
    expect((await supervisor.post(`/api/verifications/${waits}/approve`)).status).toBe(409)
    expect(caseId).not.toBe(other.caseId)
  })

  it('is the way that is left when the day’s answers are used up', async () => {
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(agent, patient.id)
    const guess = (mrn: string) =>
      agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers: { mrn } })
    const say = (answers: object) =>
      agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers })
    must(await guess('1'), 201)
    must(await guess('2'), 201)
    // One question is asked twice; the third wrong answer to any closes all.
    expect(refused(await guess('3'), 422).errors).toHaveProperty(['answers.mrn'])
    must(await say({ phone: '413-555-9999' }), 201)
    expect((await say({ email: 'a@b.test' })).status).toBe(429)
    const { id, tier } = await seenInPerson(agent, patient.id, caseId)
    expect(tier).toBe('T0')
    expect(must(await supervisor.post(`/api/verifications/${id}/approve`))).toMatchObject({
      tier: 'T3',
      attemptsLeft: 0,
    })
  })
})
