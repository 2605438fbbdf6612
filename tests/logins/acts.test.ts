import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { closeCase } from '../../api/cases/closeCase.ts'
import { escalateCase } from '../../api/cases/escalateCase.ts'
import { goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
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
const act = (who: Person, patient: TestPatient, name: string, body: object, headers = {}) =>
  who.post(`/api/patients/${patient.id}/acts/${name}`, { reason: 'test', ...body }, headers)
const signIn = (patient: TestPatient, password = goodPassword) =>
  house.call('POST', '/portal/v1/session', { username: patient.emails[0], password })

describe('an act', () => {
  itOnce(
    'without a verified caller is refused, says what is missing, changes nothing and is recorded',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient, { status: 'locked' })
      const { id: caseId } = await aCase(agent, patient.id)
      for (const name of ['unlock', 'send-reset-link', 'invite', 'end-sessions']) {
        const before = (await house.audit('access.denied')).length
        const reply = await act(agent, patient, name, { caseId })
        expect([reply.status, reply.body.missing[0].code]).toEqual([403, 'tier-T1'])
        expect(reply.body.message).toContain('identity level 1: name, date of birth and one more')
        expect((await house.audit('access.denied')).length).toBe(before + 1)
      }
      expect((await house.rows('portal_account')).find((a) => a.patient_id === patient.id)).toMatchObject({
        status: 'locked',
      })
      expect((await house.rows('mail')).filter((m) => m.patient_id === patient.id)).toEqual([])
    },
  )

  itOnce('with an old verification, another case’s verification or a closed case is refused', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const { id: otherCase } = await aCase(agent, patient.id)
    expect((await act(agent, patient, 'send-reset-link', { ...call, caseId: otherCase })).status).toBe(422)
    const stranger = await aPatient(house)
    expect((await act(agent, stranger, 'send-reset-link', call)).status).toBe(422)
    const { version } = must(await agent.get(`/api/cases/${call.caseId}`), showCase)
    must(
      await agent.post(`/api/cases/${otherCase}/close`, { cause: 'other', outcome: 'explained', version: 1 }),
      closeCase,
    )
    expect((await act(agent, patient, 'send-reset-link', { caseId: otherCase })).status).toBe(409)
    expect(version).toBe(1)
    house.later(31 * 60)
    const late = await house.signIn('helpdesk')
    const reply = await act(late, patient, 'send-reset-link', call)
    expect([reply.status, reply.body.missing.map((m: { code: string }) => m.code)]).toEqual([
      403,
      ['verification-expired', 'tier-T1'],
    ])
    agent = late
  })

  itOnce('on one’s own record, a namesake’s or at one’s own address is left to a colleague', async () => {
    const patient = await aPatient(house, {
      familyName: 'Rivendell',
      street: '7 Elm Street',
      postalCode: '01020',
    })
    await anAccount(house, patient)
    const namesake = await house.signIn('helpdesk', 'Tom Rivendell')
    const neighbour = await house.signIn('helpdesk', 'Tom Other', {
      street: '7 Elm St.',
      postalCode: '01020-1234',
    })
    const own = await house.signIn('helpdesk', 'Tom Third')
    const owner = house.owner.write.updateTable('staff').set({ own_patient_id: patient.id })
    await owner.where('id', '=', own.id).execute()
    for (const [person, why] of [
      [own, 'your own record'],
      [namesake, 'a last name'],
      [neighbour, 'address'],
    ] as const) {
      // Neither in a colleague's case, nor on what a colleague proved.
      const verified = await person.post(`/api/patients/${patient.id}/verifications`, {
        caseId: (await aCase(agent, patient.id)).id,
        caller: 'patient',
        answers: { mrn: patient.mrn },
      })
      const reply = await act(person, patient, 'send-reset-link', await aCall(agent, patient))
      for (const refusal of [verified, reply])
        expect(refused(refusal, 403).missing).toMatchObject([
          { code: 'second-person', message: expect.stringContaining(why) },
        ])
    }
    expect((await act(agent, patient, 'send-reset-link', await aCall(agent, patient))).status).toBe(200)
  })

  it('sent twice with one key has one effect and one mail; the key cannot serve another request', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const key = { 'Idempotency-Key': randomUUID() }
    const replies = await Promise.all([1, 2, 3].map(() => act(agent, patient, 'send-reset-link', call, key)))
    expect(new Set(replies.map((r) => JSON.stringify(r.body))).size).toBe(1)
    expect((await house.rows('mail')).filter((m) => m.patient_id === patient.id)).toHaveLength(1)
    expect(
      (await house.audit('account.reset-link-sent')).filter((e) => e.patientIds?.includes(patient.id)),
    ).toHaveLength(1)
    expect((await act(agent, patient, 'end-sessions', call, key)).status).toBe(422)
  })

  itOnce(
    'reminds of the username by mail to an address on file, and tells neither the agent nor the log',
    async () => {
      const patient = await aPatient(house)
      const account = await anAccount(house, patient, { status: 'locked', username: 'Wren.of.the.Hill' })
      const call = await aCall(agent, patient)
      const reply = must(await act(agent, patient, 'send-username', call))
      const mail = await house.mailbox.next((m) => m.to === patient.emails[0])
      expect(mail.text).toContain('Wren.of.the.Hill')
      expect(mail.text).not.toMatch(/https?:/)
      const told = JSON.stringify([
        reply,
        await house.audit('account.username-sent'),
        await house.rows('mail'),
      ])
      expect(told).toContain(account.id)
      // With its stops: four letters alone may stand in what is encrypted.
      expect(told).not.toMatch(/Wren\.of|the\.Hill/)
    },
  )

  itOnce('never tells staff a secret, and writes the reason to the case, not to the log', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const reply = must(
      await act(agent, patient, 'send-reset-link', { ...call, reason: 'Her daughter Wilhelmina called' }),
    )
    const token = linkIn((await house.mailbox.next((m) => m.to === patient.emails[0])).text)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const everything = JSON.stringify([
      reply,
      await house.rows('portal_token'),
      await house.rows('mail'),
      await house.rows('audit_event'),
    ])
    expect(everything).not.toContain(token)
    expect(JSON.stringify(await house.rows('audit_event'))).not.toContain('Wilhelmina')
    expect(JSON.stringify(must(await agent.get(`/api/cases/${call.caseId}`), showCase).notes)).toContain(
      'Wilhelmina',
    )
  })
})

