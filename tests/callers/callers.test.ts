import { beforeAll, describe, expect, it } from 'vitest'
import { confirmCallBackCode, sendCallBackCode } from '../../api/callers/callBack.ts'
import { approveInPerson } from '../../api/callers/decideApproval.ts'
import { verifyCaller } from '../../api/callers/verifyCaller.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import {
  aCase,
  aPatient,
  aVerifiedCaller,
  channelOf,
  must,
  refused,
  seenInPerson,
} from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const say = async (
  patient: { id: string },
  caseId: string,
  answers: Record<string, string>,
  caller = 'patient',
) => agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller, answers })

describe('verifying a caller blind', () => {
  itOnce(
    'matches what people say however they say it, and never returns or keeps what was said or stored',
    async () => {
      const patient = await aPatient(house, {
        familyName: 'Núñez-O’Brien',
        givenName: 'Ana María',
        street: '12 North Main Street, Apartment 4',
        postalCode: '01103-2211',
        phones: ['413-555-0111'],
      })
      const { id } = await aCase(agent, patient.id)
      const reply = await say(patient, id, {
        givenName: 'ANA MARIA',
        familyName: 'nunez obrien',
        birthDate: '1985-03-09',
        street: '12 n. main st apt 4',
        postalCode: '01103',
        phone: '+1 413.555.0111',
        email: ` ${patient.emails[0]!.toUpperCase()} `,
        mrn: patient.mrn.toLowerCase(),
      })
      const told = must(reply, verifyCaller)
      expect(told).toMatchObject({ tier: 'T1', unmatched: [], attemptsLeft: 3 })
      expect(told.matched).toHaveLength(8)
      const kept = JSON.stringify([
        told,
        await house.rows('verification'),
        await house.audit('caller.verified'),
      ])
      for (const value of [
        'nunez',
        'Núñez',
        patient.birthDate,
        '01103',
        '0111',
        patient.emails[0]!,
        patient.mrn,
      ])
        expect(kept.toLowerCase()).not.toContain(value.toLowerCase())
    },
  )

  itOnce(
    'reaches T1 with name, birth date and one more; one further answer may be wrong, not two; each wrong one costs',
    async () => {
      const patient = await aPatient(house)
      const { id } = await aCase(agent, patient.id)
      const base = {
        givenName: patient.givenName,
        familyName: patient.familyName,
        birthDate: patient.birthDate,
      }
      const told = async (more: Record<string, string>) =>
        must(await say(patient, id, { ...base, ...more }), verifyCaller)
      expect(await told({ mrn: patient.mrn, phone: '000-000-0000' })).toMatchObject({
        tier: 'T1',
        unmatched: ['phone'],
        attemptsLeft: 2,
      })
      // The same wrong answer again is no other; of what does not prove the caller nothing is told.
      expect(await told({ mrn: patient.mrn, phone: '000-000-0000', postalCode: '99999' })).toMatchObject({
        tier: 'T0',
        matched: [],
        unmatched: [],
        attemptsLeft: null,
      })
      expect(await told({})).toMatchObject({ tier: 'T0', matched: [], attemptsLeft: null })
      expect(await told({ birthDate: '1985-03-08', mrn: patient.mrn })).toMatchObject({
        tier: 'T0',
        unmatched: [],
        attemptsLeft: 0,
      })
      const over = await say(patient, id, { ...base, mrn: patient.mrn })
      expect(refused(over, 429).message).toContain('Too many wrong answers within 24 hours')
      const supervisor = await house.signIn('supervisor')
      expect(
        (
          await supervisor.post(`/api/patients/${patient.id}/verifications`, {
            caseId: id,
            caller: 'patient',
            answers: { ...base, mrn: patient.mrn },
          })
        ).status,
      ).toBe(429)
    },
  )

  itOnce(
    'takes the name on the page for said where the agent heard it, says so in the log, and asks all else blind',
    async () => {
      const patient = await aPatient(house)
      const { id } = await aCase(agent, patient.id)
      const heard = async (answers: Record<string, string>) =>
        agent.post(`/api/patients/${patient.id}/verifications`, {
          caseId: id,
          caller: 'patient',
          nameAsShown: true,
          answers,
        })
      // A name and nothing else proves nobody, nor does a name that is typed beside it count.
      expect(refused(await heard({}), 422).errors).toHaveProperty('answers')
      expect(refused(await heard({ givenName: 'Else', mrn: patient.mrn }), 422).errors).toHaveProperty(
        'nameAsShown',
      )
      expect(must(await heard({ mrn: patient.mrn }), verifyCaller)).toMatchObject({ tier: 'T0', matched: [] })
      const proved = must(await heard({ birthDate: patient.birthDate, mrn: patient.mrn }), verifyCaller)
      expect(proved).toMatchObject({ tier: 'T1', matched: ['givenName', 'familyName', 'birthDate', 'mrn'] })
      expect((await house.audit('caller.verified')).at(-1)).toMatchObject({ detail: { nameAsShown: true } })
    },
  )

  it('counts parallel guesses too', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        say(patient, id, { [['mrn', 'phone', 'email', 'street'][i % 4]!]: `guess-${i}` }),
      ),
    )
    expect(replies.filter((r) => r.status === 201)).toHaveLength(3)
    expect(replies.filter((r) => r.status === 429)).toHaveLength(9)
  })

  it('by last visit and doctor compares the hospital’s day and the doctor’s name', async () => {
    const { newId } = await import('../../api/core/db/id.ts')
    const provider = { id: newId(), external_id: newId(), name: 'Chen, Li MD', clinic_id: null }
    await house.desk.db.write
      .insertInto('provider')
      .values({ ...provider, name: 'Li Chen, MD' })
      .execute()
    const patient = await aPatient(house, { primaryProviderId: provider.id })
    await house.desk.db.write
      .insertInto('encounter')
      .values({
        id: newId(),
        external_id: newId(),
        patient_id: patient.id,
        clinic_id: null,
        provider_id: provider.id,
        started_at: '2026-03-05T15:00:00.000Z',
      })
      .execute()
    const { id } = await aCase(agent, patient.id)
    const reply = must(
      await say(patient, id, {
        givenName: patient.givenName,
        familyName: patient.familyName,
        birthDate: patient.birthDate,
        lastVisitDate: '2026-03-05',
        primaryCareProvider: 'Dr. Chen',
      }),
      verifyCaller,
    )
    expect(reply.matched).toEqual(expect.arrayContaining(['lastVisitDate', 'primaryCareProvider']))
    const first = await say(patient, id, { primaryCareProvider: 'Dr. Li' })
    expect(must(first, verifyCaller).matched).toEqual([])
  })

  itOnce('lets nobody else stand in for the patient without active proxy access', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const reply = await say(patient, id, { givenName: patient.givenName }, 'guardian')
    expect(refused(reply, 403).missing).toMatchObject([{ code: 'proxy' }])
  })

  itOnce('belongs to its case: another patient’s case is refused', async () => {
    const [one, two] = [await aPatient(house), await aPatient(house)]
    const { id } = await aCase(agent, one.id)
    const reply = await say(two, id, { mrn: two.mrn })
    expect(refused(reply, 422).errors?.caseId).toMatch(/not a case of this patient/)
  })
})

