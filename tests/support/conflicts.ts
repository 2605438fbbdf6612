import { systemCtx } from '../../api/core/context.ts'
import { checkItem } from '../../api/imports/readSource.ts'
import type { SourcePatient } from '../../api/imports/records.ts'
import { nobodyMet } from '../../api/imports/run.ts'
import { saveBatch } from '../../api/imports/saveBatch.ts'
import type { House } from './harness.ts'
import { aPatient, type TestPatient } from './people.ts'

let counter = 0

/** A record of a feed with the number of a patient, and another person’s name and birth date. */
export const aStranger = (patient: TestPatient, over: Partial<SourcePatient> = {}): SourcePatient => ({
  id: undefined,
  numbers: [{ system: patient.mrnIssuer, value: patient.mrn }],
  familyName: `Oakenshaw${String.fromCharCode(97 + (counter++ % 26))}`,
  givenName: 'Bertram',
  otherNames: [],
  birthDate: '1999-09-09',
  visits: [],
  ...over,
})

/** What an import makes of records that come as one file. */
export async function feed(house: House, ...people: SourcePatient[]) {
  const rules = {
    today: house.desk.clock().toISOString().slice(0, 10),
    home: 'US',
    mrnIssuers: undefined,
  }
  const items = people.map((patient, i) => checkItem({ file: 'feed.ndjson', line: i + 1, patient }, rules))
  const ctx = systemCtx(house.desk, 'test', 'test')
  const { counts, faults } = await saveBatch(ctx, items, { format: 'fhir-ndjson' }, nobodyMet())
  return { ...counts, reasons: faults.map(([, reason]) => reason) }
}

/** A record that waits for people, of a patient made for it; `two` where its numbers belong to two of them. */
export async function aConflict(
  house: House,
  { two = false, over = {} }: { two?: boolean; over?: Partial<SourcePatient> } = {},
) {
  const patient = await aPatient(house)
  const other = two ? await aPatient(house) : undefined
  const numbers = [patient, ...(other ? [other] : [])].map((one) => ({
    system: one.mrnIssuer,
    value: one.mrn,
  }))
  const said = aStranger(patient, { numbers, ...over })
  await feed(house, said)
  const row = (await house.rows('record_conflict')).find(
    (one) => one.patient_id === patient.id && one.decision === null,
  )!
  return { patient, other, said, row, at: `/api/record-conflicts/${row.id}` }
}
