import { afterAll, beforeAll, expect, it } from 'vitest'
import { supportCase } from '../../api/call/schema.ts'
import { sendCallBackCode } from '../../api/callers/callBack.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { signatureOf } from '../../api/mail/deliveryReports.ts'
import { houseForTests, origin, type Person } from '../support/harness.ts'
import { aCall, aPatient, channelOf, must } from '../support/people.ts'
import { startTextGateway, type TextGateway } from '../support/smsGateway.ts'

const house = houseForTests()
let gateway: TextGateway
let agent: Person
beforeAll(async () => {
  gateway = await startTextGateway()
  house.desk.config.sms = gateway.config
  agent = await house.signIn('helpdesk')
})
afterAll(() => gateway.stop())

/** A code that the gateway took, and where it is to be reported on. */
async function aText() {
  const patient = await aPatient(house)
  const { id: channelId } = await channelOf(house, patient.id, 'phone')
  await house.owner.write
    .updateTable('contact_point')
    .set({ takes_texts: 1 })
    .where('id', '=', channelId)
    .execute()
  const { verificationId, caseId } = await aCall(agent, patient)
  must(await agent.post(`/api/verifications/${verificationId}/call-back`, { channelId }), sendCallBackCode)
  await deliverMail(house.desk)
  const mail = async () => (await house.rows('mail')).find((one) => one.patient_id === patient.id)!
  // The request may be delivering it itself at this moment.
  await expect.poll(async () => (await mail()).status, { timeout: 15_000 }).not.toBe('queued')
  return { patient, caseId, mail, address: gateway.reportsTo.at(-1)! }
}
const usual = { AccountSid: 'AC00000000000000000000000000000001', MessageSid: 'SM1' }

type Forged = { token?: string; address?: string; signature?: string; sent?: Record<string, string> }

/** A report as Twilio sends one; `forged` says what of it is not as it should be. */
async function report(address: string, fields: Record<string, string>, forged: Forged = {}) {
  const all = { ...usual, ...fields }
  const signature =
    forged.signature ??
    signatureOf(
      forged.token ?? gateway.config.token,
      forged.address ?? address,
      new URLSearchParams(Object.entries(all)),
    )
  const reply = await house.app.request(address.replace(house.desk.config.publicUrl, origin), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(signature && { 'X-Twilio-Signature': signature }),
    },
    body: new URLSearchParams(Object.entries({ ...all, ...forged.sent })),
  })
  return reply.status
}
const told = async (patientId: string) =>
  (await house.audit())
    .filter((e) => e.patientIds?.includes(patientId) && /^text\.(un)?delivered$/.test(e.action))
    .map((e) => [e.action, e.outcome, e.detail?.error])

it('is signed as Twilio documents it', () => {
  // The example of Twilio's "Validating signatures".
  expect(
    signatureOf(
      '12345',
      'https://example.com/myapp.php?foo=1&bar=2',
      new URLSearchParams({
        CallSid: 'CA1234567890ABCDE',
        Caller: '+14158675310',
        Digits: '1234',
        From: '+14158675310',
        To: '+18005551212',
      }),
    ),
  ).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=')
})

it('a text that arrived is shown as delivered, once the gateway says so and not before', async () => {
  const { patient, caseId, mail, address } = await aText()
  expect(address).toBe(`${house.desk.config.publicUrl}/gateway/v1/texts/status?message=${(await mail()).id}`)
  for (const MessageStatus of ['queued', 'sending', 'sent'])
    expect(await report(address, { MessageStatus })).toBe(204)
  expect(await mail()).toMatchObject({ status: 'sent', delivered_at: null })
  expect(await report(address, { MessageStatus: 'delivered' })).toBe(204)
  const seen = must(await agent.get(`/api/cases/${caseId}`), supportCase)
  expect(seen.progress.mails).toMatchObject([{ channel: 'text', status: 'delivered' }])
  expect(await told(patient.id)).toEqual([['text.delivered', 'success', undefined]])
  // What is known is not unsaid by a report that comes again, or late.
  for (const MessageStatus of ['delivered', 'undelivered', 'failed'])
    expect(await report(address, { MessageStatus })).toBe(409)
  expect((await mail()).status).toBe('sent')
  expect(await told(patient.id)).toHaveLength(1)
})

