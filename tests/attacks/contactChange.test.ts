import { beforeEach, describe, expect, it } from 'vitest'
import { showPatient } from '../../api/call/showPatient.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { changeEmail } from '../../api/logins/contact/askChange.ts'
import { takeEffect } from '../../api/logins/contact/takeEffect.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { patientById } from '../../api/patients/published.ts'
import { updatePatient } from '../../api/patients/updatePatient.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, linkIn, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})

const hour = 3600
let counter = 0
const newEmail = () => `new.${++counter}@elsewhere.test`
const act = (patient: TestPatient, name: string, body: object, headers = {}) =>
  agent.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'asked', ...body }, headers)

/** A call in which the caller was proved to a level, as if by a code or by two of the staff. */
async function proven(patient: TestPatient, tier: 'T1' | 'T2' | 'T3' = 'T2', caller = 'patient') {
  const call = await aCall(agent, patient)
  await house.owner.write
    .updateTable('verification')
    .set({ tier, caller })
    .where('id', '=', call.verificationId)
    .execute()
  return call
}
const later = async (seconds: number) => {
  house.later(seconds)
  agent = await house.signIn('helpdesk')
}
const onFile = async ({ id }: TestPatient, system = 'email') =>
  (await house.rows('contact_point'))
    .filter((row) => row.patient_id === id && row.system === system && row.ended_at === null)
    .map((row) => row.value)
    .sort()
const statesOf = async ({ id }: TestPatient) =>
  (await house.rows('contact_change')).filter((row) => row.patient_id === id).map(({ state }) => state)
const statusOf = async ({ id }: TestPatient) =>
  (await house.rows('portal_account')).find((row) => row.patient_id === id)!.status
async function mailsTo(address: string) {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}
const press = (token: string) => house.call('POST', '/portal/v1/not-me', { token })
/** What a feed says of a patient by the numbers they have. */
async function feed(patient: TestPatient, over: { emails?: string[]; street?: string } = {}) {
  const { phones, emails, id, ...person } = { ...patient, ...over }
  const contacts = [
    ...phones.map((value) => ({ system: 'phone' as const, value })),
    ...emails.map((value) => ({ system: 'email' as const, value })),
  ]
  const row = (await patientById(house.desk.db.read, id))!
  const ctx = systemCtx(house.desk, 'test', 'test')
  // Each feed has something else to tell, so that it is taken in.
  const payer = `payer ${++counter}`
  return transact(house.desk.db, (trx) => updatePatient(trx, ctx, row, { ...person, payer, contacts }))
}

async function asked(over: Partial<TestPatient> = {}) {
  const patient = await aPatient(house, over)
  await anAccount(house, patient)
  const call = await proven(patient)
  const email = newEmail()
  must(await act(patient, 'change-email', { ...call, email, old: 'end' }), changeEmail)
  return { patient, call, email, old: patient.emails[0]! }
}

