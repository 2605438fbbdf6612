import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { readAndCheck, readSource, type Source } from '../../api/imports/readSource.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
// Narratives make a source large that has few people.
const narrative = 'x'.repeat(3_000)
const line = (n: number, over = {}) =>
  JSON.stringify({
    resourceType: 'Patient',
    id: `p${n}`,
    text: { div: narrative },
    identifier: [{ system: 'urn:oid:1.2.3', value: `T-${n}`, type: { coding: [{ code: 'MR' }] } }],
    name: [{ family: `Thread${n}`, given: ['Ada'] }],
    birthDate: '1980-01-02',
    telecom: [{ system: 'phone', value: '(413) 555-0142', use: 'mobile' }],
    ...over,
  })
const people = 1_600
function aLargeFile(): string {
  const file = path.join(temporaryFolder(), 'Patient.ndjson')
  writeFileSync(file, '')
  for (let n = 1; n <= people; n++)
    appendFileSync(
      file,
      `${n === 700 ? '{"resourceType": "Patient"' : n === 1_200 ? line(n, { birthDate: 'some day' }) : line(n)}\n`,
    )
  return file
}
const source = (file: string): Source => ({
  ...{ format: 'fhir-ndjson', path: file, timeZone: 'America/New_York', home: 'US', today: '2026-11-26' },
  ...{ source: undefined, mrnIssuers: undefined },
})

it('a large source is read in a thread of its own: the same records, in the same order, with what is said of them', async () => {
  const file = aLargeFile()
  const here = []
  for await (const one of readAndCheck(source(file))) here.push(one)
  const there = []
  for await (const one of readSource(source(file))) there.push(one)
  expect(there).toEqual(here)
  expect(here.length).toBe(people)
  const run = () =>
    importPatients(systemCtx(house.desk, 'test', 'test'), { format: 'fhir-ndjson', path: file })
  const first = await run()
  expect(first).toMatchObject({ read: people, created: people - 2, rejected: 2 })
  expect(first.rejections.map((one) => one.line)).toEqual([700, 1_200])
  expect(await run()).toMatchObject({ created: 0, updated: 0, unchanged: people - 2, rejected: 2 })
  // A mobile number of somebody new takes texts from the beginning.
  const numbers = (await house.rows('contact_point')).filter((row) => row.value === '(413) 555-0142')
  expect(new Set(numbers.map((row) => row.takes_texts))).toEqual(new Set([1]))
})

it('and no further once nobody wants more: the thread ends', async () => {
  let read = 0
  const reading = readSource(source(aLargeFile()))
  for await (const _ of reading) if (++read === 10) break
  expect(read).toBe(10)
  expect((await reading.next()).done).toBe(true)
})

it('and what the thread fails of is a failure of the import', async () => {
  const broken = { ...source(aLargeFile()), timeZone: 'Nowhere/Nothing' }
  await expect(
    (async () => {
      for await (const _ of readSource(broken));
    })(),
  ).rejects.toThrow(/time zone/i)
})
