import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bookVisit } from '../../api/appointments/visits.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { anAccount, must } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const folder = temporaryFolder()
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
      system: 'urn:test:mrn',
      value: 'A-1',
    },
  ],
  name: [{ family: 'Ottoline', given: ['Perpetua'] }],
  gender: 'female',
  birthDate: '1950-02-03',
}
const snomed = 'http://snomed.info/sct'
const procedure = (over = {}) => ({
  resourceType: 'Procedure',
  id: 'pr1',
  status: 'completed',
  code: { coding: [{ system: snomed, code: '73761001', display: 'Colonoscopy' }], text: 'Colonoscopy' },
  category: { coding: [{ system: snomed, code: '103693007' }] },
  subject: { reference: 'Patient/p1' },
  performedPeriod: { start: '2024-03-10T08:00:00-05:00', end: '2024-03-10T08:40:00-05:00' },
  performer: [{ actor: { reference: 'Practitioner/d1' } }],
  reasonCode: [{ text: 'Screening' }],
  note: [{ text: 'Next in ten years' }],
  ...over,
})
const appointment = (id: string, start: string, over = {}) => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  serviceType: [{ text: 'Heart clinic' }],
  start,
  end: new Date(Date.parse(start) + 1_800_000).toISOString(),
  patientInstruction: 'Bring your list of medicines',
  participant: [
    { actor: { reference: 'Patient/p1' }, status: 'accepted' },
    { actor: { reference: 'Practitioner/d1' }, status: 'accepted' },
    { actor: { reference: 'Location/l1', display: 'North wing' }, status: 'accepted' },
  ],
  ...over,
})
const others = [
  { resourceType: 'Practitioner', id: 'd1', name: [{ family: 'Okafor', given: ['Imani'] }] },
  { resourceType: 'Location', id: 'l1', name: 'North wing' },
]
let n = 0
/** Brings resources in as a Bundle, or line by line. */
async function bring(form: 'fhir-bundle' | 'fhir-ndjson', resources: object[]) {
  const at = path.join(folder, String(++n))
  mkdirSync(at)
  const all = [patient, ...others, ...resources]
  if (form === 'fhir-bundle')
    writeFileSync(
      path.join(at, 'one.json'),
      JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: all.map((resource: any) => ({
          fullUrl: `https://ehr.test/fhir/${resource.resourceType}/${resource.id}`,
          resource,
        })),
      }),
    )
  else writeFileSync(path.join(at, 'all.ndjson'), all.map((one) => JSON.stringify(one)).join('\n'))
  const ctx = systemCtx(house.desk, 'test', newId())
  return importPatients(ctx, { format: form, path: at, source: 'https://ehr.test/fhir' })
}
let get: (route: string) => Promise<any>
let patientId: string
let Authorization: string

beforeAll(async () => {
  const report = await bring('fhir-bundle', [
    procedure(),
    appointment('a1', '2030-01-02T15:00:00Z'),
    appointment('a2', '2020-01-02T15:00:00Z', { status: 'fulfilled' }),
    appointment('a3', '2030-02-02'),
  ])
  expect(report).toMatchObject({ created: 1, clinical: 3, rejected: 0 })
  expect(JSON.stringify(report)).toContain('no moment with its offset')
  patientId = (await house.rows('patient'))[0]!.id
  const username = 'perpetua@example.test'
  await anAccount(house, { id: patientId, emails: [username], mrn: 'A-1' })
  const { token } = must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword }))
  Authorization = `Bearer ${token}`
  get = async (route) => {
    const reply = await house.app.request(origin + route, { headers: { Authorization } })
    expect([route, reply.status]).toEqual([route, 200])
    return reply.json()
  }
  const slot = await aSlot(house, await aClinic(house))
  must(await house.call('POST', '/portal/v1/visits', { slotId: slot.id }, { Authorization }), bookVisit)
})
const resources = async (asked: string) =>
  ((await get(`/fhir/R4/${asked}`)).entry ?? []).map((one: any) => one.resource)

