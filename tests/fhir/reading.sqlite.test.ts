import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Ajv from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { bookVisit } from '../../api/appointments/visits.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { typeNames, types } from '../../api/fhir/types.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import type { GivenEntry } from '../../api/records/entry.ts'
import { kinds } from '../../api/records/lists.ts'
import { saveEntries } from '../../api/records/saveEntries.ts'
import { signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { anAccount, must } from '../support/people.ts'

const official = path.resolve(
  import.meta.dirname,
  '../../../shared/data/fhir/conformance/fhir.schema.json.gz',
)
const house = houseForTests()
const fixture = (name: string) => path.join(import.meta.dirname, '../fixtures', name)
const ctx = () => systemCtx(house.desk, 'test', newId())
const ajv = new Ajv({ schemaId: '$id', meta: false })
ajv.addMetaSchema(createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-06.json'))
const schema = JSON.parse(readFileSync(fixture('fhir/record.schema.json'), 'utf8'))
const judges = new Map<string, ReturnType<typeof ajv.compile>>()
/** What the official schema of R4 says against it. */
function faults(made: any) {
  const type: string = made?.resourceType
  const judge = judges.get(type) ?? ajv.compile({ ...schema, $ref: `#/definitions/${type}` })
  judges.set(type, judge)
  return judge(made) ? [] : [type, judge.errors?.slice(0, 3)]
}

const reader =
  (token: string) =>
  async (route: string, init: RequestInit = {}) => {
    const url = route.startsWith('http') ? route : `${origin}/fhir/R4/${route}`
    const headers = { ...init.headers, Authorization: `Bearer ${token}` }
    const reply = await house.app.request(url, { ...init, headers })
    const body: any = await reply.json()
    return { status: reply.status, type: reply.headers.get('content-type'), body }
  }
type Reader = ReturnType<typeof reader>

async function tokenOf(patientId: string, username: string): Promise<string> {
  await anAccount(house, { id: patientId, emails: [username], mrn: username })
  return must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword })).token
}
const save = (patientId: string, given: GivenEntry[]) =>
  transact(house.desk.db, (trx) =>
    saveEntries(
      trx,
      ctx(),
      given.map((one) => ({ patientId, given: one })),
    ),
  )
const resourcesOf = ({ body }: Awaited<ReturnType<Reader>>): any[] =>
  (body.entry ?? []).map((one: any) => one.resource)

let kermit: string
let get: Reader
let stranger: Awaited<ReturnType<typeof signedInPatient>>
let theirs: Reader

beforeAll(async () => {
  await importPatients(ctx(), { format: 'fhir-bundle', path: fixture('synthea-record') })
  kermit = (await house.rows('patient'))[0]!.id
  const token = await tokenOf(kermit, 'kermit@example.test')
  get = reader(token)
  stranger = await signedInPatient(house)
  theirs = reader(stranger.token)
  await save(
    kermit,
    kinds.map((kind) => ({
      issuer: 'urn:test',
      value: `kind ${kind}`,
      withdrawn: false,
      at: '2020-05-04T12:00:00.000Z',
      entry: {
        kind,
        name: 'Said of many',
        codes: [{ system: 'urn:test:codes', code: 'many,of' }],
        categories: [{ system: 'urn:test:sorts', code: 'odd' }],
        at: '2020-05-04T08:00:00-04:00',
        status: 'odd',
        details: ['one'],
        note: 'two',
        by: 'Three',
      },
    })),
  )
  const slot = await aSlot(house, await aClinic(house))
  must(
    await house.call('POST', '/portal/v1/visits', { slotId: slot.id }, { Authorization: `Bearer ${token}` }),
    bookVisit,
  )
})