it('one that did not is said in the diagnosis, in the call and on the page, and a number without texts gets no other', async () => {
  for (const [MessageStatus, ErrorCode, unreachable] of [
    ['undelivered', '30003', null],
    ['failed', '30006', 'bounced'],
  ] as const) {
    const { patient, caseId, mail, address } = await aText()
    expect(await report(address, { MessageStatus, ErrorCode })).toBe(204)
    expect(await mail()).toMatchObject({ status: 'undelivered', last_error: `sms-${ErrorCode}` })
    const { causes } = must(await agent.get(`/api/patients/${patient.id}/diagnosis`))
    const cause = causes.find((one: { code: string }) => one.code === 'delivery-failed')
    expect(JSON.stringify(cause)).toContain('was not delivered to the phone')
    const seen = must(await agent.get(`/api/cases/${caseId}`), supportCase)
    expect(seen.progress.mails).toMatchObject([{ channel: 'text', status: 'undelivered' }])
    const page = must(await agent.get(`/api/patients/${patient.id}`))
    expect(page.mails[0]).toMatchObject({ status: 'undelivered' })
    const phone = page.channels.find((one: { system: string }) => one.system === 'phone')
    expect(phone.unreachable ?? null).toBe(unreachable)
    expect(await told(patient.id)).toEqual([['text.undelivered', 'failure', `sms-${ErrorCode}`]])
    expect(await report(address, { MessageStatus: 'delivered' })).toBe(409)
  }
})

it('what is forged, altered, of another account or of a message nobody knows changes nothing and learns nothing', async () => {
  const { patient, mail, address } = await aText()
  const unknown = address.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  const lost = { MessageStatus: 'undelivered' }
  // Without the token nothing tells a message that is there from one that is not.
  const forgeries: Forged[] = [
    { signature: '' },
    { signature: 'AAAA' },
    { token: 'another token' },
    { address: `${address}&more=1` },
    { sent: { MessageStatus: 'failed' } },
    { sent: { More: '1' } },
  ]
  for (const at of [address, unknown])
    for (const forged of forgeries)
      expect([at, forged, await report(at, lost, forged)]).toEqual([at, forged, 403])
  // A report on one message says nothing of another.
  expect(await report(unknown, lost, { address })).toBe(403)
  for (const [at, fields] of [
    [unknown, lost],
    [address.replace(/message=.*/, 'message=x'), lost],
    [address, { ...lost, AccountSid: 'AC2' }],
  ] as const)
    expect(await report(at, fields)).toBe(404)
  // Nor on a mail, which no gateway took.
  await house.owner.write
    .updateTable('mail')
    .set({ channel: 'email' })
    .where('id', '=', (await mail()).id)
    .execute()
  expect(await report(address, lost)).toBe(404)
  expect(await mail()).toMatchObject({ status: 'sent', delivered_at: null })
  expect(await told(patient.id)).toEqual([])
})

it('of forty reports at once one counts; and one that comes before we noted the sending is not lost', async () => {
  const { patient, mail, address } = await aText()
  await house.owner.write
    .updateTable('mail')
    .set({ status: 'sending' })
    .where('id', '=', (await mail()).id)
    .execute()
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      report(address, { MessageStatus: n % 2 ? 'undelivered' : 'delivered', MessageSid: `SM${n}` }),
    ),
  )
  expect(replies.toSorted()).toEqual([204, ...Array(39).fill(409)])
  expect(await told(patient.id)).toHaveLength(1)
})

it('one that comes while a text waits to be tried again, the gateway’s answer being lost, counts and ends the trying', async () => {
  for (const [waits, MessageStatus, status] of [
    ['queued', 'delivered', 'sent'],
    ['queued', 'undelivered', 'undelivered'],
    // The process that sent it died: the next round would take it.
    ['sending', 'delivered', 'sent'],
  ] as const) {
    const { patient, mail, address } = await aText()
    const { id } = await mail()
    const sealed_message = house.desk.keys.seal(JSON.stringify({ to: '+12015550123', text: 'a code' }))
    const next_attempt_at = new Date(house.desk.clock().getTime() - 600_000).toISOString()
    await house.owner.write
      .updateTable('mail')
      .set({ status: waits, sent_at: null, last_error: 'no-connection', sealed_message, next_attempt_at })
      .where('id', '=', id)
      .execute()
    expect(await report(address, { MessageStatus })).toBe(204)
    const sent = gateway.texts.length
    await deliverMail(house.desk)
    expect(gateway.texts.length).toBe(sent)
    expect(await mail()).toMatchObject({ status, sealed_message: null })
    expect(await told(patient.id)).toHaveLength(1)
    expect(await report(address, { MessageStatus })).toBe(409)
  }
})

it('without a gateway there is nothing at that address', async () => {
  const { address } = await aText()
  house.desk.config.sms = undefined
  expect(await report(address, { MessageStatus: 'delivered' })).toBe(404)
  house.desk.config.sms = gateway.config
})
