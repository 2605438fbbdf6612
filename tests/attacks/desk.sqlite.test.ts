import { beforeAll, describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { createPatients } from '../../api/patients/createPatients.ts'
import { channelsOf } from '../../api/patients/published.ts'
import { putContact } from '../../api/patients/putContact.ts'
import { distrust } from '../../api/patients/trustedChannel.ts'
import { updatePatient } from '../../api/patients/updatePatient.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { goodPassword, houseForTests, type Person } from '../support/harness.ts'
import {
  aCall,
  aCase,
  anAccount,
  aPatient,
  channelOf,
  handTo,
  linkIn,
  must,
  refused,
  seenInPerson,
  type TestPatient,
} from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})

const act = (by: Person, patient: { id: string }, name: string, body: object) =>
  by.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'asked for', ...body })
const mailsTo = async (address: string) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}

/** Registration puts another address on file, now. */
async function changeAddress(patient: TestPatient, value: string) {
  // Later than the record, as whatever changes it is: both can be of one millisecond here.
  const now = new Date(house.desk.clock().getTime() + 1).toISOString()
  await house.owner.write
    .updateTable('contact_point')
    .set({ ended_at: now })
    .where('patient_id', '=', patient.id)
    .where('system', '=', 'email')
    .execute()
  await house.owner.write
    .insertInto('contact_point')
    .values({
      id: newId(),
      patient_id: patient.id,
      system: 'email',
      value,
      value_key: value,
      on_file_since: now,
      ended_at: null,
      bounced_at: null,
    })
    .execute()
}

describe('the call of 2024: first the contact, then the link (HC3)', () => {
  it('no link, code or invitation goes to an address put on file during the call or the day before', async () => {
    for (const state of ['none', 'active', 'locked'] as const) {
      const patient = await aPatient(house)
      if (state !== 'none') await anAccount(house, patient, { status: state })
      const call = await aCall(agent, patient)
      await changeAddress(patient, `${state}@evil.test`)
      const name = { none: 'invite', active: 'send-reset-link', locked: 'unlock' }[state]
      const { id: channelId } = await house.owner.write
        .selectFrom('contact_point')
        .select('id')
        .where('value', '=', `${state}@evil.test`)
        .executeTakeFirstOrThrow()
      for (const body of [call, { ...call, channelId }])
        expect([state, (await act(agent, patient, name, body)).status]).toEqual([state, 422])
      const code = await agent.post(`/api/verifications/${call.verificationId}/call-back`, { channelId })
      expect(code.status).toBe(422)
      expect(await mailsTo(`${state}@evil.test`)).toEqual([])
    }
  })

  it('nor does a password that the page says was forgotten', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    await changeAddress(patient, 'forgot@evil.test')
    must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
    await answerForgotten(house.desk)
    expect(await house.rows('forgot_request')).toEqual([])
    expect(await mailsTo('forgot@evil.test')).toEqual([])
  })

  it('an address that came after the record is younger than it, though the clock stood still', async () => {
    const frozen = house.desk.clock()
    const ctx = { ...systemCtx(house.desk, 'test', 'test'), now: () => frozen }
    const record = (value: string) => ({
      ...{ mrnIssuer: 'urn:test:hospital', mrn: 'STILL1', familyName: 'Stillwater', givenName: 'Ada' },
      ...{
        identifiers: [],
        otherNames: [],
        birthDate: '1961-02-03',
        sex: 'female',
        contacts: [{ system: 'email' as const, value }],
      },
    })
    const trusted = await transact(house.desk.db, async (trx) => {
      const [id] = await createPatients(trx, ctx, [record('ada@example.test')])
      const own = () => trx.selectFrom('patient').selectAll().where('id', '=', id!).executeTakeFirstOrThrow()
      const trust = async () => {
        const patient = await own()
        return (await channelsOf(trx, id!)).map((one) => [
          one.value,
          distrust({ ...one, shared: false }, patient, { now: frozen }, { channelDelayHours: 24 }),
        ])
      }
      const first = await trust()
      await updatePatient(trx, ctx, await own(), record('evil@example.test'))
      const fed = await trust()
      const put = { system: 'email' as const, takesTexts: false, since: frozen.toISOString(), endsOld: true }
      await putContact(trx, ctx, await own(), { ...put, value: 'worse@example.test' })
      return [...first, ...fed, ...(await trust())]
    })
    expect(trusted).toEqual([
      ['ada@example.test', undefined],
      ['evil@example.test', 'too-new'],
      ['worse@example.test', 'too-new'],
    ])
  })

  it('a day later it does, and the address that was replaced hears of the new password', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    await changeAddress(patient, 'moved@example.test')
    house.later(25 * 3600)
    agent = await house.signIn('helpdesk')
    must(await act(agent, patient, 'send-reset-link', await aCall(agent, patient)))
    const [mail] = await mailsTo('moved@example.test')
    const body = {
      token: linkIn(mail!.text),
      birthDate: patient.birthDate,
      password: 'velvet harbor lantern 52',
    }
    must(await house.call('POST', '/portal/v1/password/reset', body))
    const told = await mailsTo(patient.emails[0]!)
    expect(told.map((one) => one.subject)).toContain('Your portal password was changed')
  })

  it('who was seen in person may have put it there today', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const { caseId } = await aCall(agent, patient)
    await changeAddress(patient, 'today@example.test')
    const { id: verificationId } = await seenInPerson(agent, patient.id, caseId)
    must(await (await house.signIn('supervisor')).post(`/api/verifications/${verificationId}/approve`))
    must(await act(agent, patient, 'send-reset-link', { caseId, verificationId }))
  })
})

