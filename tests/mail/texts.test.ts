import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { showPatient } from '../../api/call/showPatient.ts'
import { confirmCallBackCode, sendCallBackCode } from '../../api/callers/callBack.ts'
import { hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { endLinksTo } from '../../api/logins/closeAccess.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, aPatient, channelOf, must, refused, type TestPatient } from '../support/people.ts'
import { type Conduct, startTextGateway, type TextGateway } from '../support/smsGateway.ts'

const house = houseForTests()
let gateway: TextGateway
let agent: Person
beforeAll(async () => {
  gateway = await startTextGateway()
  agent = await house.signIn('helpdesk')
})
beforeEach(async () => {
  house.desk.config.sms = gateway.config
  await deliverMail(house.desk)
  gateway.next.length = 0
})
afterAll(() => gateway.stop())

/** Somebody with a mobile on file, on the telephone. */
async function caller(over: Partial<TestPatient> = {}) {
  const patient = await aPatient(house, over)
  const { id: channelId } = await mobile(patient)
  const { verificationId, caseId } = await aCall(agent, patient)
  const path = `/api/verifications/${verificationId}/call-back`
  return { patient, caseId, path, send: () => agent.post(path, { channelId }) }
}
async function mobile(patient: TestPatient) {
  const phone = await channelOf(house, patient.id, 'phone')
  await house.owner.write
    .updateTable('contact_point')
    .set({ takes_texts: 1 })
    .where('id', '=', phone.id)
    .execute()
  return phone
}
const numberOf = ({ phones }: TestPatient) => `+1${phones[0]!.replaceAll('-', '')}`
const textsTo = (patient: TestPatient) => gateway.texts.filter(({ to }) => to === numberOf(patient))
const rowOf = async (patient: TestPatient) =>
  (await house.rows('mail')).find((mail) => mail.patient_id === patient.id)!
const eventsOf = async (patient: TestPatient) =>
  (await house.audit()).filter((e) => e.patientIds?.includes(patient.id) && /^(text|mail)\./.test(e.action))
const pageOf = async (patient: TestPatient) =>
  must(await agent.get(`/api/patients/${patient.id}`), showPatient)

/** Sends a code while the gateway does this and that, and lets as many rounds go by. */
async function sendWhile(...conduct: Conduct[]) {
  const who = await caller()
  gateway.next.push(...conduct)
  must(await who.send(), sendCallBackCode)
  for (const _ of conduct) {
    await deliverMail(house.desk)
    house.later(61)
  }
  await deliverMail(house.desk)
  return who.patient
}

describe('a code by text message', () => {
  itOnce('reaches the telephone on file, lifts the caller to T2, and is forgotten here', async () => {
    const { patient, path, send } = await caller({ language: 'es' })
    const sent = must(await send(), sendCallBackCode)
    expect(sent.callBack!.sentTo).toBe(`•••${patient.phones[0]!.slice(-2)}`)
    await deliverMail(house.desk)
    const [text] = textsTo(patient)
    expect(text).toMatchObject({ to: numberOf(patient), from: '+15550100000' })
    expect(text!.body).toContain('es su código de')
    for (const value of [patient.familyName, patient.mrn, patient.birthDate])
      expect(text!.body).not.toContain(value)
    const code = /\b\d{6}\b/.exec(text!.body)![0]
    expect(await rowOf(patient)).toMatchObject({ channel: 'text', status: 'sent', sealed_message: null })
    const log = JSON.stringify(await house.audit())
    for (const value of [code, numberOf(patient), patient.phones[0]!, gateway.config.token])
      expect(log).not.toContain(value)
    expect((await eventsOf(patient)).map((e) => e.action)).toEqual(['text.sent'])
    expect((await pageOf(patient)).mails[0]).toMatchObject({ channel: 'text', status: 'sent' })
    expect(must(await agent.post(`${path}/confirm`, { code }), confirmCallBackCode).tier).toBe('T2')
  })

  it('goes to no telephone of whoever acts for a teenager, nor is a change told by it alone; of a child and an adult it does', async () => {
    for (const [years, goes] of [
      [15, false],
      [9, true],
      [30, true],
    ] as const) {
      const parent = await aPatient(house)
      const birthDate = yearsBefore(hospitalDay(house.desk.clock(), 'UTC'), years)
      const { patient, caseId, path, send } = await caller({ birthDate, phones: parent.phones, emails: [] })
      await aGrant(house, patient.id, { proxy_patient_id: parent.id })
      const shown = (await pageOf(patient)).channels.map(({ unreachable }) => unreachable)
      expect([years, shown]).toEqual([years, [goes ? null : 'guardians']])
      const sent = await send()
      if (goes) must(sent, sendCallBackCode)
      else expect(refused(sent, 422).errors).toHaveProperty('channelId')
      if (years < 13) continue
      const verificationId = path.split('/')[3]!
      await house.owner.write
        .updateTable('verification')
        .set({ tier: 'T2' })
        .where('id', '=', verificationId)
        .execute()
      const change = {
        caseId,
        verificationId,
        reason: 'x',
        email: `new.${years}@elsewhere.test`,
        old: 'end',
      }
      const asked = await agent.post(`/api/patients/${patient.id}/acts/change-email`, change)
      expect([years, asked.status]).toEqual([years, goes ? 200 : 403])
    }
  })

  itOnce('counts with the mails: together no more secrets an hour than the policy has', async () => {
    const { patient, path, send } = await caller()
    const email = await channelOf(house, patient.id)
    const other = await aCall(agent, patient)
    const ways = [send, () => agent.post(path, { channelId: email.id })]
    for (let i = 0; i < 3; i++) must(await ways[i % 2]!(), sendCallBackCode)
    const again = `/api/verifications/${other.verificationId}/call-back`
    for (let i = 0; i < 3; i++) must(await agent.post(again, { channelId: email.id }), sendCallBackCode)
    const { verificationId } = await aCall(agent, patient)
    const phone = await channelOf(house, patient.id, 'phone')
    const over = await agent.post(`/api/verifications/${verificationId}/call-back`, { channelId: phone.id })
    expect(refused(over, 429).message).toMatch(/So many codes and links were sent/)
  })
})

describe('a gateway', () => {
  it('that refuses the number is believed: nothing more goes there, and the page says so', async () => {
    const patient = await sendWhile({ status: 400, code: 21614 })
    expect(await rowOf(patient)).toMatchObject({ status: 'bounced', last_error: 'sms-21614', attempts: 1 })
    expect(await rowOf(patient)).toMatchObject({ sealed_message: null })
    expect((await eventsOf(patient)).map((e) => [e.action, e.outcome])).toEqual([['text.failed', 'failure']])
    const phone = (await pageOf(patient)).channels.find(({ system }) => system === 'phone')
    expect(phone).toMatchObject({ unreachable: 'bounced' })
  })

  itOnce('that refuses us is not asked again, and the number is not blamed', async () => {
    for (const [status, code] of [
      [401, 20003],
      [400, 21606],
      [403, undefined],
    ] as const) {
      const patient = await sendWhile({ status, ...(code && { code }) })
      expect(await rowOf(patient)).toMatchObject({
        status: 'failed',
        last_error: `sms-${code ?? status}`,
        attempts: 1,
        sealed_message: null,
      })
      const phone = (await pageOf(patient)).channels.find(({ system }) => system === 'phone')
      expect(phone).toMatchObject({ unreachable: null })
    }
  })

  itOnce(
    'that does not say that it took a text is asked once more, and believed to have sent nothing',
    async () => {
      const page = { status: 200, says: '<html>Sign in to this network</html>' }
      for (const conduct of [
        page,
        { status: 204, says: '' },
        { status: 200, says: '[]' },
        { endless: 201 },
      ]) {
        const once = await sendWhile(conduct)
        expect([conduct, textsTo(once).length]).toEqual([conduct, 1])
        const patient = await sendWhile(conduct, conduct)
        expect(await rowOf(patient)).toMatchObject({ status: 'failed', last_error: 'no-answer', attempts: 2 })
        expect((await eventsOf(patient)).map((e) => [e.action, e.outcome])).toEqual([
          ['text.failed', 'failure'],
        ])
      }
    },
  )

  itOnce('that made a message which goes nowhere is believed', async () => {
    for (const [code, status] of [
      [30006, 'bounced'],
      [30007, 'failed'],
    ] as const) {
      const says = JSON.stringify({ sid: 'SM1', status: 'failed', error_code: code })
      const patient = await sendWhile({ status: 201, says })
      expect(await rowOf(patient)).toMatchObject({ status, last_error: `sms-${code}`, attempts: 1 })
    }
  })

  itOnce('that answers without end is not listened to', async () => {
    const before = gateway.poured()
    const patient = await sendWhile({ endless: 400 })
    expect(await rowOf(patient)).toMatchObject({ status: 'failed', last_error: 'sms-400', attempts: 1 })
    expect(gateway.poured() - before).toBeLessThan(16 << 20)
  })

  it('that is busy, broken or silent is asked again, and the text goes out once', async () => {
    for (const conduct of [{ status: 429 }, { status: 500 }, { status: 503 }, 'silent'] as const) {
      const patient = await sendWhile(conduct)
      expect([conduct, textsTo(patient).length]).toEqual([conduct, 1])
      expect(await rowOf(patient)).toMatchObject({ status: 'sent', attempts: 2, last_error: null })
    }
  })

  itOnce('that points elsewhere is not followed: neither the code nor the token goes there', async () => {
    const elsewhere = await startTextGateway()
    for (const status of [301, 302, 307, 308]) {
      const patient = await sendWhile({ status, location: `${elsewhere.config.url}/x` })
      expect(await rowOf(patient)).toMatchObject({
        status: 'failed',
        last_error: `sms-${status}`,
        attempts: 1,
      })
    }
    expect(elsewhere.requests).toEqual([])
    await elsewhere.stop()
  })

  it('that took a text is given it no second time, though rounds run at once and over and over', async () => {
    const { patient, send } = await caller()
    must(await send(), sendCallBackCode)
    await Promise.all(Array.from({ length: 6 }, () => deliverMail(house.desk)))
    house.later(400)
    await deliverMail(house.desk)
    expect(textsTo(patient)).toHaveLength(1)
  })

  it('of a text whose sender died is asked again by one of the nodes, not by all', async () => {
    const { patient, send } = await caller()
    gateway.next.push({ status: 500 })
    must(await send(), sendCallBackCode)
    await deliverMail(house.desk)
    await house.owner.write
      .updateTable('mail')
      .set({
        status: 'sending',
        next_attempt_at: new Date(house.desk.clock().getTime() - 301_000).toISOString(),
      })
      .where('patient_id', '=', patient.id)
      .execute()
    // Each has the rounds of a process of its own.
    await Promise.all(Array.from({ length: 4 }, () => deliverMail({ ...house.desk })))
    expect(textsTo(patient)).toHaveLength(1)
  })

  itOnce('that hangs holds no mail up', async () => {
    house.desk.config.sms = { ...gateway.config, timeoutSeconds: 20 }
    const { send } = await caller()
    gateway.next.push('silent')
    const before = gateway.requests.length
    must(await send(), sendCallBackCode)
    while (gateway.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 10))
    const { patient, path } = await caller()
    const email = await channelOf(house, patient.id)
    must(await agent.post(path, { channelId: email.id }), sendCallBackCode)
    const round = deliverMail(house.desk)
    await house.mailbox.next((mail) => mail.to === patient.emails[0])
    house.desk.config.sms = gateway.config
    await gateway.stop()
    await round
    gateway = await startTextGateway()
  })
})