describe('sending a link', () => {
  itOnce('goes only to a channel on file, and says so when none can be reached', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const call = await aCall(agent, patient)
    const foreign = await channelOf(house, (await aPatient(house)).id)
    expect(
      (await act(agent, patient, 'send-reset-link', { ...call, channelId: foreign.id })).body.errors
        .channelId,
    ).toMatch(/not a contact on file/)
    const own = await channelOf(house, patient.id)
    await house.desk.db.write
      .updateTable('contact_point')
      .set({ bounced_at: own.on_file_since })
      .where('id', '=', own.id)
      .execute()
    const reply = await act(agent, patient, 'send-reset-link', call)
    expect([reply.status, reply.body.missing[0].code]).toEqual([409, 'channel'])
  })

  itOnce('fits the login’s state: nothing to reset, unlock or invite where there is none', async () => {
    const patient = await aPatient(house)
    const call = await aCall(agent, patient)
    for (const name of ['unlock', 'send-reset-link', 'end-sessions'])
      expect((await act(agent, patient, name, call)).status).toBe(409)
    await anAccount(house, patient)
    for (const name of ['unlock', 'invite']) expect((await act(agent, patient, name, call)).status).toBe(409)
  })

  itOnce('is refused to the deceased and to an address another patient signs in with', async () => {
    const gone = await aPatient(house, { deceasedAt: '2026-01-01' })
    expect((await act(agent, gone, 'invite', await aCall(agent, gone))).status).toBe(409)
    const first = await aPatient(house)
    await anAccount(house, first)
    const second = await aPatient(house, { emails: first.emails })
    expect((await act(agent, second, 'invite', await aCall(agent, second))).body.message).toMatch(
      /Another patient already signs in/,
    )
  })
})

