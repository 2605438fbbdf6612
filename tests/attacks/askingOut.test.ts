import { beforeAll, describe, expect, it } from 'vitest'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, must, seenInPerson } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})

const aCallAbout = async () => {
  const patient = await aPatient(house)
  const { id: caseId } = await aCase(agent, patient.id)
  const { givenName, familyName, birthDate, mrn } = patient
  const base = { givenName, familyName, birthDate, mrn }
  const say = (answers: Record<string, string>, by: Person = agent) =>
    by.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers })
  return { patient, caseId, base, say }
}

describe('whoever knows enough to be the patient', () => {
  itOnce(
    'cannot ask out the rest of the record by one guess beside it: the last visit, the phone, the street',
    async () => {
      const { base, say } = await aCallAbout()
      const replies = []
      for (let day = 1; day <= 28; day++)
        replies.push(await say({ ...base, lastVisitDate: `2026-02-${String(day).padStart(2, '0')}` }))
      // Two guesses at one question, and it is closed; the verification itself is not.
      expect(replies.filter((reply) => reply.status === 201)).toHaveLength(2)
      expect(new Set(replies.slice(2).map((reply) => reply.status))).toEqual(new Set([422]))
      expect(must(await say(base), 201).tier).toBe('T1')
      must(await say({ ...base, phone: '413-555-9999' }), 201)
      for (const answers of [base, { ...base, street: '1 Elm Street' }])
        expect((await say(answers)).status).toBe(429)
    },
  )

  it('is told the same of an answer that was wrong twice', async () => {
    const { base, say } = await aCallAbout()
    for (let n = 0; n < 5; n++)
      expect(must(await say({ ...base, phone: '413-555-9999' }), 201)).toMatchObject({
        tier: 'T1',
        attemptsLeft: 2,
      })
  })
})

describe('whoever knows too little', () => {
  itOnce('learns nothing from a refusal: not which answer was right, nor how many', async () => {
    const { patient, say } = await aCallAbout()
    const told = async (answers: Record<string, string>) => {
      const { id, expiresAt, ...rest } = must(await say(answers), 201)
      expect([typeof id, typeof expiresAt]).toEqual(['string', 'string'])
      return rest
    }
    const right = await told({ birthDate: patient.birthDate })
    const wrong = await told({ birthDate: '1950-01-01' })
    expect(right).toEqual(wrong)
    expect(wrong).toMatchObject({ tier: 'T0', matched: [], unmatched: [], attemptsLeft: null })
  })

  itOnce(
    'is stopped by the same count with another colleague, in another case, at the same time',
    async () => {
      const { patient, say } = await aCallAbout()
      const others = await Promise.all([1, 2, 3, 4].map(() => house.signIn('helpdesk')))
      const questions = ['mrn', 'phone', 'email', 'street', 'postalCode']
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, i) => say({ [questions[i % 5]!]: `guess ${i}` }, others[i % 4]!)),
      )
      expect(replies.filter((reply) => reply.status === 201)).toHaveLength(3)
      const second = await aCase(others[0]!, patient.id)
      const elsewhere = await others[0]!.post(`/api/patients/${patient.id}/verifications`, {
        caseId: second.id,
        caller: 'patient',
        answers: { mrn: patient.mrn },
      })
      expect(elsewhere.status).toBe(429)
      expect((await seenInPerson(agent, patient.id, second.id)).tier).toBe('T0')
    },
  )
})

describe('a relative on the staff', () => {
  itOnce('neither verifies, nor sees, nor approves, by any part of a name', async () => {
    const names: [staff: string, patient: string][] = [
      ['Maria Smith-Jones', 'Smith-Jones'],
      ['Maria Smith', 'Smith-Jones'],
      ['Ana García López', 'García López'],
      ['Luis De la Cruz', 'De la Cruz'],
      ['John Baker Jr.', 'Baker'],
      ['Jane Doe, RN', 'Doe'],
      ['Wang Li', 'Wang'],
      ['Tim O’Brien', "O'Brien"],
    ]
    for (const [name, familyName] of names) {
      const relative = await house.signIn('supervisor', name)
      const patient = await aPatient(house, { familyName })
      const { id: caseId } = await aCase(agent, patient.id)
      const verified = await relative.post(`/api/patients/${patient.id}/verifications`, {
        caseId,
        caller: 'patient',
        answers: { birthDate: patient.birthDate },
      })
      const seen = await relative.post(`/api/patients/${patient.id}/seen-in-person`, {
        caseId,
        caller: 'patient',
        document: 'passport',
      })
      const { id } = await seenInPerson(agent, patient.id, caseId)
      const approved = await relative.post(`/api/verifications/${id}/approve`)
      for (const reply of [verified, seen, approved])
        expect([name, familyName, reply.status, reply.body.missing?.[0].code]).toEqual([
          name,
          familyName,
          403,
          'second-person',
        ])
    }
  })

  itOnce('is no relative by a particle, a title or another’s name', async () => {
    for (const [name, familyName] of [
      ['Luis De la Rosa', 'De la Cruz'],
      ['John Baker Jr.', 'Miller Jr.'],
      ['Jane Doe, RN', 'Wang'],
    ] as const) {
      const colleague = await house.signIn('helpdesk', name)
      const patient = await aPatient(house, { familyName })
      const { id: caseId } = await aCase(agent, patient.id)
      expect((await seenInPerson(colleague, patient.id, caseId)).tier).toBe('T0')
    }
  })
})
