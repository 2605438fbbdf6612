import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { readConfig } from '../../api/core/config.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { readReport } from '../../api/mail/readReport.ts'
import { readReturnedMail } from '../../api/mail/returnedMail.ts'
import { houseForTests, origin, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, must } from '../support/people.ts'

const house = houseForTests()
const token = 'returned-mail-token-of-32-characters'
let folder: string
let agent: Person
beforeAll(async () => {
  folder = path.join(house.desk.config.dataDir, 'Maildir')
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(path.join(folder, name), { recursive: true })
  house.desk.config.bounces = { address: 'returned@desk.test', folder, token }
  agent = await house.signIn('helpdesk')
})

/** A link that the mail server took. */
async function aSentLink(act: 'send-reset-link' | 'invite' = 'send-reset-link') {
  const patient = await aPatient(house)
  if (act === 'send-reset-link') await anAccount(house, patient)
  const call = await aCall(agent, patient)
  must(await agent.post(`/api/patients/${patient.id}/acts/${act}`, { ...call, reason: 'test' }))
  await deliverMail(house.desk)
  await house.mailbox.next((m) => m.to === patient.emails[0])
  const mail = async () => (await house.rows('mail')).find((one) => one.patient_id === patient.id)!
  while ((await mail()).status !== 'sent') await deliverMail(house.desk)
  const marked = async () =>
    (await house.rows('contact_point')).find((c) => c.patient_id === patient.id && c.system === 'email')!
      .bounced_at !== null
  return {
    patient,
    id: (await mail()).id,
    now: async () => [(await mail()).status, (await mail()).last_error, await marked()],
    told: async () =>
      (await house.audit('mail.returned')).filter((e) => e.patientIds?.includes(patient.id)).length,
  }
}

const groups = {
  // As Postfix writes it where it was given an envelope id.
  postfix: (id: string, status: string, action = 'failed') => `Reporting-MTA: dns; mail.desk.test
Original-Envelope-Id: ${id}
X-Postfix-Queue-ID: 4F1
Arrival-Date: Fri, 27 Nov 2026 08:00:00 +0000 (UTC)

Final-Recipient: rfc822; patient@example.test
Original-Recipient: rfc822;patient@example.test
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.test
Diagnostic-Code: smtp; 550-No such
 mailbox here`,
  // As servers write it that know nothing of envelope ids: the mail is known by what they return of it.
  other: (_: string, status: string) => `Reporting-MTA: dns;mail.example.test

Final-Recipient: rfc822;elsewhere@example.test
Action: Failed
Status: ${status} (bad destination)`,
}

const report = (status: string, returned: string) => `Return-Path: <>
From: MAILER-DAEMON@mail.example.test
To: returned@desk.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_cut/here"

--=_cut/here
Content-Type: text/plain; charset=utf-8

It could not be delivered. Status: 9.9.9

--=_cut/here
Content-Description: Delivery report
Content-Type: message/delivery-status

${status}

--=_cut/here
${returned}

--=_cut/here--
`
const headers = (id: string) =>
  `Content-Type: text/rfc822-headers\n\nFrom: Desk <no-reply@desk.test>\nMessage-ID: <${id}@portal-desk>\nSubject: x`

