import { findPairs } from '../../api/duplicates/findPairs.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'
import type { House } from './harness.ts'
import { aPatient, type TestPatient } from './people.ts'

const random = randomFrom(20261126)
const now = new Date('2026-11-26T00:00:00Z')
let counter = 0

/** Somebody of a hospital of many names, days and homes. */
export function anybody(): Partial<TestPatient> {
  const { patient, contacts } = syntheticPatient(random, counter++, now, [{ id: '' }])
  const of = (system: string) => contacts.filter((one) => one.system === system).map(({ value }) => value)
  return {
    familyName: patient.family_name,
    givenName: patient.given_name,
    birthDate: patient.birth_date,
    sex: patient.sex,
    street: patient.street,
    city: patient.city,
    state: patient.state,
    postalCode: patient.postal_code,
    phones: of('phone').slice(0, 1),
    emails: of('email').slice(0, 1),
  }
}

/** So many people, each somebody else. */
export async function aHospital(house: House, many: number): Promise<TestPatient[]> {
  const people: TestPatient[] = []
  for (let i = 0; i < many; i++) people.push(await aPatient(house, anybody()))
  return people
}

/** A second record of a patient, by default with another number only. */
export const aSecondRecord = (
  house: House,
  { familyName, givenName, birthDate, sex, street, city, postalCode, phones, emails }: TestPatient,
  over: Partial<TestPatient> = {},
) =>
  aPatient(house, {
    ...{ familyName, givenName, birthDate, sex, street, city, postalCode, phones, emails },
    ...over,
  })

/** What is found of two records after a pass. */
export async function pairOf(house: House, a: { id: string }, b: { id: string }) {
  const [one, other] = [a.id, b.id].sort()
  return (await house.rows('duplicate_pair')).find(
    (row) => row.patient_id === one && row.other_patient_id === other,
  )
}

/** Two records of one person, found to be a pair. */
export async function aPair(house: House, over: Partial<TestPatient> = {}) {
  const patient = await aPatient(house, anybody())
  const second = await aSecondRecord(house, patient, over)
  await findPairs(house.desk)
  const row = (await pairOf(house, patient, second))!
  return { patient, second, row, at: `/api/duplicates/${row.id}` }
}