describe('ending, disabling and enabling', () => {
  itOnce('ending sessions signs the patient out everywhere', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const tokens = await Promise.all([1, 2].map(async () => must(await signIn(patient)).token as string))
    expect(must(await act(agent, patient, 'end-sessions', await aCall(agent, patient))).sessionsEnded).toBe(2)
    for (const token of tokens)
      expect(
        (await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` })).status,
      ).toBe(401)
  })

  it('disabling needs no proof, acts at once, and a wrong person goes to privacy in the same moment', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const { token } = must(await signIn(patient))
    const { id: caseId } = await aCase(agent, patient.id)
    expect((await act(agent, patient, 'disable', { caseId, reason: 'because' })).status).toBe(422)
    must(await act(agent, patient, 'disable', { caseId, reason: 'wrong-person' }))
    expect(
      (await house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` })).status,
    ).toBe(401)
    expect((await signIn(patient)).status).toBe(401)
    expect(must(await agent.get(`/api/cases/${caseId}`), showCase)).toMatchObject({
      status: 'escalated',
      escalatedTo: 'privacy',
      assignedTo: null,
    })
  })

  itOnce('enabling takes T3: name and birth date do not undo it', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient, { status: 'disabled', status_reason: 'patient-request' })
    const call = await aCall(agent, patient)
    const weak = await act(agent, patient, 'enable', { ...call, reason: 'identity-proven' })
    expect([weak.status, weak.body.missing[0].code]).toEqual([403, 'tier-T3'])
    const { id: verificationId } = await seenInPerson(agent, patient.id, call.caseId)
    const supervisor = await house.signIn('supervisor')
    must(await supervisor.post(`/api/verifications/${verificationId}/approve`, {}))
    expect(
      must(await act(agent, patient, 'enable', { ...call, verificationId, reason: 'identity-proven' }))
        .account.status,
    ).toBe('active')
    expect((await signIn(patient)).status).toBe(403)
  })
})

describe('a case', () => {
  it('is numbered without gaps or repeats under parallel opening', async () => {
    const patient = await aPatient(house)
    const cases = await Promise.all(Array.from({ length: 8 }, () => aCase(agent, patient.id)))
    const numbers = cases.map((c) => c.number).sort((a, b) => a - b)
    expect(numbers.at(-1)! - numbers[0]!).toBe(7)
  })

  itOnce('refuses a stale change, a closed case’s change, and “signed in” where nobody did', async () => {
    const patient = await aPatient(house)
    const { id } = await aCase(agent, patient.id)
    const close = (body: object) =>
      agent.post(`/api/cases/${id}/close`, { cause: 'locked-out', outcome: 'link-sent', version: 1, ...body })
    const unseen = await close({ outcome: 'signed-in' })
    expect(refused(unseen, 422).errors?.outcome).toMatch(/the patient has not signed in since/)
    expect((await close({ cause: 'bad luck' })).status).toBe(422)
    must(
      await agent.post(`/api/cases/${id}/escalate`, {
        ...handTo('clinic', 'address wrong'),
        version: 1,
      }),
      escalateCase,
    )
    expect((await close({})).status).toBe(409)
    must(await close({ version: 2 }), closeCase)
    expect((await close({ version: 3 })).status).toBe(409)
  })

  itOnce('streams the sign-in as it happens', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    const { id } = await aCase(agent, patient.id)
    const stream = await agent.stream(`/api/cases/${id}/watch`)
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    let seen = (await reader.read()).value!
    expect(seen).toContain('"signedInSinceOpened":false')
    must(await signIn(patient))
    while (!seen.includes('"signedInSinceOpened":true')) seen += (await reader.read()).value!
    await reader.cancel()
  })
})
