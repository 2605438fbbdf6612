import { beforeAll, describe, expect, it } from 'vitest'
import { showCase } from '../../api/call/showCase.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, anAccount, anEvent, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let records: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  records = await house.signIn('records')
})

const asked = {
  field: 'birth-date',
  paper: 'passport',
  seenBy: 'clinic',
  reason: 'day and month are swapped',
}
const ask = (patientId: string, caseId: string, over: object = {}) =>
  agent.post(`/api/patients/${patientId}/acts/ask-correction`, { caseId, ...asked, ...over })
const caseOf = async (id: string) => must(await agent.get(`/api/cases/${id}`), showCase)

describe('a wrong name or birth date', () => {
  it('is asked of records with the paper named, answered there, and comes back to the desk; the record is not touched', async () => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    await anEvent(house, patient.id, 'reset-failed', { reason: 'birth-date' })
    const [cause] = must(await agent.get(`/api/patients/${patient.id}/diagnosis`), diagnose).causes
    expect(cause).toMatchObject({ code: 'details-mismatch', remedy: { act: 'correct-registration' } })
    const recordOf = async () => (await house.rows('patient')).find(({ id }) => id === patient.id)
    const before = await recordOf()
    const { id } = await aCase(agent, patient.id)
    must(await ask(patient.id, id))
    const handed = await caseOf(id)
    expect(handed).toMatchObject({ status: 'escalated', escalatedTo: 'registration', assignedTo: null })
    expect(handed.notes[0]).toMatchObject({
      kind: 'ask-correction',
      text: 'Date of birth. Passport. Seen by the clinic. day and month are swapped',
    })
    // Nobody on the desk answers their own request.
    const answer = { answer: 'corrected', note: 'It was swapped', version: handed.version }
    expect((await agent.post(`/api/cases/${id}/answer-correction`, answer)).status).toBe(403)
    const back = must(await records.post(`/api/cases/${id}/answer-correction`, answer))
    expect(back).toMatchObject({ status: 'open', escalatedTo: null, assigneeId: agent.id })
    expect((await caseOf(id)).notes.at(-1)).toMatchObject({
      kind: 'correction-corrected',
      text: 'It was swapped',
    })
    expect(await recordOf()).toEqual(before)
    const events = JSON.stringify([
      ...(await house.audit('record.correction-asked')),
      ...(await house.audit('record.correction-answered')),
    ])
    expect(events).toContain('passport')
    expect(events).not.toContain('swapped')
  })

  it('is asked for once at a time, and what is written with it holds no number and no date', async () => {
    const patient = await aPatient(house)
    const [one, another] = [await aCase(agent, patient.id), await aCase(agent, patient.id)]
    for (const reason of ['passport 512 339 871', 'born 1985-03-09', 'born 3/9/1985'])
      expect(refused(await ask(patient.id, one.id, { reason }), 422).errors).toHaveProperty('reason')
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(patient.id, n % 2 ? one.id : another.id)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const rows = (await house.rows('record_correction')).filter((row) => row.patient_id === patient.id)
    expect(rows).toHaveLength(1)
    const { version } = await caseOf(rows[0]!.case_id)
    const answers = await Promise.all(
      ['corrected', 'was-right'].map((answer) =>
        records.post(`/api/cases/${rows[0]!.case_id}/answer-correction`, { answer, note: 'Looked', version }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('a record that was merged', () => {
  it('leads to the one in use, over all merges since, and round in a circle to nobody’s end', async () => {
    const [first, second, third] = [await aPatient(house), await aPatient(house), await aPatient(house)]
    const into = (id: string, replaced_by: string | null) =>
      house.owner.write.updateTable('patient').set({ replaced_by }).where('id', '=', id).execute()
    const leadsTo = async (id: string) => must(await agent.get(`/api/patients/${id}`), showPatient).replacedBy
    await into(first.id, second.id)
    await into(second.id, third.id)
    expect([await leadsTo(first.id), await leadsTo(second.id), await leadsTo(third.id)]).toEqual([
      third.id,
      third.id,
      null,
    ])
    await into(third.id, second.id)
    expect(await leadsTo(second.id)).toBe(third.id)
  })
})