describe('a call-back code', () => {
  it('goes to a channel on file before the call, works once, and dies after three wrong tries', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const { id: v } = await aVerifiedCaller(agent, patient, id)
    const channel = await channelOf(house, patient.id)
    const phone = await channelOf(house, patient.id, 'phone')
    const path = `/api/verifications/${v}/call-back`
    expect((await agent.post(path, { channelId: phone.id })).status).toBe(422)
    must(await agent.post(path, { channelId: channel.id }), sendCallBackCode)
    const code = /\b\d{6}\b/.exec((await house.mailbox.next((m) => m.to === patient.emails[0])).text)![0]
    const wrong = code === '111111' ? '222222' : '111111'
    for (let i = 0; i < 3; i++)
      expect((await agent.post(`${path}/confirm`, { code: wrong })).status).toBe(422)
    expect((await agent.post(`${path}/confirm`, { code })).status).toBe(409)
    must(await agent.post(path, { channelId: channel.id }), sendCallBackCode)
    const second = /\b\d{6}\b/.exec((await house.mailbox.next((m) => m.to === patient.emails[0])).text)![0]
    expect(must(await agent.post(`${path}/confirm`, { code: second }), confirmCallBackCode).tier).toBe('T2')
    expect((await agent.post(`${path}/confirm`, { code: second })).status).toBe(409)
    expect(JSON.stringify(await house.rows('verification'))).not.toContain(second)
  })

  itOnce('never goes to a channel put on file during the call, and needs T1 first', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const { id: v } = await aVerifiedCaller(agent, patient, id)
    const channel = await channelOf(house, patient.id)
    await house.desk.db.write
      .updateTable('contact_point')
      .set({ on_file_since: house.desk.clock().toISOString() })
      .where('id', '=', channel.id)
      .execute()
    const reply = await agent.post(`/api/verifications/${v}/call-back`, { channelId: channel.id })
    expect(refused(reply, 422).errors?.channelId).toMatch(/long enough/)
    const weak = must(await say(patient, id, { givenName: patient.givenName }), verifyCaller)
    expect(
      (await agent.post(`/api/verifications/${weak.id}/call-back`, { channelId: channel.id })).status,
    ).toBe(403)
  })

  itOnce('expires after ten minutes', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const { id: v } = await aVerifiedCaller(agent, patient, id)
    must(
      await agent.post(`/api/verifications/${v}/call-back`, {
        channelId: (await channelOf(house, patient.id)).id,
      }),
      sendCallBackCode,
    )
    const code = /\b\d{6}\b/.exec((await house.mailbox.next((m) => m.to === patient.emails[0])).text)![0]
    house.later(601)
    expect((await agent.post(`/api/verifications/${v}/call-back/confirm`, { code })).status).toBe(409)
  })
})

describe('T3', () => {
  itOnce('takes a photo identity and another person’s approval', async () => {
    const supervisor = await house.signIn('supervisor')
    const patient = await aPatient(house)
    const { id } = await aCase(supervisor, patient.id)
    const { id: t1 } = await aVerifiedCaller(supervisor, patient, id)
    expect((await supervisor.post(`/api/verifications/${t1}/approve`, {})).status).toBe(409)
    const { id: v, tier } = await seenInPerson(supervisor, patient.id, id)
    expect(tier).toBe('T0')
    const own = await supervisor.post(`/api/verifications/${v}/approve`, {})
    expect(refused(own, 403).missing).toMatchObject([{ code: 'second-person' }])
    const second = await house.signIn('supervisor')
    expect(must(await second.post(`/api/verifications/${v}/approve`, {}), approveInPerson).tier).toBe('T3')
  })
})