describe('a flood of mail', () => {
  it('ends with the sixth code or link about one patient in an hour, over agents, cases and ways', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const agents = await Promise.all([1, 2].map(() => house.signIn('helpdesk')))
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const by = agents[n % 2]!
      statuses.push((await act(by, patient, 'send-reset-link', await aCall(by, patient))).status)
    }
    expect(statuses).toEqual([...Array(6).fill(200), ...Array(6).fill(429)])
    const call = await aCall(agent, patient)
    const { id: channelId } = await channelOf(house, patient.id)
    expect(
      (await agent.post(`/api/verifications/${call.verificationId}/call-back`, { channelId })).status,
    ).toBe(429)
    must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
    await answerForgotten(house.desk)
    expect(await house.rows('forgot_request')).toEqual([])
    expect((await house.rows('mail')).filter((mail) => mail.patient_id === patient.id)).toHaveLength(6)
  })

  it('that a stranger asks for takes no link away that the desk sent', async () => {
    const patient = await aPatient(house)
    const { id, username } = await anAccount(house, patient)
    must(await act(agent, patient, 'send-reset-link', await aCall(agent, patient)))
    const [sent] = await mailsTo(patient.emails[0]!)
    must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
    await answerForgotten(house.desk)
    const body = {
      token: linkIn(sent!.text),
      birthDate: patient.birthDate,
      password: 'velvet harbor lantern 52',
    }
    must(await house.call('POST', '/portal/v1/password/reset', body))
    // Used, it ends all the others.
    const links = (await house.rows('portal_token')).filter((row) => !row.used_at && !row.revoked_at)
    expect(links.filter((row) => row.account_id === id)).toEqual([])
    expect(
      (await house.call('POST', '/portal/v1/session', { username, password: goodPassword })).status,
    ).toBe(401)
  })
})

describe('a colleague with a grudge', () => {
  it('closes five logins without a proved caller, then none; each patient is told at every address', async () => {
    const by = await house.signIn('helpdesk')
    const statuses: number[] = []
    for (let n = 0; n < 8; n++) {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      await changeAddress(patient, `new-${n}-${patient.mrn}@example.test`.toLowerCase())
      const { id: caseId } = await aCase(by, patient.id)
      expect((await act(by, patient, 'disable', { caseId, reason: 'patient-request' })).status).toBe(403)
      statuses.push((await act(by, patient, 'disable', { caseId, reason: 'wrong-person' })).status)
      if (statuses.at(-1) !== 200) continue
      for (const address of [patient.emails[0]!, `new-${n}-${patient.mrn}@example.test`.toLowerCase()])
        expect((await mailsTo(address)).map((mail) => mail.subject)).toEqual([
          'Your portal account was disabled',
        ])
    }
    expect(statuses).toEqual([...Array(5).fill(200), ...Array(3).fill(403)])
  })

  it('cannot take back, move or close what went to privacy; an officer takes, notes and closes it', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const officer = await house.signIn('privacy-officer')
    const { id } = await aCase(agent, patient.id)
    must(await act(agent, patient, 'disable', { caseId: id, reason: 'wrong-person' }))
    const version = async () => (await house.rows('support_case')).find((row) => row.id === id)!.version
    const close = { cause: 'other', outcome: 'explained' }
    const supervisor = await house.signIn('supervisor')
    for (const by of [agent, supervisor]) {
      const moved = await by.post(`/api/cases/${id}/escalate`, {
        ...handTo('clinic', 'Theirs'),
        version: await version(),
      })
      const closed = await by.post(`/api/cases/${id}/close`, { ...close, version: await version() })
      for (const reply of [moved, closed])
        expect(refused(reply, 403).missing).toMatchObject([{ code: 'queue' }])
    }
    must(await officer.post(`/api/cases/${id}/assign`, { staffId: officer.id, version: await version() }))
    expect(
      (await officer.post(`/api/cases/${id}/assign`, { staffId: agent.id, version: await version() })).status,
    ).toBe(422)
    must(await officer.post(`/api/cases/${id}/notes`, { text: 'Looked into it' }))
    must(await officer.post(`/api/cases/${id}/close`, { ...close, version: await version() }))
  })

  it('works no case about their own record', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const by = await house.signIn('supervisor')
    await house.owner.write
      .updateTable('staff')
      .set({ own_patient_id: patient.id })
      .where('id', '=', by.id)
      .execute()
    for (const [verb, body] of [
      ['notes', { text: 'Nothing to see' }],
      ['close', { cause: 'other', outcome: 'explained', version: 1 }],
      ['escalate', { ...handTo('clinic', 'Not ours'), version: 1 }],
      ['assign', { staffId: by.id, version: 1 }],
    ] as const)
      expect([verb, (await by.post(`/api/cases/${id}/${verb}`, body)).status]).toEqual([verb, 403])
  })
})