const posted = async (raw: string, given = token) => {
  const reply = await house.app.request(`${origin}/gateway/v1/mails/returned`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${given}`, 'Content-Type': 'message/rfc822' },
    body: raw.replaceAll('\n', '\r\n'),
  })
  return reply.status
}

it('mail that came back into the folder ends what was sent, marks an address that is gone, and is deleted', async () => {
  const [gone, full, late] = [await aSentLink(), await aSentLink(), await aSentLink()]
  const files = {
    'a:2,': report(groups.postfix(gone.id, '5.1.1'), headers(gone.id)),
    b: report(groups.other(full.id, '5.2.2'), headers(full.id)),
    c: report(groups.postfix(late.id, '4.4.1', 'delayed'), headers(late.id)),
    d: 'From: somebody@example.test\nSubject: Re: your portal\n\nPlease call me back.\n',
    e: report(groups.postfix(crypto.randomUUID(), '5.1.1'), 'Content-Type: text/plain\n\n-'),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'new', name), text)
  await readReturnedMail(house.desk)
  await readReturnedMail(house.desk)
  expect(await gone.now()).toEqual(['bounced', 'smtp-5.1.1', true])
  expect(await full.now()).toEqual(['undelivered', 'smtp-5.2.2', false])
  expect(await late.now()).toEqual(['sent', null, false])
  expect([await gone.told(), await full.told(), await late.told()]).toEqual([1, 1, 0])
  // What is none of ours is left for whoever reads that mailbox.
  expect([readdirSync(path.join(folder, 'new')), readdirSync(path.join(folder, 'cur')).sort()]).toEqual([
    [],
    ['d:2,S', 'e:2,S'],
  ])
  expect(readFileSync(path.join(folder, 'cur', 'd:2,S'), 'utf8')).toBe(files.d)
  const causes = must(await agent.get(`/api/patients/${gone.patient.id}/diagnosis`)).causes
  expect(causes[0].code).toBe('delivery-failed')
})

it('an invitation that came back was not delivered, in what is counted as it happens and of what is on record', async () => {
  const [back, kept] = [await aSentLink('invite'), await aSentLink('invite')]
  expect(await posted(report(groups.postfix(back.id, '5.1.1'), headers(back.id)))).toBe(204)
  const told = async () => {
    await countEverything(house.desk)
    const events = await house.rows('adoption_event')
    return [back, kept].map(({ id }) =>
      events
        .filter((event) => event.id.endsWith(`mail:${id}`))
        .map((event) => event.kind)
        .sort(),
    )
  }
  const live = await told()
  expect(live).toEqual([['delivered', 'undelivered'], ['delivered']])
  for (const table of ['adoption_event', 'adoption_inbox', 'adoption_effect', 'adoption_person'] as const)
    await house.owner.write.deleteFrom(table).execute()
  await house.owner.write.updateTable('adoption_state').set({ backfilled_at: null }).execute()
  expect(await told()).toEqual(live)
})

it('the same posted by a mail server counts once, by whoever has the token', async () => {
  const link = await aSentLink()
  const raw = report(groups.other(link.id, '5.1.10'), headers(link.id))
  expect(await posted(raw, 'another token')).toBe(403)
  expect(await link.now()).toEqual(['sent', null, false])
  expect([await posted(raw), await posted(raw)]).toEqual([204, 204])
  expect([await link.now(), await link.told()]).toEqual([['bounced', 'smtp-5.1.10', true], 1])
  house.desk.config.bounces!.token = undefined
  expect(await posted(raw)).toBe(404)
  house.desk.config.bounces!.token = token
})

it('whatever comes to that address is read or left alone, and never breaks what reads it', () => {
  const whole = report(groups.postfix('00000000-0000-0000-0000-000000000000', '5.1.1'), headers('x'))
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string({ unit: 'binary' }), (a, b, text) => {
      readReport(whole.slice(0, a) + text + whole.slice(b))
    }),
    { numRuns: 30 },
  )
  expect(readReport(whole)).toEqual({
    mailId: '00000000-0000-0000-0000-000000000000',
    action: 'failed',
    status: '5.1.1',
  })
})

it('is configured whole or not at all', () => {
  const faults = (env: Record<string, string>) => {
    try {
      readConfig(env)
      return []
    } catch (error) {
      return (error as { faults: string[] }).faults
    }
  }
  expect(faults({ MAIL_BOUNCES_FOLDER: '/var/mail/x' })).toEqual([expect.stringMatching(/MAIL_BOUNCES_TO/)])
  expect(faults({ MAIL_BOUNCES_TO: 'a@b.test' })).toEqual([expect.stringMatching(/never read/)])
  expect(faults({ MAIL_BOUNCES_TO: 'a@b.test', MAIL_BOUNCES_TOKEN: 'short' })).toEqual([
    expect.stringMatching(/MAIL_BOUNCES_TOKEN/),
  ])
  expect(faults({ MAIL_BOUNCES_TO: 'a@b.test', MAIL_BOUNCES_FOLDER: '/var/mail/x' })).toEqual([])
})