describe('what is read over FHIR', () => {
  it('is of every type that is named, and valid by the official schema: the statement, searches, reads and refusals', async () => {
    const statement = await house.app.request(`${origin}/fhir/R4/metadata`)
    expect(statement.headers.get('content-type')).toBe('application/fhir+json')
    const said: any = await statement.json()
    expect(said.fhirVersion).toBe('4.0.1')
    // The schema was published before the technical correction that gave 4.0.1 its number.
    expect(faults({ ...said, fhirVersion: '4.0.0' })).toEqual([])
    for (const type of typeNames) {
      const found = await get(type)
      expect([type, found.status, found.type, faults(found.body)]).toEqual([
        type,
        200,
        'application/fhir+json',
        [],
      ])
      const [first] = resourcesOf(found)
      expect(first?.resourceType).toBe(type)
      const one = await get(`${type}/${first.id}`)
      expect([type, one.status, one.body, faults(one.body)]).toEqual([type, 200, first, []])
    }
    const everything = await get(`Patient/${kermit}/$everything`)
    expect(faults(everything.body)).toEqual([])
    const standing = (await house.rows('clinical_record')).filter((row) => row.withdrawn === 0)
    const seen = (await house.rows('encounter')).filter((row) => row.patient_id === kermit)
    expect(everything.body.entry).toHaveLength(standing.length + seen.length + 2)
    const since = await get(`Patient/${kermit}/$everything?_since=2999&_type=Patient,Condition`)
    expect([since.status, since.body.entry]).toEqual([200, undefined])
    expect(faults((await get('Nothing')).body)).toEqual([])
    expect(faults({ resourceType: 'Observation' })).not.toEqual([])
  })

  it('names the profile it is of, and comes with where it is from where that is asked for', async () => {
    const core = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'
    const profiles = new Set<string>()
    for (const type of typeNames) {
      const found = await get(`${type}?_revinclude=Provenance:target`)
      const [matched, included] = ['match', 'include'].map((mode) =>
        found.body.entry.filter((one: any) => one.search.mode === mode),
      )
      const targets = included!.map((one: any) => one.resource.target[0].reference)
      expect([type, targets]).toEqual([type, matched!.map((one: any) => `${type}/${one.resource.id}`)])
      const [first] = included!
      const alone = await get(first.fullUrl)
      expect([type, alone.status, alone.body]).toEqual([type, 200, first.resource])
      expect([type, (await theirs(first.fullUrl)).status]).toEqual([type, 404])
      for (const { resource } of matched!) for (const one of resource.meta.profile ?? []) profiles.add(one)
    }
    expect([...profiles].map((one) => one.replace(core, '')).sort()).toEqual(
      expect.arrayContaining(['immunization', 'medicationrequest', 'observation-lab', 'vital-signs']),
    )
    // What its source says too little of claims nothing.
    const [bare] = resourcesOf(await get('CareTeam'))
    expect(bare.meta.profile).toBeUndefined()
    expect((await get('Observation?_revinclude=List:item')).status).toBe(400)
  })

  it.runIf(existsSync(official))('is valid by the whole official schema, every resource of it', async () => {
    const whole = JSON.parse(gunzipSync(readFileSync(official)).toString())
    const judge = new Ajv({ schemaId: '$id', meta: false, nullable: true, unknownFormats: 'ignore' })
    judge.addMetaSchema(createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-06.json'))
    const valid = judge.compile(whole)
    const everything = (await get(`Patient/${kermit}/$everything`)).body.entry
    const provenance = (await get('Observation?_count=200&_revinclude=Provenance:target')).body.entry
    for (const { resource } of [...everything, ...provenance])
      expect([resource.resourceType, resource.id, valid(resource), valid.errors?.slice(0, 2)]).toEqual([
        resource.resourceType,
        resource.id,
        true,
        undefined,
      ])
  })

  it('is searched by what US Core asks of a server', async () => {
    const names = async (asked: string) => {
      const reply = await get(asked)
      expect([asked, reply.status]).toEqual([asked, 200])
      return resourcesOf(reply)
    }
    const all = await names('Observation?_count=200')
    const [some] = all.filter((one) => one.category?.[0].coding[0].code === 'vital-signs')
    const { system, code } = some.code.coding[0]
    const same = all.filter((one) => one.code.coding?.[0]?.code === code).length
    for (const asked of [
      `code=${code}`,
      `code=${encodeURIComponent(`${system}|${code}`)}`,
      `patient=${kermit}&code=x,${code}`,
      `patient=Patient/${kermit}&code=${code}&category=vital-signs&status=final`,
    ])
      expect([asked, (await names(`Observation?${asked}&_count=200`)).length]).toEqual([asked, same])
    expect(await names(`Observation?code=${encodeURIComponent(`urn:other|${code}`)}`)).toEqual([])
    expect(await names('Observation?code=many%5C,of')).toHaveLength(1)
    expect(await names(`Observation?_id=${some.id},nonsense`)).toEqual([some])
    expect(await names('Condition?clinical-status=resolved,active&category=problem-list-item')).not.toEqual(
      [],
    )
    expect(await names('MedicationRequest?intent=order&status=unknown')).toHaveLength(1)
    expect(await names('Patient?gender=male&family=nobody')).toEqual([])
    // A reference to another server, or to what is no patient, names nobody here, whatever its id.
    for (const [reference, status] of [
      [`${origin}/fhir/R4/Patient/${kermit}`, 200],
      [`http://elsewhere.example/fhir/Patient/${kermit}`, 404],
      [`Observation/${kermit}`, 404],
    ] as const)
      expect([reference, (await get(`Condition?patient=${encodeURIComponent(reference)}`)).status]).toEqual([
        reference,
        status,
      ])
    expect(await names(`Patient?_id=${kermit}`)).toHaveLength(1)
    for (const part of ['kerm', 'TRANTOW'])
      expect([part, (await names(`Patient?name=${part}`)).length]).toEqual([part, 1])
    const day = (asked: string) => names(`Observation?code=many%5C,of&${asked}`)
    for (const [asked, found] of [
      ['date=2020-05-04', 1],
      ['date=2020', 1],
      ['date=2020-05-04T12:00:00Z', 1],
      ['date=2020-05-04T12:00:00%2B04:00', 0],
      ['date=ne2020-05-04', 0],
      ['date=gt2020-05-03&date=lt2020-05-05', 1],
      ['date=ge2020-05-04&date=le2020-05-04', 1],
      ['date=sa2020-05-04', 0],
      ['date=eb2020-05-05', 1],
      ['date=ge9999', 0],
      ['date=le9999&_lastUpdated=gt2000', 1],
      ['_lastUpdated=lt2000', 0],
      ['date=0000', 0],
    ] as const)
      expect([asked, (await day(asked)).length]).toEqual([asked, found])
  })

  it('pages ten thousand observations by key, none twice or left out, and no link holds what was searched by', async () => {
    const much = await signedInPatient(house)
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      issuer: 'urn:test',
      value: `many ${i}`,
      withdrawn: false,
      at: new Date(Date.UTC(2020, 0, 1, 0, Math.floor(i / 3))).toISOString(),
      entry: {
        kind: 'result' as const,
        name: 'Many',
        codes: [{ system: 'http://loinc.org', code: i === 0 ? 'first-of-all' : 'other' }],
        at: '2020-01-01',
      },
    }))
    for (let i = 0; i < many.length; i += 1_000) await save(much.patientId, many.slice(i, i + 1_000))
    const read = reader(much.token)
    const walk = async (first: string) => {
      const met: string[] = []
      let pages = 0
      for (let url: string | undefined = first; url; pages++) {
        const page = await read(url)
        expect(page.status).toBe(200)
        met.push(...resourcesOf(page).map((one) => one.id))
        url = page.body.link.find((one: any) => one.relation === 'next')?.url
        if (url) expect(url).toMatch(/Observation\?_page=[\w-]+$/)
      }
      return { met, pages }
    }
    const { met, pages } = await walk('Observation?_count=200')
    expect([met.length, new Set(met).size, pages]).toEqual([10_000, 10_000, 50])
    // What is rare is found, some thousands of rows to a page.
    expect((await walk('Observation?code=first-of-all')).met).toHaveLength(1)
    const whole = await read(`Patient/${much.patientId}/$everything`)
    expect(whole.body.entry).toHaveLength(10_001)
    const page = (await read('Observation')).body.link.find((one: any) => one.relation === 'next').url
    for (const asked of [page, `${page}x`, page.replace('Observation?', 'Condition?')])
      expect((await get(asked)).status).toBe(400)
    expect((await read(`${page}&code=x`)).status).toBe(400)
  })

  it('is posted as well, by the same rules', async () => {
    const post = (body: string, headers: Record<string, string> = {}) =>
      get('Observation/_search', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      })
    expect(resourcesOf(await post('code=many%5C,of'))).toHaveLength(1)
    expect((await post('odd=1')).status).toBe(400)
    expect((await post('code=x', { 'Content-Type': 'application/json' })).status).toBe(415)
    expect((await post('code=x', { Cookie: 'a=b', Origin: 'https://elsewhere.test' })).status).toBe(403)
  })
})

