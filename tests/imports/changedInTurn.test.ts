import { describe, expect, it } from 'vitest'
import { keepOurs, takeOver } from '../../api/imports/conflicts/decisions.ts'
import { showConflict } from '../../api/imports/conflicts/showConflict.ts'
import type { SourcePatient } from '../../api/imports/records.ts'
import { patientsPolicy } from '../../api/patients/policy.ts'
import { unknownIssuer } from '../../api/patients/record.ts'
import { aStranger, feed } from '../support/conflicts.ts'
import { houseForTests, itOnce } from '../support/harness.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const days = (n: number) => house.later(n * 86_400)
const long = patientsPolicy.changedInTurnDays.usual
const born = '1999-09-09'
/** What a feed says of a patient, as it is on file but for what is said otherwise. */
const said = (patient: TestPatient, over: Partial<SourcePatient> = {}): SourcePatient => {
  const { familyName, givenName, birthDate } = patient
  return aStranger(patient, { familyName, givenName, birthDate, ...over })
}
const thief = { familyName: 'Oakenshaw', givenName: 'Bertram' }
const onFile = async ({ id }: TestPatient) => {
  const { family_name, given_name, birth_date } = (await house.rows('patient')).find((row) => row.id === id)!
  return [family_name, given_name, birth_date]
}
const waitingFor = async ({ id }: TestPatient) =>
  (await house.rows('record_conflict')).filter((row) => row.patient_id === id && row.decision === null)
const decide = async (at: string, verb: string, body: object) => {
  // Sessions end while nights go by.
  const records = await house.signIn('records', 'Robin Castellanos')
  const { version } = must(await records.get(at), showConflict)
  return records.post(`${at}/${verb}`, { note: 'Asked registration', version, ...body })
}

describe('two nights of a feed', () => {
  it.each<[string, Partial<SourcePatient>, Partial<SourcePatient>]>([
    ['the name and then the birth date', thief, { ...thief, birthDate: born }],
    ['the birth date and then the name', { birthDate: born }, { ...thief, birthDate: born }],
  ])(
    'that change %s make no other person of a patient: the second waits, and changes nothing',
    async (_, one, other) => {
      const patient = await aPatient(house)
      expect(await feed(house, said(patient, one))).toMatchObject({ updated: 1, putAside: 0 })
      const before = await onFile(patient)
      days(long - 1)
      expect(await feed(house, said(patient, other))).toMatchObject({
        ...{ updated: 0, putAside: 1 },
        reasons: [expect.stringMatching(/changed lately/)],
      })
      expect(await onFile(patient)).toEqual(before)
      expect(await waitingFor(patient)).toMatchObject([{ reason: 'changed-in-turn' }])
      expect((await house.audit('patient.record-put-aside')).at(-1)!.patientIds).toEqual([patient.id])
      // Each night says it again, until somebody decides.
      expect(await feed(house, said(patient, other))).toMatchObject({ updated: 0, putAside: 1 })
      expect(await waitingFor(patient)).toHaveLength(1)
      days(2)
      expect(await feed(house, said(patient, other))).toMatchObject({ updated: 0, putAside: 1 })
      expect(await onFile(patient)).toEqual(before)
    },
  )

  itOnce('so far apart that whoever was told of the first had time to say so are believed', async () => {
    const patient = await aPatient(house)
    await feed(house, said(patient, thief))
    days(long + 1)
    expect(await feed(house, said(patient, { ...thief, birthDate: born }))).toMatchObject({ updated: 1 })
    expect(await onFile(patient)).toEqual([thief.familyName, thief.givenName, born])
  })

  itOnce('and more of them, a word of the name each, get no further', async () => {
    const patient = await aPatient(house)
    const { familyName, givenName } = patient
    const nights = [
      { familyName: `${familyName} Oakenshaw`, givenName: `${givenName} Bertram` },
      { familyName: 'Oakenshaw', givenName: 'Bertram' },
    ]
    for (const night of nights) {
      expect(await feed(house, said(patient, night))).toMatchObject({ updated: 1 })
      days(1)
    }
    expect(await feed(house, said(patient, { ...thief, birthDate: born }))).toMatchObject({ putAside: 1 })
  })

  itOnce('nor where the second finds the patient by a number whose issuer was not kept', async () => {
    const patient = await aPatient(house)
    const { familyName, givenName } = patient
    const number = { system: unknownIssuer, value: `OLD-${patient.mrn}` }
    await house.owner.write
      .insertInto('patient_identifier')
      .values({ ...number, patient_id: patient.id, former: 0 })
      .execute()
    const both = { familyName: `${familyName} Oakenshaw`, givenName: `${givenName} Bertram` }
    expect(await feed(house, said(patient, { ...both, birthDate: '1999' }))).toMatchObject({ updated: 1 })
    const before = await onFile(patient)
    days(1)
    const numbers = [{ ...number, system: 'https://elsewhere.test/mrn' }]
    const second = said(patient, { ...thief, birthDate: born, numbers })
    expect(await feed(house, second)).toMatchObject({ updated: 0, putAside: 1 })
    expect(await onFile(patient)).toEqual(before)
    expect(await waitingFor(patient)).toMatchObject([{ reason: 'changed-in-turn' }])
  })

  itOnce('that change one thing alone, however often and back again, are believed', async () => {
    const [named, born] = [await aPatient(house), await aPatient(house)]
    const families = ['Marriedname', named.familyName, `${named.familyName}-Marriedname`, 'Marriedname']
    for (const familyName of families) {
      expect(await feed(house, said(named, { familyName }))).toMatchObject({ updated: 1, putAside: 0 })
      days(1)
    }
    for (const birthDate of ['1985-09-03', '1985-03-09', '1985', '1958-03-09']) {
      expect([birthDate, await feed(house, said(born, { birthDate }))]).toMatchObject([
        birthDate,
        { putAside: 0 },
      ])
      days(1)
    }
  })
})

describe('whoever decides', () => {
  const waiting = async () => {
    const patient = await aPatient(house)
    await feed(house, said(patient, thief))
    days(1)
    const record = said(patient, { ...thief, birthDate: born })
    await feed(house, record)
    const [row] = await waitingFor(patient)
    return { patient, record, at: `/api/record-conflicts/${row!.id}` }
  }

  it('that it is the same person is believed: the next nights say the same, and later changes are looked at anew', async () => {
    const { patient, record, at } = await waiting()
    must(await decide(at, 'take-over', { patientId: patient.id }), takeOver)
    expect(await onFile(patient)).toEqual([thief.familyName, thief.givenName, born])
    days(1)
    expect(await feed(house, record)).toMatchObject({ unchanged: 1, putAside: 0 })
    expect(await feed(house, { ...record, familyName: 'Oakenshaw-Smith' })).toMatchObject({ updated: 1 })
    const third = { ...record, familyName: 'Third', givenName: 'Person', birthDate: '1970-01-01' }
    expect(await feed(house, { ...record, birthDate: third.birthDate })).toMatchObject({ updated: 1 })
    expect(await feed(house, third)).toMatchObject({ putAside: 1 })
  })

  itOnce('that the feed is wrong keeps it out for good', async () => {
    const { patient, record, at } = await waiting()
    const before = await onFile(patient)
    must(await decide(at, 'keep-ours', { because: 'name-or-birth-date' }), keepOurs)
    days(long + 1)
    expect(await feed(house, record)).toMatchObject({
      ...{ updated: 0, putAside: 0 },
      reasons: [expect.stringMatching(/wrong at the source/)],
    })
    expect(await onFile(patient)).toEqual(before)
  })
})
