import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { deliverMail, deliverSoon } from '../../api/mail/deliverMail.ts'
import { enqueueMail } from '../../api/mail/enqueueMail.ts'
import { closeMail } from '../../api/mail/sendEmail.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient, channelOf } from '../support/people.ts'
import { type Script, type ScriptedSmtp, scriptedSmtp } from '../support/smtpScript.ts'

const house = houseForTests()
let server: ScriptedSmtp
/** What becomes of a mail to who begins with this name. */
const scripts: Record<string, Script> = {
  slow: (step) => (step === 'to' ? 'hang' : undefined),
  spam: (step) => (step === 'text' ? '554 5.7.1 refused by content' : undefined),
  gone: (step) => (step === 'to' ? '550 5.1.1 no such mailbox' : undefined),
  full: (step) => (step === 'to' ? '552 5.2.2 mailbox full' : undefined),
  ours: (step) => (step === 'to' ? '554 5.7.1 relay access denied' : undefined),
  broken: (step) => (step === 'text' ? 'close' : undefined),
  once: (step, _, n) => (step === 'text' && n === 1 ? 'close' : undefined),
}
beforeAll(async () => {
  server = await scriptedSmtp((step, to, n) => scripts[to.split('.')[0]!]?.(step, to, n))
  house.desk.config.smtpUrl = server.url
})
afterAll(async () => {
  await closeMail(house.desk)
  server.stop()
})

/** A mail to a patient whose address begins so. */
async function aMail(name: string) {
  const email = `${name}.${crypto.randomUUID()}@example.test`
  const patient = await aPatient(house, { emails: [email] })
  const { id: contact } = await channelOf(house, patient.id, 'email')
  await transact(house.desk.db, (trx) =>
    enqueueMail(trx, systemCtx(house.desk, 'test', 'test'), {
      template: 'password-changed' as never,
      patientId: patient.id,
      contact: { id: contact, value: email },
      language: 'en',
    }),
  )
  return {
    times: () => server.had.filter(({ to }) => to === email).length,
    tries: async () => (await house.rows('mail')).find((m) => m.patient_id === patient.id)!.attempts,
    had: () => server.had.find(({ to }) => to === email),
    async now() {
      const { status, last_error } = (await house.rows('mail')).find((m) => m.patient_id === patient.id)!
      const channel = (await house.rows('contact_point')).find(({ id }) => id === contact)!
      return [status, last_error, channel.bounced_at !== null]
    },
  }
}

/** Rounds for as long as any try may take to come around. */
async function rounds(n: number) {
  for (let i = 0; i < n; i++) {
    await deliverMail(house.desk)
    house.later(1_801)
  }
}

it('what is refused for good is not tried again, and marks the address only where that is what was refused', async () => {
  const [spam, gone, full, ours] = await Promise.all(['spam', 'gone', 'full', 'ours'].map(aMail))
  await rounds(3)
  expect(await spam!.now()).toEqual(['failed', 'smtp-554', false])
  expect(spam!.times()).toBe(1)
  expect(await gone!.now()).toEqual(['bounced', 'smtp-550', true])
  expect(await full!.now()).toEqual(['failed', 'smtp-552', false])
  expect(await ours!.now()).toEqual(['failed', 'smtp-554', false])
})

it('a refused sender is a setting of ours: no address is marked, and the mail leaves once it is right', async () => {
  const mail = await aMail('any')
  scripts[''] = (step) => (step === 'from' ? '550 5.7.1 sender refused' : undefined)
  await rounds(1)
  expect(await mail.now()).toEqual(['queued', 'smtp-550', false])
  delete scripts['']
  await rounds(1)
  expect(await mail.now()).toEqual(['sent', null, false])
})

it('a server that has the text and gives no answer is handed it once more, and no more than that', async () => {
  const [broken, once] = await Promise.all(['broken', 'once'].map(aMail))
  await rounds(4)
  expect([broken!.times(), await broken!.now()]).toEqual([2, ['failed', 'no-answer', false]])
  expect([once!.times(), await once!.now()]).toEqual([2, ['sent', null, false]])
})

it('a mail the server is slow about holds up none of the others', async () => {
  const slow = await aMail('slow')
  const held = deliverMail(house.desk)
  const others = await Promise.all(Array.from({ length: 12 }, () => aMail('usual')))
  deliverSoon(house.desk)
  for (const one of others) await expect.poll(one.now, { timeout: 30_000 }).toEqual(['sent', null, false])
  expect(await slow.now()).toEqual(['sending', null, false])
  // Asked of the server itself: the text of what comes back stays there.
  const { envelope, text } = others[0]!.had()!
  const id = /Message-ID: <([^@]+)@portal-desk>/i.exec(text)![1]
  expect(envelope).toContain(`RET=HDRS ENVID=${id}`)
  expect(envelope).toContain('NOTIFY=FAILURE')
  // Nor does a clock that jumps have it handed over twice: this process knows what it has in hand.
  house.later(600)
  const later = await aMail('usual')
  deliverSoon(house.desk)
  await expect.poll(later.now, { timeout: 30_000 }).toEqual(['sent', null, false])
  expect(await slow.tries()).toBe(1)
  server.stop()
  await held
  expect((await slow.now())[0]).toBe('queued')
})