describe('no code goes by text', () => {
  itOnce('where the hospital has no gateway, and the page says why', async () => {
    house.desk.config.sms = undefined
    const { patient, send } = await caller()
    expect(refused(await send(), 422).errors?.channelId).toMatch(/has not set up text messages/)
    const phone = (await pageOf(patient)).channels.find(({ system }) => system === 'phone')
    expect(phone).toMatchObject({ unreachable: 'no-gateway' })
  })

  itOnce(
    'to a telephone that nobody called a mobile, that cannot be dialled, that came yesterday or that ended',
    async () => {
      const asked = async (change: object, phones = ['413-555-0142']) => {
        const { patient, send } = await caller({ phones })
        await house.owner.write
          .updateTable('contact_point')
          .set(change)
          .where('patient_id', '=', patient.id)
          .where('system', '=', 'phone')
          .execute()
        const reply = refused(await send(), 422)
        await deliverMail(house.desk)
        expect(gateway.texts.filter(({ to }) => to.endsWith(phones[0]!.slice(-4)))).toEqual([])
        return String(reply.errors?.channelId)
      }
      const now = house.desk.clock().toISOString()
      expect(await asked({ takes_texts: 0 })).toMatch(/not on file as a mobile/)
      expect(await asked({ rank: 1 }, ['413-555-0143 ext. 7'])).toMatch(/not on file as a mobile/)
      expect(await asked({ on_file_since: now }, ['413-555-0144'])).toMatch(/long enough/)
      expect(await asked({ ended_at: now }, ['413-555-0145'])).toMatch(/not a contact on file/)
      expect(await asked({ bounced_at: now }, ['413-555-0146'])).toMatch(/were rejected/)
    },
  )

  itOnce(
    'that ended since: what waits there is not sent again, and a code that came there proves nothing',
    async () => {
      for (const conduct of ['silent', undefined] as const) {
        const { patient, path, send } = await caller()
        if (conduct) gateway.next.push(conduct)
        must(await send(), sendCallBackCode)
        const phone = await channelOf(house, patient.id, 'phone')
        const round = deliverMail(house.desk)
        await expect.poll(async () => (await rowOf(patient)).status).not.toBe('queued')
        if (!conduct) await round
        const { sealed_message } = await rowOf(patient)
        await transact(house.desk.db, async (trx) => {
          const now = house.desk.clock().toISOString()
          await trx.updateTable('contact_point').set({ ended_at: now }).where('id', '=', phone.id).execute()
          await endLinksTo(trx, systemCtx(house.desk, 'test', 'test'), patient.id, [phone.id])
        })
        await round
        house.later(61)
        await deliverMail(house.desk)
        if (conduct) {
          expect(sealed_message).not.toBeNull()
          expect([(await rowOf(patient)).status, textsTo(patient).length]).toEqual(['cancelled', 0])
        } else {
          const code = /\d{6}/.exec(textsTo(patient)[0]!.body)![0]
          expect((await agent.post(`${path}/confirm`, { code })).status).toBe(409)
        }
      }
    },
  )

  itOnce('that lets somebody in by itself: a link goes by email only', async () => {
    const { patient, caseId, path } = await caller({ emails: [] })
    const phone = await channelOf(house, patient.id, 'phone')
    const verificationId = path.split('/')[3]!
    for (const channelId of [undefined, phone.id]) {
      const body = { caseId, verificationId, reason: 'asked', ...(channelId && { channelId }) }
      const reply = await agent.post(`/api/patients/${patient.id}/acts/invite`, body)
      expect(refused(reply, 409).missing).toMatchObject([{ code: 'channel' }])
    }
  })
})

