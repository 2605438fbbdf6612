import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { flagOf } from '../../api/records/present.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, must } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'
import { temporaryFolder } from '../support/templates.ts'

/* What turns the rest of a resource into something else (FHIR's modifiers) is told with it, wherever it is told. */

const house = houseForTests()
const folder = temporaryFolder()
const subject = { reference: 'Patient/p1' }
const hl7 = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
})
const lab = (id: string, of: object) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: id },
  subject,
  effectiveDateTime: '2026-03-01',
  ...of,
})
const all = [
  {
    resourceType: 'Patient',
    id: 'p1',
    identifier: [{ type: hl7('v2-0203', 'MR'), system: 'urn:test:mrn', value: 'A-1' }],
    name: [{ family: 'Ottoline', given: ['Perpetua'] }],
    birthDate: '1950-02-03',
  },
  {
    resourceType: 'Condition',
    id: 'c1',
    clinicalStatus: hl7('condition-clinical', 'inactive'),
    verificationStatus: hl7('condition-ver-status', 'refuted'),
    code: { text: 'Leukemia' },
    recordedDate: '2021-04-05',
    subject,
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a1',
    clinicalStatus: hl7('allergyintolerance-clinical', 'inactive'),
    verificationStatus: hl7('allergyintolerance-verification', 'refuted'),
    code: { text: 'Penicillin' },
    onsetDateTime: '1990-01-01',
    recordedDate: '2020-01-01',
    patient: subject,
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    doNotPerform: true,
    medicationCodeableConcept: { text: 'Warfarin' },
    subject,
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm2',
    status: 'active',
    intent: 'proposal',
    medicationCodeableConcept: { text: 'Aspirin' },
    subject,
  },
  {
    resourceType: 'DocumentReference',
    id: 'd1',
    status: 'current',
    docStatus: 'entered-in-error',
    type: { text: 'A note of somebody else' },
    content: [{ attachment: { contentType: 'text/plain', data: 'eA==' } }],
    subject,
  },
  lab('bound', {
    valueQuantity: { value: 0.5, comparator: '<', unit: 'ng/mL' },
    referenceRange: [
      { type: hl7('referencerange-meaning', 'treatment'), high: { value: 0.1 } },
      { type: hl7('referencerange-meaning', 'normal'), high: { value: 4 } },
    ],
  }),
  lab('titer', { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }),
  lab('span', { valueRange: { low: { value: 1, unit: 'mg' }, high: { value: 5, unit: 'mg' } } }),
  lab('enough', { valueQuantity: { value: 3, comparator: 'ad', unit: 'mg' } }),
  lab('grams', {
    valueQuantity: { value: 0.9, unit: 'g/L' },
    referenceRange: [{ low: { value: 70, unit: 'mg/dL' }, high: { value: 99, unit: 'mg/dL' } }],
  }),
  lab('sampled', { valueSampledData: { period: 1 } }),
]
let get: (route: string) => Promise<any>
let page: (route: string) => Promise<string>

beforeAll(async () => {
  const file = path.join(folder, 'one.json')
  const entry = all.map((resource) => ({ resource }))
  writeFileSync(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }))
  const ctx = systemCtx(house.desk, 'test', newId())
  const report = await importPatients(ctx, { format: 'fhir-bundle', path: folder, source: 'urn:test' })
  expect(report).toMatchObject({ created: 1, clinical: 10, rejected: 0 })
  expect(JSON.stringify(report)).toContain('is of a sort that is not kept')
  const username = 'perpetua@example.test'
  await anAccount(house, { id: (await house.rows('patient'))[0]!.id, emails: [username], mrn: 'A-1' })
  const { token } = must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword }))
  get = async (route) => must(await house.call('GET', route, undefined, { Authorization: `Bearer ${token}` }))
  const browser = await signedInBrowser(house, username)
  page = async (route) => (await browser.get(route)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
})
const resources = async (type: string): Promise<any[]> =>
  ((await get(`/fhir/R4/${type}`)).entry ?? []).map((one: any) => one.resource)

describe('what a source says is not so', () => {
  it('is told as ruled out, not to be taken or no order, on pages and over both interfaces', async () => {
    expect((await resources('Condition'))[0]).toMatchObject({
      verificationStatus: { coding: [{ code: 'refuted' }] },
      recordedDate: '2021-04-05',
    })
    expect((await resources('Condition'))[0].onsetDateTime).toBeUndefined()
    expect((await resources('Condition?onset-date=2021-04-05')).length).toBe(0)
    expect((await resources('AllergyIntolerance'))[0]).toMatchObject({
      verificationStatus: { coding: [{ code: 'refuted' }] },
      onsetDateTime: '1990-01-01',
    })
    const requests = await resources('MedicationRequest')
    expect(requests.map(({ intent, doNotPerform }) => [intent, doNotPerform]).sort()).toEqual([
      ['order', true],
      ['proposal', undefined],
    ])
    const told = await page('/portal/records')
    for (const words of [
      'Leukemia ruled out',
      'Penicillin ruled out',
      'Warfarin Do not take this',
      'suggested, not prescribed',
    ])
      expect(told).toContain(words)
    const { rows } = await get('/portal/v1/records?kind=allergy')
    expect(rows).toMatchObject([{ verification: 'refuted', dayIs: 'onset' }])
    expect(await resources('DocumentReference')).toEqual([])
  })
})

describe('a result', () => {
  it('that is a bound, a ratio or a range is told as that, and held against the usual range alone', async () => {
    const { rows } = await get('/portal/v1/records?kind=result')
    const values = Object.fromEntries(rows.map((one: any) => [one.name, one.values]))
    expect(values).toEqual({
      bound: [{ number: 0.5, comparator: '<', unit: 'ng/mL', high: 4, flag: 'usual' }],
      titer: [{ text: '1:128' }],
      span: [{ text: '1 mg–5 mg' }],
      enough: [{ text: 'ad 3 mg' }],
      grams: [{ number: 0.9, unit: 'g/L', range: '70 mg/dL–99 mg/dL' }],
      sampled: [],
    })
    const bound = (await resources('Observation')).find((one) => one.code.text === 'bound')
    expect(bound.valueQuantity).toEqual({ value: 0.5, comparator: '<', unit: 'ng/mL' })
    const { id } = rows.find((one: any) => one.name === 'bound')
    expect(await page(`/portal/results/${id}`)).toContain('&lt; 0.5 ng/mL')
  })

  it('lies where its bound leaves no doubt, and else nowhere', () => {
    const where = (comparator: '<' | '<=' | '>=' | '>', number: number, low?: number, high?: number) =>
      flagOf({ number, comparator, ...(low !== undefined && { low }), ...(high !== undefined && { high }) })
    expect([where('<', 3, 3, 9), where('<=', 3, 3, 9), where('<', 5, 3, 9), where('<', 20, 3, 9)]).toEqual([
      'low',
      undefined,
      undefined,
      undefined,
    ])
    expect([where('>', 9, 3, 9), where('>=', 9, 3, 9), where('>', 5, 3, 9), where('>', 5, 3)]).toEqual([
      'high',
      undefined,
      undefined,
      'usual',
    ])
    expect([where('<', 5, undefined, 9), where('<', 20, undefined, 9), where('>', 2, 3)]).toEqual([
      'usual',
      undefined,
      undefined,
    ])
  })
})
