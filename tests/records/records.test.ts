import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Ajv from 'ajv'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { listVisits } from '../../api/appointments/showVisits.ts'
import { listWaiting } from '../../api/appointments/waitList.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { sqliteFile } from '../../api/core/db/open.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { transact } from '../../api/core/db/transact.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { listCareClinics, listThreads } from '../../api/messages/showMine.ts'
import type { GivenEntry } from '../../api/records/entry.ts'
import { kinds } from '../../api/records/lists.ts'
import { pageOfKind } from '../../api/records/queries.ts'
import { saveEntries } from '../../api/records/saveEntries.ts'
import { listRecords } from '../../api/records/showRecords.ts'
import { listRefills } from '../../api/refills/ask.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { engine, goodPassword, houseForTests } from '../support/harness.ts'
import { aCall, anAccount, aPatient, must } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const fixture = (name: string) => path.join(import.meta.dirname, '../fixtures', name)
const bundle = JSON.parse(gunzipSync(readFileSync(fixture('synthea-record/record.json.gz'))).toString())
const house = houseForTests()
const ctx = () => systemCtx(house.desk, 'test', newId())
const bring = () =>
  importPatients(ctx(), {
    format: 'fhir-bundle',
    path: fixture('synthea-record'),
    emailPattern: '{mrn}@example.test',
  })

/** Somebody with a login, who asks. */
async function asker(patientId: string, username: string) {
  const login = await anAccount(house, { id: patientId, emails: [username], mrn: username })
  const { token } = must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword }))
  const get = (route: string) =>
    house.call('GET', `/portal/v1${route}`, undefined, { Authorization: `Bearer ${token}` })
  return { patientId, loginId: login.id, get }
}
type Asker = Awaited<ReturnType<typeof asker>>

let kermit: Asker
let other: Asker

const result = (value: string, number: number, over: Partial<GivenEntry> = {}): GivenEntry => ({
  issuer: 'urn:test:lab',
  value,
  withdrawn: false,
  at: '2026-03-01T12:00:00.000Z',
  entry: {
    kind: 'result',
    name: 'Zebrafish antigen',
    codes: [{ system: 'http://loinc.org', code: '4548-4' }],
    status: 'final',
    at: '2026-03-01',
    values: [{ number, unit: '%', low: 4, high: 5.6 }],
  },
  ...over,
})
const save = (patientId: string, ...given: GivenEntry[]) =>
  transact(house.desk.db, (trx) =>
    saveEntries(
      trx,
      ctx(),
      given.map((one) => ({ patientId, given: one })),
    ),
  )

beforeAll(async () => {
  expect(await bring()).toMatchObject({ created: 1, clinical: 68, rejected: 0 })
  const [patient] = await house.rows('patient')
  kermit = await asker(patient!.id, 'kermit@example.test')
  const stranger = await aPatient(house)
  other = await asker(stranger.id, stranger.emails[0]!)
})

