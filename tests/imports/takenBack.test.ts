import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const folder = temporaryFolder()
let n = 0
const bring = (files: Record<string, object[]>, format: any = 'fhir-ndjson') => {
  const at = path.join(folder, String(++n))
  mkdirSync(at)
  for (const [f, rows] of Object.entries(files))
    writeFileSync(
      path.join(at, f),
      format === 'fhir-ndjson' ? rows.map((r) => JSON.stringify(r)).join('\n') : JSON.stringify(rows[0]),
    )
  return importPatients(systemCtx(house.desk, 't', newId()), {
    format,
    path: at,
    source: 'https://ehr.test/fhir',
  })
}
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      system: 'urn:m',
      value: 'A-1',
    },
  ],
  name: [{ family: 'Otto', given: ['Per'] }],
  birthDate: '1950-02-03',
}
const obs = (id: string, value: number, over = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'Sugar' },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-01-01',
  valueQuantity: { value },
  ...over,
})
const bundle = (...entry: object[]) => ({ 'a.json': [{ resourceType: 'Bundle', type: 'collection', entry }] })
const wrong = { status: 'entered-in-error' }
const kept = async () =>
  (await house.rows('clinical_record')).map((row) => [row.version, row.withdrawn, row.content === null])

it('what a source takes back is withdrawn though its patient is not told of again; what it replaces is not', async () => {
  const all = ['o1', 'o2', 'o3', 'o4'].map((id) => obs(id, 5))
  expect(await bring({ 'Patient.ndjson': [patient], 'Observation.ndjson': all })).toMatchObject({
    clinical: 4,
  })
  const changes = await bring({
    'Observation.ndjson': [obs('o1', 6, wrong), obs('o2', 6), obs('none', 6, wrong)],
  })
  expect(changes).toMatchObject({ clinical: 1, warnings: [{ line: 2 }, { line: 3 }] })
  const fullUrl = 'https://ehr.test/fhir/Observation/o3'
  const request = (url: string, method = 'DELETE') => ({ request: { method, url } })
  const taken = bundle(
    { fullUrl, resource: obs('o3', 6, wrong) },
    request('Observation/o4'),
    request('Observation?code=x'),
    request('https://other.test/fhir/Observation/o2'),
  )
  const report = await bring(taken, 'fhir-bundle')
  expect(report).toMatchObject({ clinical: 2 })
  expect(report.warnings.map(({ entry }) => entry)).toEqual([3, 4])
  expect((await kept()).sort()).toEqual([
    [1, 0, false],
    [2, 1, true],
    [2, 1, true],
    [2, 1, true],
  ])
  const log = (await house.audit('patient.imported')).at(-1)!
  expect(log.patientIds).toEqual([(await house.rows('patient'))[0]!.id])
})

it('an older export read once more changes nothing, and a clock that was ahead keeps out no later word', async () => {
  const at = (lastUpdated: string) => ({ meta: { lastUpdated } })
  const tell = async (...rows: object[]) => {
    const report = await bring({ 'Patient.ndjson': [patient], 'Observation.ndjson': rows })
    return [report.clinical, report.warnings.map(({ field }) => field)]
  }
  const row = async () => {
    const [one] = (await house.rows('clinical_record')).slice(-1)
    return [one!.version, one!.withdrawn, one!.said_at]
  }
  const [first, second, third] = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => `${day}T10:00:00Z`)
  expect(await tell(obs('late', 1, at(second!)))).toEqual([1, []])
  const older = [0, ['meta.lastUpdated']]
  expect(await tell(obs('late', 2, at(first!)))).toEqual(older)
  // The same said later is a later word: what lies between does not take its place.
  expect(await tell(obs('late', 1, at(third!)))).toEqual([0, []])
  expect(await tell(obs('late', 3, at('2026-02-15T10:00:00+01:00')))).toEqual(older)
  expect(await tell(obs('late', 0, { ...wrong, ...at('2026-02-20T10:00:00Z') }))).toEqual(older)
  expect(await row()).toEqual([1, 0, '2026-03-01T10:00:00.000Z'])
  // In one file, whatever its order.
  expect(
    await tell(obs('late', 5, at('2026-05-01T10:00:00Z')), obs('late', 4, at('2026-04-01T10:00:00Z'))),
  ).toEqual([1, ['meta.lastUpdated']])
  expect(await row()).toEqual([2, 0, '2026-05-01T10:00:00.000Z'])
  expect(await tell(obs('late', 6, at('2999-01-01T10:00:00Z')))).toEqual([1, []])
  expect(await tell(obs('late', 7, at('2026-06-01T10:00:00Z')))).toEqual([1, []])
  expect(await tell(obs('late', 0, { ...wrong, ...at('2026-07-01T10:00:00Z') }))).toEqual([1, []])
  expect(await tell(obs('late', 7, at('2026-06-01T10:00:00Z')))).toEqual(older)
  expect((await row())[1]).toBe(1)
})

it('what a bulk export says was deleted is withdrawn, beside the others and in a file alone', async () => {
  const gone = (...urls: string[]) => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: urls.map((url) => ({ request: { method: 'DELETE', url } })),
  })
  const told = ['d1', 'd2', 'd3'].map((id) => obs(id, 8))
  await bring({ 'Patient.ndjson': [patient], 'Observation.ndjson': told })
  const withdrawn = async () => (await kept()).filter(([, is]) => is === 1).length
  const before = await withdrawn()
  expect(
    await bring({ 'deleted.ndjson': [gone('Observation/d1', 'Patient/p1')], 'Patient.ndjson': [patient] }),
  ).toMatchObject({
    clinical: 1,
    fileFaults: [],
    warnings: [{ line: 1, entry: 2, field: 'request' }],
  })
  expect(await bring({ '1.ndjson': [gone('Observation/d2'), gone('Observation/d3')] })).toMatchObject({
    clinical: 2,
    fileFaults: [],
    rejected: 0,
  })
  expect(await withdrawn()).toBe(before + 3)
})