describe('another patient', () => {
  it('is told nothing: by no route, and not that there is something', async () => {
    for (const type of typeNames) {
      const [own] = resourcesOf(await get(type))
      const none = newId()
      const routes = [`${type}/ID`, `${type}?patient=${kermit}`, `${type}?_id=ID`]
      for (const route of [...routes, `Patient/${kermit}/$everything`]) {
        const reply = await theirs(route.replace('ID', own.id))
        const absent = await theirs(route.replace('ID', none).replace(kermit, none))
        const said = ({ status, body }: typeof reply) =>
          JSON.stringify([status, { ...body, timestamp: 0 }])
            .replaceAll(own.id, none)
            .replaceAll(kermit, none)
        expect([route, said(reply)]).toEqual([route, said(absent)])
        expect(JSON.stringify(reply.body.entry ?? [])).not.toContain(own.id)
      }
    }
    const anonymous = await house.app.request(`${origin}/fhir/R4/Observation`)
    expect([anonymous.status, faults(await anonymous.json())]).toEqual([401, []])
  })

  it('who is a proxy with full access reads, named in the log beside the patient; with limited access nothing', async () => {
    const grant = await aGrant(house, kermit, { proxy_patient_id: stranger.patientId, access: 'full' })
    expect(resourcesOf(await theirs('Patient')).map((one) => one.id)).toEqual([stranger.patientId, kermit])
    expect(resourcesOf(await theirs('Condition'))).toEqual([])
    const [found] = resourcesOf(await theirs(`Condition?patient=${kermit}`))
    expect((await theirs(`Condition/${found.id}`)).status).toBe(200)
    const [read] = (await house.audit('portal.health-fhir-read')).slice(-1)
    expect(read).toMatchObject({
      actorId: stranger.loginId,
      patientIds: [kermit, stranger.patientId],
      detail: { type: 'Condition', rows: 1, proxyGrant: grant.id },
    })
    await house.owner.write
      .updateTable('proxy_grant')
      .set({ access: 'limited' })
      .where('id', '=', grant.id)
      .execute()
    for (const route of [
      `Condition?patient=${kermit}`,
      `Condition/${found.id}`,
      `Patient/${kermit}/$everything`,
    ])
      expect([route, (await theirs(route)).status]).toEqual([route, 404])
  })
})

