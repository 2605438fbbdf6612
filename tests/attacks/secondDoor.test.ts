import { describe, expect, it } from 'vitest'
import { newId } from '../../api/core/db/id.ts'
import { houseForTests } from '../support/harness.ts'
import { aCase, aPatient, must } from '../support/people.ts'

const house = houseForTests()

/** An alert about somebody, with a note they must not read. */
async function anAlertAbout(staffId: string) {
  const now = house.desk.clock().toISOString()
  const id = newId()
  await house.owner.write
    .insertInto('privacy_alert')
    .values({
      id,
      staff_id: staffId,
      patient_id: null,
      caller_key: null,
      score: 80,
      status: 'open',
      assigned_to: null,
      first_day: now.slice(0, 10),
      last_day: now.slice(0, 10),
      discovered_at: now,
      due_at: now,
      assessment: null,
      outcome: null,
      measure: null,
      conclusion: null,
      signed_by: null,
      signed_at: null,
      notified_on: null,
      version: 1,
    } as never)
    .execute()
  return id
}

describe('an officer under suspicion', () => {
  it('sees no alert about themselves: not in the list, the count, nor by its id; a colleague does', async () => {
    const [one, two] = await Promise.all([house.signIn('privacy-officer'), house.signIn('privacy-officer')])
    const id = await anAlertAbout(one.id)
    must(
      await two.post(`/api/privacy-alerts/${id}/notes`, { text: 'Interview on Monday; do not tell her.' }),
      200,
    )
    expect((await one.get(`/api/privacy-alerts/${id}`)).status).toBe(404)
    expect(must(await one.get('/api/privacy-alerts'))).toEqual([])
    expect(must(await one.get('/api/privacy-overview')).open).toBe(0)
    expect(JSON.stringify(must(await two.get(`/api/privacy-alerts/${id}`)))).toContain('Interview')
    expect(must(await two.get('/api/privacy-overview')).open).toBe(1)
  })
})

describe('a curious administrator', () => {
  it('gets no whole number and, in reports on staff, no name of a patient whose page is closed to them', async () => {
    const [agent, administrator, officer] = await Promise.all([
      house.signIn('helpdesk'),
      house.signIn('administrator'),
      house.signIn('privacy-officer'),
    ])
    const patient = await aPatient(house)
    await aCase(agent, patient.id)
    expect((await administrator.get(`/api/patients/${patient.id}`)).status).toBe(403)
    const report = `/api/audit-reports/patients/${patient.id}`
    expect(JSON.stringify(must(await administrator.get(report)))).not.toContain(patient.mrn)
    expect(must(await officer.get(report)).about.detail).toBe(`MRN ${patient.mrn}`)
    const work = `/api/audit-reports/staff/${agent.id}`
    expect(JSON.stringify(must(await administrator.get(work)))).not.toContain(patient.familyName)
    expect(JSON.stringify(must(await officer.get(work)))).toContain(patient.familyName)
  })
})
