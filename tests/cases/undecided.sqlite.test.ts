import { beforeAll, describe, expect, it } from 'vitest'
import { undecidedKinds } from '../../api/acts/undecided.ts'
import { showCase } from '../../api/call/showCase.ts'
import { refuseLeaving } from '../../api/cases/leaveRecords.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { catalogue } from '../../api/rooms.ts'
import { aConflict } from '../support/conflicts.ts'
import { aWrittenPair } from '../support/duplicates.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
let records: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
  records = await house.signIn('records')
})
const caseOf = async (id: string, by = agent) => must(await by.get(`/api/cases/${id}`), showCase)
/** A case of a patient with records, for another reason than what waits. */
async function withRecords(patientId: string, to = 'health-information-management') {
  const { id, version } = await aCase(agent, patientId)
  must(await agent.post(`/api/cases/${id}/escalate`, { ...handTo(to), version }))
  return id
}
const leaving = (version: number) =>
  [
    ['close', { cause: 'other', outcome: 'referred', version }],
    ['give-back', { note: 'Nothing to do', version }],
    ['escalate', { ...handTo('privacy'), version }],
  ] as const

const child = { birthDate: '2020-05-05' }
/** How each kind comes to wait, and how records decides it; each in words that the refusal says. */
const kinds: Record<
  (typeof undecidedKinds)[number],
  {
    waits: (patient: TestPatient) => Promise<() => Promise<unknown>>
    said: RegExp
    patient?: () => Promise<TestPatient>
  }
> = {
  correction: {
    said: /request for a correction/,
    async waits(patient) {
      const { id } = await aCase(agent, patient.id)
      const asked = { field: 'name', paper: 'passport', seenBy: 'clinic', reason: 'a letter is missing' }
      must(await agent.post(`/api/patients/${patient.id}/acts/ask-correction`, { caseId: id, ...asked }))
      return async () =>
        must(
          await records.post(`/api/cases/${id}/answer-correction`, {
            ...{ answer: 'corrected', note: 'Done', version: (await caseOf(id)).version },
          }),
        )
    },
  },
  custody: {
    said: /doubt about custody/,
    async waits(patient) {
      const { id } = await aCase(agent, patient.id)
      must(
        await agent.post(`/api/patients/${patient.id}/acts/doubt-custody`, {
          caseId: id,
          reason: 'Two orders',
        }),
      )
      return async () =>
        must(
          await records.post(`/api/cases/${id}/settle-custody`, {
            ...{ note: 'The order is final', version: (await caseOf(id)).version },
          }),
        )
    },
  },
  duplicate: {
    said: /may be the same person’s/,
    async waits(patient) {
      const { at } = await aWrittenPair(house, patient)
      return async () => {
        const { version } = must(await records.get(at))
        must(await records.post(`${at}/keep-apart`, { because: 'twins', note: 'Both were seen', version }))
      }
    },
  },
  conflict: {
    said: /may be about a different person/,
    patient: async () => (await aConflict(house)).patient,
    async waits(patient) {
      const row = (await house.rows('record_conflict')).find((one) => one.patient_id === patient.id)!
      const at = `/api/record-conflicts/${row.id}`
      return async () => {
        const { version } = must(await records.get(at))
        must(await records.post(`${at}/keep-ours`, { because: 'number', note: 'Seen', version }))
      }
    },
  },
}

describe('a case with medical records', () => {
  it('knows every kind of thing that they decide', () => {
    expect([...new Set(catalogue.undecided.map(({ kind }) => kind))].sort()).toEqual(
      [...undecidedKinds].sort(),
    )
  })

  for (const [kind, { waits, said, patient: made }] of Object.entries(kinds))
    it(`does not leave them while a ${kind} of its patient waits, says so to both, and leaves once it is decided`, async () => {
      const patient = await (made?.() ?? aPatient(house, child))
      const decide = await waits(patient)
      const id = await withRecords(patient.id)
      const { version, waits: shown } = await caseOf(id)
      expect(shown).toEqual([kind])
      for (const [act, body] of leaving(version))
        expect([act, refused(await records.post(`/api/cases/${id}/${act}`, body), 409).message]).toEqual([
          act,
          expect.stringMatching(said),
        ])
      // To the other office of records it may go.
      must(await records.post(`/api/cases/${id}/escalate`, { ...handTo('registration'), version }))
      expect(await caseOf(id)).toMatchObject({ escalatedTo: 'registration', status: 'escalated' })
      await decide()
      const now = await caseOf(id, records)
      expect(now.waits).toEqual([])
      must(await records.post(`/api/cases/${id}/give-back`, { note: 'Settled', version: now.version }))
      expect(await caseOf(id)).toMatchObject({ status: 'open', assigneeId: agent.id })
    })

  it('goes back with the last answer that is owed, and not with the first', async () => {
    const patient = await aPatient(house, child)
    const answer = await kinds.correction.waits(patient)
    const settle = await kinds.custody.waits(patient)
    const [asked] = (await house.rows('record_correction')).filter((row) => row.patient_id === patient.id)
    const [doubt] = (await house.rows('custody_doubt')).filter((row) => row.patient_id === patient.id)
    await answer()
    const first = await caseOf(asked!.case_id)
    expect(first).toMatchObject({ status: 'escalated', escalatedTo: 'registration', waits: ['custody'] })
    expect(first.notes.at(-1)).toMatchObject({ kind: 'correction-corrected', text: 'Done' })
    await settle()
    expect(await caseOf(doubt!.case_id)).toMatchObject({ status: 'open', waits: [] })
    const { version } = await caseOf(asked!.case_id)
    must(await records.post(`/api/cases/${asked!.case_id}/give-back`, { note: 'Both are answered', version }))
  })

  it('of one patient is not held by what waits of another, and the desk closes its own', async () => {
    const patient = await aPatient(house, child)
    const own = await aCase(agent, patient.id)
    await kinds.custody.waits(patient)
    must(
      await agent.post(`/api/cases/${own.id}/close`, {
        cause: 'other',
        outcome: 'explained',
        version: own.version,
      }),
    )
    const id = await withRecords((await aPatient(house)).id)
    const { version } = await caseOf(id)
    must(await records.post(`/api/cases/${id}/close`, { cause: 'other', outcome: 'referred', version }))
  })

  it('stays with them when a notice is answered with “this was not me”', async () => {
    const patient = await aPatient(house, child)
    await kinds.custody.waits(patient)
    const [row] = (await house.rows('support_case')).filter((one) => one.patient_id === patient.id)
    const ctx = systemCtx(house.desk, 'test', 'test')
    expect(await transact(house.desk.db, (trx) => refuseLeaving(trx, ctx, row!, 'security'))).toBeDefined()
  })
})