describe('hostile parameters', () => {
  it('are answered with an OperationOutcome that names them, and never with a fault', async () => {
    const values = [
      '',
      '|',
      '||',
      ',',
      '\\',
      '%00',
      '%ED%A0%80',
      '-1',
      '9'.repeat(30),
      'ge',
      'zz2020',
      '2020-13-45',
      "' or 1=1",
      '%',
      '__proto__',
      '*',
      'x'.repeat(600),
      'Patient/../x',
      '٣',
      'ge2020-02-30T25:61',
    ]
    for (const type of typeNames)
      for (const name of [
        ...Object.keys(types[type].params),
        '_id',
        'patient',
        '_count',
        '_lastUpdated',
        '_page',
        '_format',
        '_sort',
        '__proto__',
        'code:not',
      ])
        for (const value of type === 'Observation' ? values : values.slice(0, 2)) {
          const reply = await get(`${type}?${encodeURIComponent(name)}=${value}`)
          expect([type, name, value, [200, 400, 404].includes(reply.status), faults(reply.body)]).toEqual([
            type,
            name,
            value,
            true,
            [],
          ])
        }
    for (const value of values) {
      for (const route of [
        `Observation/${value}`,
        `Patient/${value}/$everything`,
        `Patient/${kermit}/$everything?_since=${value}`,
        `Patient/${kermit}/$everything?_type=${value}`,
      ])
        expect([route, (await get(route)).status < 500]).toEqual([route, true])
    }
    const unknown = await get('Observation?colour=red&date=soon&date=later')
    expect(unknown.status).toBe(400)
    expect(JSON.stringify(unknown.body.issue)).toContain('colour is not a known field')
    expect(JSON.stringify((await get('Observation?date=soon')).body.issue)).toContain('date must be a date')
  })

  it('stand in no line of the log', async () => {
    await get('Observation?code=zebra-antigen')
    await get('Observation?colour=zebra-antigen')
    expect(JSON.stringify(await house.audit())).not.toContain('zebra')
  })
})
