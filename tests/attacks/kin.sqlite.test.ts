import { beforeAll, describe, expect, it } from 'vitest'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})

const asked = (patientId: string) => ({
  patientId,
  category: 'other',
  channel: 'phone',
  summary: 'My cousin asked me',
})

/** Somebody at the desk whose own record is known. */
async function aKnown(over: Partial<TestPatient> = {}) {
  const by = await house.signIn('supervisor')
  const own = await aPatient(house, over)
  const known = house.owner.write.updateTable('staff').set({ own_patient_id: own.id })
  await known.where('id', '=', by.id).execute()
  return { by, own }
}

/** Somebody at the desk, and the patient they are to each other. */
const kinOf = {
  themselves: async () => {
    const { by, own } = await aKnown()
    return { by, patient: own }
  },
  'somebody who has their telephone': async () => {
    const phones = ['413-555-7788']
    return { by: (await aKnown({ phones })).by, patient: await aPatient(house, { phones }) }
  },
  'whom they stand for': async () => {
    const [{ by, own }, patient] = [await aKnown(), await aPatient(house)]
    await aGrant(house, patient.id, { proxy_patient_id: own.id })
    return { by, patient }
  },
  'who stands for them': async () => {
    const [{ by, own }, patient] = [await aKnown(), await aPatient(house)]
    await aGrant(house, own.id, { proxy_patient_id: patient.id })
    return { by, patient }
  },
  'a relative of the same last name': async () => ({
    by: await house.signIn('supervisor', 'Maria Ostrander'),
    patient: await aPatient(house, { familyName: 'Ostrander-Pike' }),
  }),
  'somebody at one address': async () => {
    const home = { street: '9 Far Lane', postalCode: '01103' }
    return { by: await house.signIn('supervisor', 'Jo Lodger', home), patient: await aPatient(house, home) }
  },
}

describe.each(Object.entries(kinOf))('%s', (_, make) => {
  it('opens no case, notes nothing and ends nothing, and each try is in the log with the patient', async () => {
    const { by, patient } = await make()
    const { id } = await aCase(agent, patient.id)
    const before = (await house.audit('access.denied')).length
    const tries = [
      await by.post('/api/cases', asked(patient.id)),
      await by.post(`/api/patients/${patient.id}/notes`, { text: 'Nice people' }),
      await by.post(`/api/cases/${id}/notes`, { text: 'Nothing to see' }),
      await by.post(`/api/cases/${id}/assign`, { staffId: by.id, version: 1 }),
      await by.post(`/api/cases/${id}/close`, { cause: 'other', outcome: 'explained', version: 1 }),
    ]
    for (const { status, body } of tries)
      expect([status, body.missing?.[0].code]).toEqual([403, 'second-person'])
    const denials = (await house.audit('access.denied')).slice(before)
    expect(denials.map(({ actorId, patientIds }) => [actorId, patientIds])).toEqual(
      tries.map(() => [by.id, [patient.id]]),
    )
    for (const table of ['case_note', 'patient_note'] as const)
      expect((await house.rows(table)).filter((row) => row.staff_id === by.id)).toEqual([])
  })

  it('may look, which is recorded as any look and weighed by the watch', async () => {
    const { by, patient } = await make()
    must(await by.get(`/api/patients/${patient.id}`))
    const shown = (await house.audit('patient.shown')).filter(({ actorId }) => actorId === by.id)
    expect(shown).toMatchObject([{ patientIds: [patient.id], outcome: 'success' }])
  })
})

it('whom a relative’s call reached hands it to a colleague', async () => {
  const { by, patient } = await kinOf['a relative of the same last name']()
  const { id } = await aCase(agent, patient.id)
  must(await by.post(`/api/cases/${id}/assign`, { staffId: agent.id, version: 1 }))
  must(await agent.post(`/api/cases/${id}/notes`, { text: 'Mine now' }))
})
