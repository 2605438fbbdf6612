import { newId } from '../../api/core/db/id.ts'
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

/** The same written by hand, where it is not the search that is asked. */
export async function aWrittenPair(house: House, a?: TestPatient, b?: TestPatient) {
  const patient = a ?? (await aPatient(house))
  const second = b ?? (await aPatient(house))
  const [patient_id, other_patient_id] = [patient.id, second.id].sort() as [string, string]
  const row = {
    ...{ id: newId(), patient_id, other_patient_id, bits: 20, band: 'likely' as const },
    levels: JSON.stringify({ family: 'same', birth: 'same', phone: 'differs' }),
    ...{ found_at: house.desk.clock().toISOString(), state: 'waiting' as const, version: 1 },
    ...{ because: null, note: null, decided_by: null, decided_at: null },
  }
  await house.owner.write.insertInto('duplicate_pair').values(row).execute()
  return { patient, second, row, at: `/api/duplicates/${row.id}` }
}