describe('what sources say of procedures and appointments', () => {
  it('is brought in once, the same line by line, and corrected or taken back when they say so', async () => {
    expect(
      await bring('fhir-ndjson', [procedure(), appointment('a1', '2030-01-02T15:00:00Z')]),
    ).toMatchObject({
      clinical: 0,
      unchanged: 1,
    })
    await bring('fhir-ndjson', [procedure({ note: [{ text: 'Next in five years' }] })])
    expect((await resources('Procedure'))[0].note).toEqual([{ text: 'Next in five years' }])
    await bring('fhir-bundle', [appointment('a2', '2020-01-02T15:00:00Z', { status: 'entered-in-error' })])
    expect((await resources('Appointment?status=fulfilled')).length).toBe(0)
  })

  it('is read over FHIR as US Core has it: performer, reason, period, search by day and code, and where it is from', async () => {
    const [one] = await resources(`Procedure?patient=${patientId}&date=2024-03-10&status=completed`)
    expect(one).toMatchObject({
      meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-procedure'] },
      status: 'completed',
      category: { coding: [{ system: snomed, code: '103693007' }] },
      code: { coding: [{ system: snomed, code: '73761001', display: 'Colonoscopy' }] },
      subject: { reference: `Patient/${patientId}` },
      performedPeriod: { start: '2024-03-10T08:00:00-05:00', end: '2024-03-10T08:40:00-05:00' },
      performer: [{ actor: { display: 'Imani Okafor' } }],
      reasonCode: [{ text: 'Screening' }],
    })
    expect(await resources('Procedure?code=73761001')).toEqual([one])
    expect(await resources('Procedure?code=1&date=2024-03-10')).toEqual([])
    expect(await resources('Procedure?date=gt2024-03-11')).toEqual([])
    const found = await get('/fhir/R4/Procedure?_revinclude=Provenance:target')
    expect(found.entry[1].resource.agent[1].who).toEqual({ display: 'Imani Okafor' })
  })

  it('stands among the visits booked here, in one order over pages, by id, and in one list for who reads it all', async () => {
    const [told] = await resources('Appointment?date=2030-01-02')
    expect(told).toMatchObject({
      start: '2030-01-02T15:00:00Z',
      end: '2030-01-02T15:30:00.000Z',
      comment: 'Bring your list of medicines',
      participant: [
        { actor: { reference: `Patient/${patientId}` } },
        { actor: { display: 'Imani Okafor' } },
        { actor: { display: 'North wing' } },
      ],
    })
    expect(await get(`/fhir/R4/Appointment/${told.id}`)).toEqual(told)
    const all = await resources('Appointment')
    expect(all).toHaveLength(2)
    const paged = []
    for (let page = await get('/fhir/R4/Appointment?_count=1'); ; ) {
      paged.push(...(page.entry ?? []).map((one: any) => one.resource))
      const next = page.link.find((one: any) => one.relation === 'next')?.url
      if (!next) break
      page = await get(next.slice(next.indexOf('/fhir/R4')))
    }
    expect(paged).toEqual(all)
    const everything = await get(`/fhir/R4/Patient/${patientId}/$everything`)
    const bundle = await get('/portal/v1/records/bundle')
    expect(bundle.entry.map((one: any) => one.resource)).toEqual(
      everything.entry.map((one: any) => one.resource),
    )
    const printed = await get('/portal/v1/records/all')
    expect(printed.rows.map((one: any) => one.kind)).toEqual(['procedure', 'appointment'])
    expect(printed.visits).toHaveLength(1)
  })

  it('is on the patient’s pages, without a script: the procedure, the arranged visit, and both in the copy to print', async () => {
    const theirs = await signedInBrowser(house, 'perpetua@example.test')
    const visits = await theirs.get('/portal/visits')
    const link = /href="(\/portal\/records\/appointment)"/.exec(visits.text)![1]!
    expect((await theirs.get(link)).text).toContain('Heart clinic')
    expect((await theirs.get('/portal/records')).text).toContain('Colonoscopy')
    const copy = await theirs.get('/portal/download/all')
    for (const said of ['Colonoscopy', 'Heart clinic', 'Procedures', '<h2>Visits</h2>'])
      expect(copy.text).toContain(said)
  })
})

it('of a document is kept what time it tells of, by which it is found: a side that is not said lies open', async () => {
  const document = (id: string, period: object) => ({
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    type: { text: id },
    subject: { reference: `Patient/${patient.id}` },
    date: '2025-06-01T10:00:00Z',
    context: { period },
    content: [{ attachment: { contentType: 'text/plain', data: 'SGVsbG8=' } }],
  })
  await bring('fhir-bundle', [
    document('stay', { start: '2025-05-01', end: '2025-05-20' }),
    document('since', { start: '2025-05-10' }),
  ])
  const found = async (asked: string) =>
    (await resources(`DocumentReference?${asked}`)).map((one: any) => one.type.text).sort()
  for (const [asked, who] of [
    ['period=2025-05', ['stay']],
    ['period=ge2025-05-15', ['since', 'stay']],
    ['period=ge2025-05-21', ['since']],
    ['period=eb2025-05-21', ['stay']],
    ['period=lt2025-05-01', []],
    ['period=sa2025-05-01', ['since']],
  ] as const)
    expect([asked, await found(asked)]).toEqual([asked, who])
})