describe('the clinical record', () => {
  it('holds what the source says, and once however often it is brought in', async () => {
    const before = await house.rows('clinical_record')
    expect(await bring()).toMatchObject({ unchanged: 1, clinical: 0 })
    expect(await house.rows('clinical_record')).toEqual(before)
    const ofType = (type: string) =>
      bundle.entry.filter((one: any) => one.resource.resourceType === type).map((one: any) => one.resource)
    for (const [kind, type, name] of [
      ['problem', 'Condition', 'code'],
      ['allergy', 'AllergyIntolerance', 'code'],
      ['medication', 'MedicationRequest', 'medicationCodeableConcept'],
      ['immunization', 'Immunization', 'vaccineCode'],
      ['result', 'Observation', 'code'],
      ['report', 'DiagnosticReport', 'code'],
    ] as const) {
      const { rows } = must(await kermit.get(`/records?kind=${kind}&limit=200`))
      const names = ofType(type).map((one: any) => one[name].text)
      expect(rows.map((row: any) => row.name).sort()).toEqual(names.sort())
    }
    const pressure = ofType('Observation').find((one: any) => one.component)
    const { rows } = must(await kermit.get('/records?kind=result&limit=200'))
    expect(
      rows.find((row: any) => row.values.length === 2 && row.at === pressure.effectiveDateTime).values,
    ).toEqual(
      pressure.component.map((one: any) => ({
        name: one.code.text,
        number: one.valueQuantity.value,
        unit: one.valueQuantity.unit,
      })),
    )
  })

  it('follows corrections and what is taken back, and leaves what another source says', async () => {
    await save(kermit.patientId, result('a', 6.1), { ...result('a', 5), issuer: 'urn:test:other-lab' })
    house.later(1)
    const since = house.desk.clock().toISOString()
    house.later(1)
    await save(kermit.patientId, result('a', 6.4))
    const changed = must(await kermit.get(`/records/changes?since=${since}`))
    expect(changed.rows).toMatchObject([
      { withdrawn: false, entry: { version: 2, values: [{ number: 6.4, flag: 'high' }] } },
    ])
    house.later(1)
    const { id } = changed.rows[0]
    await save(kermit.patientId, result('a', 6.4, { withdrawn: true }))
    expect(must(await kermit.get(`/records/changes?since=${since}`)).rows).toMatchObject([
      { id, withdrawn: true, entry: null },
    ])
    expect((await kermit.get(`/records/${id}`)).status).toBe(404)
    const { rows } = must(await kermit.get('/records?kind=result&limit=200'))
    expect(rows.filter((row: any) => row.name === 'Zebrafish antigen')).toMatchObject([
      { values: [{ number: 5 }] },
    ])
  })

  it('that a source says of another patient than before leaves the one, who is told, and is new to the other', async () => {
    await save(kermit.patientId, result('m1', 5))
    const since = new Date(house.desk.clock().getTime() - 1).toISOString()
    const [before] = must(
      await kermit.get(`/records/changes?since=2020-01-01T00:00:00Z&limit=100`),
    ).rows.slice(-1)
    const touched = await save(other.patientId, result('m1', 5))
    expect([...touched.keys()].sort()).toEqual([kermit.patientId, other.patientId].sort())
    const told = must(await kermit.get(`/records/changes?since=${since}`)).rows
    expect(told.at(-1)).toMatchObject({ id: before.id, withdrawn: true, entry: null })
    const [theirs] = must(await other.get(`/records/changes?since=${since}`)).rows.slice(-1)
    expect(theirs).toMatchObject({ withdrawn: false, entry: { values: [{ number: 5 }] } })
    expect(theirs.id).not.toBe(before.id)
    // And back, and taken back there.
    await save(kermit.patientId, result('m1', 5))
    await save(other.patientId, result('m1', 5, { withdrawn: true }))
    for (const one of [kermit, other])
      expect(must(await one.get(`/records/changes?since=${since}`)).rows.at(-1)).toMatchObject({
        withdrawn: true,
      })
  })

  it('comes by Synthea’s CSV too, and a value that is another one later is a correction', async () => {
    const folder = temporaryFolder()
    const write = (name: string, ...lines: string[]) =>
      writeFileSync(path.join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
    write('patients', 'Id,BIRTHDATE,FIRST,LAST', 'p-csv,1970-01-02,Wanda,Csvborn')
    write(
      'allergies',
      'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION',
      '2009-09-27,,p-csv,e1,111088007,Latex',
      ',,,e1,1,X',
    )
    const results = (value: string) =>
      write(
        'observations',
        'DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE',
        `2023-10-10T04:17:47Z,p-csv,e1,vital-signs,8302-2,Body Height,${value},cm,numeric`,
      )
    const read = () => importPatients(ctx(), { format: 'synthea-csv', path: folder })
    results('127.9')
    expect(await read()).toMatchObject({
      created: 1,
      clinical: 2,
      warnings: [{ file: 'allergies.csv', line: 3, field: 'PATIENT' }],
    })
    expect(await read()).toMatchObject({ unchanged: 1, clinical: 0 })
    results('128.2')
    expect(await read()).toMatchObject({ clinical: 1 })
  })

  it('is sealed: no name, value or code of it stands in the database, the log or an address', async () => {
    await save(kermit.patientId, result('sealed', 6.1))
    await kermit.get('/records?kind=result')
    for (const rows of [await house.rows('clinical_record'), await house.audit()]) {
      const text = JSON.stringify(rows)
      expect(text).not.toMatch(/Zebrafish|4548-4|Body Height/)
    }
    const [read] = (await house.audit('portal.health-read')).slice(-1)
    expect(read).toMatchObject({
      actorType: 'patient',
      patientIds: [kermit.patientId],
      detail: { kind: 'result' },
    })
  })

  it('shows another patient nothing, and does not tell theirs from what is not there', async () => {
    const own = must(await kermit.get('/records?kind=result&limit=1')).rows[0].id
    for (const route of [`/records/${own}`, `/records/${own}/trend`, `/records?kind=result&after=${own}`]) {
      const theirs = await other.get(route)
      const none = await other.get(route.replace(own, newId()))
      const said = ({ status, body }: typeof theirs) => ({ status, ...body, requestId: undefined })
      expect([theirs.status, said(theirs)]).toEqual([404, said(none)])
    }
    expect(must(await other.get('/records?kind=result')).rows).toEqual([])
    const changes = await other.get(`/records/changes?since=2020-01-01T00:00:00Z&after=${own}`)
    expect(changes.status).toBe(404)
  })

  it('opens to a proxy with full access, both named in the log, and to no other', async () => {
    const grant = async (over: object) => {
      const id = newId()
      const now = house.desk.clock().toISOString()
      const given = {
        relationship: 'parent',
        proxy_name: 'A Proxy',
        for_minor: 0,
        created_at: now,
        changed_at: now,
      }
      const none = {
        waiting_for: null,
        assented_at: null,
        case_id: null,
        paper: null,
        paper_seen_by: null,
        ended_reason: null,
        ended_at: null,
      }
      await house.owner.write
        .insertInto('proxy_grant')
        .values({
          id,
          patient_id: kermit.patientId,
          proxy_patient_id: other.patientId,
          status: 'active',
          access: 'full',
          ...given,
          ...none,
          ...over,
        } as never)
        .execute()
      return id
    }
    const full = await grant({})
    expect(must(await other.get(`/records?kind=problem&for=${full}`)).rows.length).toBeGreaterThan(0)
    const [read] = (await house.audit('portal.health-read')).slice(-1)
    expect(read).toMatchObject({
      actorId: other.loginId,
      patientIds: [kermit.patientId, other.patientId],
      detail: { proxyGrant: full },
    })
    for (const over of [
      { access: 'limited' },
      { status: 'ended' },
      { status: 'pending' },
      { proxy_patient_id: kermit.patientId },
    ])
      expect((await other.get(`/records?kind=problem&for=${await grant(over)}`)).status).toBe(404)
    expect((await other.get(`/records/bundle?for=${newId()}`)).status).toBe(404)
  })

  it('is told to its patient with who opened it, by name, role and in words, in both languages', async () => {
    const agent = await house.signIn('helpdesk', 'Harper Lindqvist')
    const [grant] = await house.rows('proxy_grant')
    const ofProxy = { status: 'active', access: 'full', proxy_patient_id: other.patientId } as const
    await house.owner.write.updateTable('proxy_grant').set(ofProxy).where('id', '=', grant!.id).execute()
    for (const path of ['message-threads', 'visits', 'wait-list', 'refills', 'care-clinics'])
      must(await other.get(`/${path}?for=${grant!.id}`))
    must(await agent.get(`/api/patients/${kermit.patientId}`))
    await sealAudit(house.desk, withoutPause)
    const { rows } = must(await kermit.get('/access-log'))
    expect(rows[0]).toMatchObject({ who: 'Harper Lindqvist', role: 'help desk agent' })
    expect(rows.some((row: any) => row.who === 'A person who acts for you')).toBe(true)
    // Whatever of it a proxy read, and nothing of what the patient did.
    const read = rows
      .filter((row: any) => row.who === 'A person who acts for you')
      .map((row: any) => row.what)
    for (const { words } of [listThreads, listVisits, listWaiting, listRefills, listCareClinics, listRecords])
      expect([words.en, read.includes(words.en)]).toEqual([words.en, true])
    expect(must(await other.get('/access-log')).rows).toEqual([])
    expect((await other.get(`/access-log?before=${rows[0].id}`)).status).toBe(404)
  })

  it('is told to its patient alone: what they did for another is no look at theirs, whoever asks', async () => {
    const [child, parent, spouse] = [await aPatient(house), await aPatient(house), await aPatient(house)]
    const acts = await asker(parent.id, `parent-${parent.id}@example.test`)
    const other = await asker(spouse.id, `spouse-${spouse.id}@example.test`)
    const ofChild = await aGrant(house, child.id, { proxy_patient_id: parent.id, access: 'full' })
    const ofParent = await aGrant(house, parent.id, { proxy_patient_id: spouse.id, access: 'full' })
    must(await acts.get(`/records?kind=problem&for=${ofChild.id}`))
    must(await other.get(`/records?kind=problem&for=${ofParent.id}`))
    await sealAudit(house.desk, withoutPause)
    const told = async (by: Asker, grant = '') => must(await by.get(`/access-log${grant}`)).rows.length
    // The parent sees what the spouse read, the spouse none of what the parent read of the child.
    expect(await told(acts)).toBe(1)
    expect(await told(other, `?for=${ofParent.id}`)).toBe(0)
    expect(await told(acts, `?for=${ofChild.id}`)).toBe(0)
    // Nor is it told as a look of somebody else once the parent has another login.
    const anew = await asker((await aPatient(house)).id, `anew-${parent.id}@example.test`)
    const into = { replaced_by: anew.patientId }
    await house.owner.write.updateTable('patient').set(into).where('id', '=', parent.id).execute()
    await sealAudit(house.desk, withoutPause)
    // What the spouse read: of the record, and this list.
    expect(await told(anew)).toBe(2)
  })

  it('does not tell whoever acts for a child that this was doubted, nor that it no longer is', async () => {
    const bornIn = house.desk.clock().getUTCFullYear() - 15
    const [child, parent] = [await aPatient(house, { birthDate: `${bornIn}-01-01` }), await aPatient(house)]
    const [own, acts] = [
      await asker(child.id, `child-${child.id}@example.test`),
      await asker(parent.id, `doubted-${parent.id}@example.test`),
    ]
    const grant = await aGrant(house, child.id, { proxy_patient_id: parent.id, access: 'full' })
    const agent = await house.signIn('helpdesk')
    const { caseId } = await aCall(agent, child)
    must(await agent.post(`/api/patients/${child.id}/acts/doubt-custody`, { caseId, reason: 'a call' }))
    await sealAudit(house.desk, withoutPause)
    const told = async (by: Asker, of = '') =>
      must(await by.get(`/access-log${of}`)).rows.filter((row: any) => /who may act/.test(row.what)).length
    expect([await told(own), await told(acts, `?for=${grant.id}`)]).toEqual([1, 0])
  })

  it('is taken along as a Bundle that FHIR R4 accepts, with all of it', async () => {
    await save(
      kermit.patientId,
      ...kinds.map((kind) => ({
        ...result(`kind ${kind}`, 1),
        entry: {
          kind,
          name: 'Said of many',
          codes: [],
          at: '2020',
          status: 'odd',
          details: ['one'],
          note: 'two',
          by: 'Three',
        },
      })),
    )
    const ajv = new Ajv({ schemaId: '$id', meta: false })
    ajv.addMetaSchema(createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-06.json'))
    const valid = ajv.compile(JSON.parse(readFileSync(fixture('fhir/record.schema.json'), 'utf8')))
    const made = must(await kermit.get('/records/bundle'))
    expect(valid(made), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true)
    const kept = (await house.rows('clinical_record')).filter(
      (row) => row.withdrawn === 0 && row.patient_id === kermit.patientId,
    )
    const visits = (await house.rows('encounter')).filter((row) => row.patient_id === kermit.patientId)
    expect(visits.length).toBeGreaterThan(0)
    expect(made.entry).toHaveLength(kept.length + visits.length + 1)
    expect(valid({ ...made, entry: [{ resource: { resourceType: 'Observation' } }] })).toBe(false)
  })

  it('stays readable when records are merged and when that is undone', async () => {
    await save(other.patientId, result('merged', 7))
    const merge = (into: string | null) =>
      house.owner.write
        .updateTable('patient')
        .set({ replaced_by: into })
        .where('id', '=', other.patientId)
        .execute()
    const counted = async () => must(await kermit.get('/records?kind=result&limit=200')).rows.length
    const before = await counted()
    const agent = await house.signIn('helpdesk', 'Wren Okafor')
    must(await agent.get(`/api/patients/${other.patientId}`))
    await sealAudit(house.desk, withoutPause)
    const told = async () =>
      must(await kermit.get('/access-log')).rows.filter((row: any) => row.who === 'Wren Okafor').length
    expect(await told()).toBe(0)
    await merge(kermit.patientId)
    expect([await counted(), await told()]).toEqual([before + 1, 1])
    await merge(null)
    expect(await counted()).toBe(before)
    expect(must(await other.get('/records?kind=result')).rows).toMatchObject([{ values: [{ number: 7 }] }])
  })

  it('pages ten thousand results by key, none twice or left out, with no sorting', async () => {
    const { id } = await aPatient(house)
    const many = Array.from({ length: 10_000 }, (_, i) =>
      result(`many ${i}`, i, { at: new Date(Date.UTC(2020, 0, 1, 0, Math.floor(i / 3))).toISOString() }),
    )
    for (let i = 0; i < many.length; i += 1_000) await save(id, ...many.slice(i, i + 1_000))
    const much = await asker(id, `many-${id}@example.test`)
    const met = new Set<string>()
    let after = ''
    for (let page = 0; page < 60; page++) {
      const { rows, next } = must(await much.get(`/records?kind=result&limit=200${after}`))
      for (const row of rows) met.add(row.id)
      if (!next) break
      after = `&after=${next}`
    }
    expect(met.size).toBe(10_000)
    const trend = must(await much.get(`/records/${[...met][0]}/trend`))
    expect([trend.newest, trend.series[0].points.length]).toEqual([200, 200])
    if (engine !== 'sqlite') return
    const file = new Database(sqliteFile(house.desk.config.databaseUrl)!, { readonly: true })
    let asked = { sql: '', parameters: [] as readonly unknown[] }
    const noting = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: file }),
      log: ({ query }) => {
        asked = query
      },
    })
    await pageOfKind(noting, [id], 'result', { at: '2020-01-02', id }, 51)
    const said = (
      file.prepare(`explain query plan ${asked.sql}`).all(asked.parameters) as { detail: string }[]
    )
      .map(({ detail }) => detail)
      .join('\n')
    await noting.destroy()
    expect(said).toMatch(/clinical_record_at/)
    expect(said).not.toMatch(/TEMP B-TREE/)
  })
})