describe('a change of contact', () => {
  it('is told by text message to the mobile on file and to the new one, each with the link that stops it', async () => {
    const patient = await aPatient(house, { emails: [] })
    await mobile(patient)
    const call = await aCall(agent, patient)
    await house.owner.write
      .updateTable('verification')
      .set({ tier: 'T2' })
      .where('id', '=', call.verificationId)
      .execute()
    const change = { ...call, reason: 'new phone', phone: '413-555-7788', kind: 'mobile', old: 'end' }
    must(await agent.post(`/api/patients/${patient.id}/acts/change-phone`, change))
    await deliverMail(house.desk)
    const told = [...textsTo(patient), ...gateway.texts.filter(({ to }) => to === '+14135557788')]
    expect(told.map(({ body }) => /24 hours.*\/portal\/not-me#token=[\w-]+$/.test(body))).toEqual([
      true,
      true,
    ])
    for (const { body } of told) expect(body).not.toContain(patient.familyName)
    const token = /token=([\w-]+)/.exec(textsTo(patient)[0]!.body)![1]!
    must(await house.call('POST', '/portal/v1/not-me', { token }))
    const [row] = (await house.rows('contact_change')).filter((one) => one.patient_id === patient.id)
    expect(row!.state).toBe('stopped')
  })
})
