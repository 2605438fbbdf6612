import { describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { declineApproval } from '../../api/callers/decideApproval.ts'
import { recordSeenInPerson } from '../../api/callers/inPerson.ts'
import { houseForTests } from '../support/harness.ts'
import { aCall, aCase, aPatient, must, seenInPerson } from '../support/people.ts'

const house = houseForTests()

describe('approvals that wait', () => {
  it('are listed with what they rest on, and counted, until they are decided, lapse, or the case is closed', async () => {
    const agent = await house.signIn('helpdesk', 'Sam Rivera')
    const supervisor = await house.signIn('supervisor')
    const waiting = async () => must(await supervisor.get('/api/approvals-waiting')).waiting
    const listed = async () => must(await supervisor.get('/api/approvals'))
    const seen = async (by = agent) => {
      const patient = await aPatient(house, { familyName: 'Lindqvist' })
      const { caseId } = await aCall(by, patient)
      const body = { caseId, caller: 'patient', document: 'passport' }
      const { id } = must(
        await by.post(`/api/patients/${patient.id}/seen-in-person`, body),
        recordSeenInPerson,
      )
      return { id, caseId, patient }
    }
    const one = await seen()
    expect(await waiting()).toBe(1)
    const [row] = await listed()
    expect(row).toMatchObject({
      id: one.id,
      caseId: one.caseId,
      patientName: 'Lindqvist, María José',
      summary: expect.any(String),
      askedBy: 'Sam Rivera',
      yours: false,
      document: 'passport',
      proofed: false,
      matched: expect.arrayContaining(['givenName', 'familyName', 'birthDate', 'mrn']),
    })
    expect(JSON.stringify(row)).not.toContain(one.patient.birthDate)
    // Who looked at whom stands in the log.
    const looked = (await house.audit('caller.approvals-listed')).at(-1)
    expect(looked!.patientIds).toEqual([one.patient.id])
    must(await supervisor.post(`/api/verifications/${one.id}/approve`))
    const own = await seen(supervisor)
    expect((await listed()).map(({ id, yours }: { id: string; yours: boolean }) => [id, yours])).toEqual([
      [own.id, true],
    ])
    const closed = await seen()
    const end = { cause: 'other', outcome: 'explained', version: 1 }
    must(await agent.post(`/api/cases/${closed.caseId}/close`, end))
    expect(await waiting()).toBe(1)
    house.later(3600)
    const later = await house.signIn('supervisor')
    expect(must(await later.get('/api/approvals'))).toEqual([])
    expect(must(await later.get('/api/approvals-waiting'))).toEqual({ waiting: 0, newest: null })
    expect((await (await house.signIn('helpdesk')).get('/api/approvals')).status).toBe(403)
  })

  it('are each decided once, however many decide at once', async () => {
    const agent = await house.signIn('helpdesk')
    const supervisors = await Promise.all(Array.from({ length: 5 }, () => house.signIn('supervisor')))
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const patient = await aPatient(house)
        const { id: caseId } = await aCase(agent, patient.id)
        const body = { caseId, caller: 'patient', document: 'state-id' }
        return must(await agent.post(`/api/patients/${patient.id}/seen-in-person`, body), recordSeenInPerson)
          .id
      }),
    )
    const tries = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const id = ids[n % 10]!
        const by = supervisors[Math.floor(n / 10) % 5]!
        const { status } = await by.post(`/api/verifications/${id}/approve`)
        return { id, by: by.id, status }
      }),
    )
    const won = tries.filter(({ status }) => status === 200)
    expect(won.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(tries.filter(({ status }) => status !== 200).every(({ status }) => status === 409)).toBe(true)
    const rows = (await house.rows('verification')).filter(({ id }) => ids.includes(id))
    for (const { id, tier, approved_by } of rows)
      expect([tier, approved_by]).toEqual(['T3', won.find((one) => one.id === id)!.by])
    const told = (await house.audit('caller.approved')).filter(
      ({ outcome, objectId }) => outcome === 'success' && ids.includes(objectId ?? ''),
    )
    expect(told).toHaveLength(10)
  })

  it('are declined for a reason, of which whoever asked and the case hear, and then nobody approves them', async () => {
    const agent = await house.signIn('helpdesk', 'Sam Rivera')
    const supervisor = await house.signIn('supervisor', 'Mia Between')
    const patient = await aPatient(house)
    const { caseId } = await aCall(agent, patient)
    const { id } = await seenInPerson(agent, patient.id, caseId)
    const at = `/api/verifications/${id}`
    expect((await supervisor.post(`${at}/decline`, {})).status).toBe(422)
    expect((await supervisor.post(`${at}/decline`, { reason: 'other' })).status).toBe(422)
    expect((await agent.post(`${at}/decline`, { reason: 'other', note: 'x' })).status).toBe(403)
    const why = { reason: 'document-expired', note: 'It ended in May; they have a passport at home' }
    must(await supervisor.post(`${at}/decline`, why), declineApproval)
    for (const again of ['approve', 'decline']) {
      const refusal = await (await house.signIn('supervisor')).post(
        `${at}/${again}`,
        again === 'decline' ? why : {},
      )
      expect([refusal.status, refusal.body.code]).toEqual([409, 'declined-already'])
    }
    const { verifications } = must(await agent.get(`/api/cases/${caseId}`), showCase)
    expect(verifications.find((one) => one.id === id)).toMatchObject({
      tier: 'T0',
      live: false,
      approval: null,
      declined: { by: 'Mia Between', ...why },
    })
    expect(verifications.find((one) => one.id !== id)).toMatchObject({ tier: 'T1', live: true })
    const mail = await house.mailbox.next(({ subject }) => subject === 'A proof of identity was not approved')
    expect(mail.text).toContain('The ID has expired or is not accepted')
    for (const word of [patient.familyName, patient.givenName, why.note])
      expect(mail.text).not.toContain(word)
    const [told] = await house.audit('caller.approval-declined')
    expect(told).toMatchObject({ objectId: id, caseId, detail: { reason: why.reason } })
    expect(JSON.stringify(told)).not.toContain('May')
    // Whoever is asked next sees that it was declined before.
    const { id: next } = await seenInPerson(agent, patient.id, caseId)
    const waits = must(await (await house.signIn('supervisor')).get('/api/approvals'))
    const row = waits.find((one: { id: string }) => one.id === next)
    expect(row.declined).toMatchObject([{ by: 'Mia Between', reason: why.reason }])
    must(await supervisor.post(`/api/verifications/${next}/approve`))
  })

  it('are approved or declined, never both, however many do either at once', async () => {
    const agent = await house.signIn('helpdesk')
    const supervisors = await Promise.all(Array.from({ length: 4 }, () => house.signIn('supervisor')))
    for (let round = 0; round < 4; round++) {
      const patient = await aPatient(house)
      const { id: caseId } = await aCase(agent, patient.id)
      const { id } = await seenInPerson(agent, patient.id, caseId)
      const tries = await Promise.all(
        Array.from({ length: 24 }, async (_, n) => {
          const by = supervisors[n % 4]!
          const verb = (n + round) % 2 ? 'approve' : 'decline'
          const body = verb === 'decline' ? { reason: 'another-person' } : {}
          return { verb, by: by.id, status: (await by.post(`/api/verifications/${id}/${verb}`, body)).status }
        }),
      )
      const won = tries.filter(({ status }) => status === 200)
      expect(won).toHaveLength(1)
      expect(tries.filter(({ status }) => status === 409)).toHaveLength(23)
      const row = (await house.rows('verification')).find((one) => one.id === id)!
      expect([row.tier, row.approved_by, row.declined_by]).toEqual(
        won[0]!.verb === 'approve' ? ['T3', won[0]!.by, null] : ['T0', null, won[0]!.by],
      )
      const told = (await house.audit('caller.approval-declined')).filter(
        ({ outcome, objectId }) => outcome === 'success' && objectId === id,
      )
      expect(told).toHaveLength(won[0]!.verb === 'decline' ? 1 : 0)
    }
  })
})