describe('a change of email', () => {
  it('waits a day while every address, old and new, is told; then it is made, once, and links go there', async () => {
    const { patient, email, old } = await asked()
    for (const address of [old, email]) {
      const [mail] = (await mailsTo(address)).slice(-1)
      expect(mail!.text).toContain('/portal/not-me#token=')
      expect(mail!.text).toContain('24 hours')
      expect(mail!.text).not.toContain(patient.familyName)
    }
    const page = must(await agent.get(`/api/patients/${patient.id}`), showPatient)
    expect(page.contactChanges).toMatchObject([{ system: 'email' }])
    expect(page.contactChanges[0]!.masked).not.toBe(email)
    await later(24 * hour - 60)
    expect(await takeEffect(house.desk)).toBe(0)
    expect(await onFile(patient)).toEqual([old])
    await later(120)
    const made = await Promise.all([takeEffect(house.desk), takeEffect(house.desk), takeEffect(house.desk)])
    expect(made.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await onFile(patient)).toEqual([email])
    const events = (await house.audit('contact.changed')).filter((e) => e.patientIds?.includes(patient.id))
    expect(events).toMatchObject([{ outcome: 'success', fields: ['email'] }])
    expect(JSON.stringify(await house.audit())).not.toContain(email)
    // Nothing of the value is kept beside the record.
    const row = (await house.rows('contact_change')).find(({ patient_id }) => patient_id === patient.id)!
    expect(row).toMatchObject({ state: 'done', sealed_value: null })
    for (const address of [old, email])
      expect((await mailsTo(address)).at(-1)!.subject).toBe('Your contact information was changed')
    await later(24 * hour)
    // For some days the change is a sign of risk: level 2.
    must(await act(patient, 'send-reset-link', await proven(patient)))
    expect((await mailsTo(email)).at(-1)!.text).toContain('/portal/reset')
  })

  itOnce(
    'is stopped by an owner who answers, which locks the login, and nobody makes it after that',
    async () => {
      const { patient, old } = await asked()
      must(await press(linkIn((await mailsTo(old)).at(-1)!.text)))
      expect([await statesOf(patient), await statusOf(patient)]).toEqual([['stopped'], 'locked'])
      await later(25 * hour)
      await takeEffect(house.desk)
      expect(await onFile(patient)).toEqual([old])
    },
  )

  it('to a stranger’s address is stopped by that stranger, who locks nobody out', async () => {
    const { patient, email, old } = await asked()
    must(await press(linkIn((await mailsTo(email)).at(-1)!.text)))
    expect([await statesOf(patient), await statusOf(patient)]).toEqual([['stopped'], 'active'])
    expect((await house.rows('privacy_alert')).filter((row) => row.patient_id === patient.id)).toMatchObject([
      { staff_id: agent.id },
    ])
    // The owner, who was told too, can still answer.
    must(await press(linkIn((await mailsTo(old)).at(-1)!.text)))
    expect(await statusOf(patient)).toBe('locked')
  })

  itOnce('made at once tells every address but the new one, which may have been misheard', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const [email, old] = [newEmail(), patient.emails[0]!]
    must(await act(patient, 'change-email', { ...(await proven(patient, 'T3')), email, old: 'keep' }))
    expect(await takeEffect(house.desk)).toBe(1)
    expect(await onFile(patient)).toEqual([email, old].sort())
    expect((await mailsTo(old)).at(-1)!.subject).toBe('Your contact information was changed')
    expect(await mailsTo(email)).toEqual([])
  })

  it('is withdrawn within the day, and asked for forty times at once waits once', async () => {
    const patient = await aPatient(house)
    const call = await proven(patient)
    const replies = await Promise.all(
      Array.from({ length: 40 }, () =>
        act(patient, 'change-email', { ...call, email: newEmail(), old: 'keep' }),
      ),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await statesOf(patient)).toEqual(['waiting'])
    must(await act(patient, 'withdraw-contact-change', call))
    expect(await statesOf(patient)).toEqual(['withdrawn'])
    await later(25 * hour)
    await takeEffect(house.desk)
  })

  it('whose value cannot be opened is ended as that, recorded once, and stops neither others nor the page', async () => {
    const [broken, whole] = [await asked(), await asked()]
    await house.owner.write
      .updateTable('contact_change')
      .set({ sealed_value: 'AAAA' })
      .where('patient_id', '=', broken.patient.id)
      .execute()
    const page = must(await agent.get(`/api/patients/${broken.patient.id}`), showPatient)
    expect(page.contactChanges).toMatchObject([{ system: 'email', masked: null }])
    await later(25 * hour)
    await takeEffect(house.desk)
    await takeEffect(house.desk)
    expect([await statesOf(broken.patient), await onFile(broken.patient)]).toEqual([
      ['unreadable'],
      [broken.old],
    ])
    expect(await onFile(whole.patient)).toEqual([whole.email])
    const events = (await house.audit('contact.change-unreadable')).filter((e) =>
      e.patientIds?.includes(broken.patient.id),
    )
    expect(events).toMatchObject([{ outcome: 'failure', detail: { reason: 'unreadable' } }])
    must(await agent.get(`/api/patients/${broken.patient.id}`), showPatient)
  })

  it('at level 3 is made at once, whatever can be reached', async () => {
    const patient = await aPatient(house, { emails: [] })
    const body = { email: newEmail(), old: 'end' }
    const short = refused(await act(patient, 'change-email', { ...(await proven(patient)), ...body }), 403)
    expect(short.missing).toMatchObject([{ code: 'tier-T3' }])
    must(await act(patient, 'change-email', { ...(await proven(patient, 'T3')), ...body }), changeEmail)
    await takeEffect(house.desk)
    expect(await onFile(patient)).toEqual([body.email])
  })
})

describe('whoever wants to be reached as somebody else', () => {
  itOnce(
    'gets nowhere at level 1, as a proxy of an adult, or of a teenager with the guardian’s own email or number',
    async () => {
      const body = { email: newEmail(), old: 'end' }
      const patient = await aPatient(house)
      expect(
        refused(await act(patient, 'change-email', { ...(await proven(patient, 'T1')), ...body }), 403)
          .missing,
      ).toMatchObject([{ code: 'tier-T2' }])
      const proxy = await proven(patient, 'T3', 'proxy')
      expect(refused(await act(patient, 'change-email', { ...proxy, ...body }), 403).missing).toMatchObject([
        { code: 'patient-speaks' },
      ])
      const bornAgo = (years: number) => `${house.desk.clock().getUTCFullYear() - years}-01-01`
      const teen = await aPatient(house, { birthDate: bornAgo(15) })
      const guardian = await aPatient(house)
      await house.owner.write
        .insertInto('proxy_grant')
        .values({
          id: `grant-${teen.id}`,
          patient_id: teen.id,
          proxy_patient_id: guardian.id,
          proxy_name: 'A Guardian',
          relationship: 'parent',
          status: 'active',
          waiting_for: null,
          ended_reason: null,
          created_at: '2026-01-01T00:00:00.000Z',
          ended_at: null,
        })
        .execute()
      const theirs = { ...(await proven(teen)), email: guardian.emails[0]!.toUpperCase(), old: 'end' }
      expect(refused(await act(teen, 'change-email', theirs), 422).errors).toHaveProperty('email')
      for (const kind of ['mobile', 'landline']) {
        const phone = `+1 ${guardian.phones[0]}`
        const number = { ...(await proven(teen)), phone, kind, old: 'end' }
        expect(refused(await act(teen, 'change-phone', number), 422).errors).toHaveProperty('phone')
      }
      expect(await statesOf(teen)).toEqual([])
      must(
        await act(teen, 'change-phone', {
          ...(await proven(teen)),
          phone: '413-555-7790',
          kind: 'mobile',
          old: 'end',
        }),
      )
      const small = await aPatient(house, { birthDate: bornAgo(5) })
      for (const caller of ['guardian', 'patient'])
        expect(
          refused(await act(small, 'change-email', { ...(await proven(small, 'T2', caller)), ...body }), 403)
            .missing,
        ).toMatchObject([{ code: 'registration-changes' }])
    },
  )

  itOnce(
    'has one of password, factor and contact in a case, and in another case of the same day',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const call = await proven(patient)
      must(await act(patient, 'send-reset-link', call))
      const change = { email: newEmail(), old: 'end' }
      for (const given of [call, await proven(patient)])
        expect(
          refused(await act(patient, 'change-email', { ...given, ...change }), 403).missing,
        ).toMatchObject([{ code: 'one-kind' }])
      // Seen in person it is one in the case, and another case may be about the other.
      const seen = await proven(patient, 'T3')
      must(await act(patient, 'change-email', { ...seen, ...change }))
      expect(refused(await act(patient, 'send-reset-link', seen), 403).missing).toMatchObject([
        { code: 'one-kind' },
      ])
      const other = await asked()
      expect(
        refused(await act(other.patient, 'send-reset-link', await proven(other.patient)), 403).missing,
      ).toMatchObject([{ code: 'one-kind' }])
      await later(25 * hour)
      must(await act(other.patient, 'send-reset-link', await proven(other.patient)))
    },
  )

  itOnce('has three tries a day about one patient, whoever asks', async () => {
    const patient = await aPatient(house)
    const statuses = []
    for (let n = 0; n < 4; n++) {
      // What was asked for and withdrawn is a sign of risk, and takes the next to level 3.
      const call = await proven(patient, n === 0 ? 'T2' : 'T3')
      const reply = await act(patient, 'change-email', { ...call, email: newEmail(), old: 'end' })
      statuses.push(reply.status)
      if (reply.status === 200) must(await act(patient, 'withdraw-contact-change', call))
    }
    expect(statuses).toEqual([200, 200, 200, 429])
  })
})

describe('a feed', () => {
  it('that brings another value meanwhile has the word: the change lapses, on record', async () => {
    const { patient } = await asked()
    await feed(patient, { emails: ['told@source.test'] })
    await later(25 * hour)
    await takeEffect(house.desk)
    expect([await statesOf(patient), await onFile(patient)]).toEqual([['lapsed'], ['told@source.test']])
    expect((await house.audit('contact.change-lapsed')).at(-1)).toMatchObject({
      outcome: 'failure',
      detail: { reason: 'overtaken' },
      patientIds: [patient.id],
    })
  })

  itOnce(
    'that repeats what was there before brings nothing back, and one that tells something new wins',
    async () => {
      const { patient, email } = await asked()
      await later(25 * hour)
      await takeEffect(house.desk)
      await feed(patient)
      expect(await onFile(patient)).toEqual([email])
      await feed(patient, { emails: ['told@source.test'] })
      expect(await onFile(patient)).toEqual(['told@source.test'])
    },
  )

  it('that repeats the old address leaves the new one, and brings one that it never told', async () => {
    const patient = await aPatient(house)
    const moved = { street: '9 Far Road', city: 'Amherst', state: 'MA', postalCode: '01002' }
    must(await act(patient, 'change-address', { ...(await proven(patient)), ...moved }))
    await later(25 * hour)
    await takeEffect(house.desk)
    const street = async () => (await patientById(house.desk.db.read, patient.id))!.street
    await feed(patient)
    expect(await street()).toBe('9 Far Road')
    await feed(patient, { street: '3 Third Street' })
    expect(await street()).toBe('3 Third Street')
  })

  itOnce('that says the patient died ends what waits', async () => {
    const { patient, old } = await asked()
    await house.owner.write
      .updateTable('patient')
      .set({ deceased_at: '2026-01-01' })
      .where('id', '=', patient.id)
      .execute()
    await later(25 * hour)
    await takeEffect(house.desk)
    expect([await statesOf(patient), await onFile(patient)]).toEqual([['lapsed'], [old]])
  })
})
