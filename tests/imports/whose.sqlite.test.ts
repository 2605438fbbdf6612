import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import type { ImportFormat } from '../../api/imports/formats.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()

/** One import of some files; a path may name folders. */
async function take(format: ImportFormat, files: Record<string, string>, source?: string) {
  const folder = temporaryFolder()
  for (const [name, said] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, said)
  }
  return importPatients(systemCtx(house.desk, 'test', 'test'), { format, path: folder, source })
}

const lines = (...resources: object[]) => resources.map((one) => `${JSON.stringify(one)}\n`).join('')
const bundle = (server: string | undefined, ...resources: { resourceType: string; id?: string }[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({
      ...(server && { fullUrl: `${server}/${resource.resourceType}/${resource.id}` }),
      resource,
    })),
  })

const patient = (id: string | undefined, mrn: string, family: string, birthDate: string, more = {}) => ({
  resourceType: 'Patient',
  ...(id && { id }),
  identifier: [{ system: 'urn:test:hospital', value: mrn, type: { coding: [{ code: 'MR' }] } }],
  name: [{ family, given: [`${family}a`] }],
  birthDate,
  ...more,
})
const to = (id: string) => ({ reference: `Patient/${id}` })
const numbered = (value: string) => ({ identifier: { system: 'urn:test:hospital', value } })
const problem = (id: string, subject: object) => ({
  ...{ resourceType: 'Condition', id, subject, code: { text: 'Told of somebody else' } },
  onsetDateTime: '2026-01-05',
})
const visit = (id: string, subject: object) => ({
  ...{ resourceType: 'Encounter', id, subject, status: 'finished' },
  period: { start: '2026-05-05' },
})

/** How many visits and facts of health are on file of whoever has a number, and the number of whoever took their place. */
async function held(mrn: string) {
  const people = await house.rows('patient')
  const one = people.find((row) => row.mrn === mrn)!
  const count = (rows: { patient_id: string }[]) => rows.filter((row) => row.patient_id === one.id).length
  return {
    visits: count(await house.rows('encounter')),
    facts: count((await house.rows('clinical_record')).filter((row) => !row.withdrawn)),
    replacedBy: people.find((row) => row.id === one.replaced_by)?.mrn,
  }
}
const nothing = { visits: 0, facts: 0, replacedBy: undefined }

describe('what a feed says of one person is not written on another', () => {
  it.each([
    ['of two servers', 'https://a.test/fhir', 'https://b.test/fhir'],
    ['that say no server', undefined, undefined],
  ])('who has the same id in a Bundle %s, where the second record is rejected', async (_, first, second) => {
    const mrn = `W1${first ? 'A' : 'B'}`
    const report = await take('fhir-bundle', {
      'one/a.json': bundle(first, patient('1', mrn, 'Alder', '1980-01-01'), problem('p1', to('1'))),
      'two/a.json': bundle(
        second,
        patient('1', `${mrn}x`, 'Birch', '2990-01-01'),
        ...[problem('p2', to('1')), visit('v2', to('1'))],
      ),
    })
    expect(report).toMatchObject({ created: 1, rejected: 1, clinical: 1, encounters: 0 })
    expect(report.warnings.map(({ field, entry }) => [field, entry])).toEqual([['subject', 2]])
    expect(await held(mrn)).toEqual({ ...nothing, facts: 1 })
  })

  it('whose number stands in a record that was put aside, by that number', async () => {
    await take('fhir-ndjson', { 'Patient.ndjson': lines(patient('20', 'W2', 'Cedar', '1980-01-01')) })
    const other = patient('21', 'W2', 'Dogwood', '1999-09-09')
    const apart = [problem('p21', numbered('W2')), visit('v21', numbered('W2'))]
    const report = await take('fhir-ndjson', {
      'Patient.ndjson': lines(other),
      'Condition.ndjson': lines(apart[0]!),
      'Encounter.ndjson': lines(apart[1]!),
    })
    expect([report.putAside, report.warnings.length]).toEqual([1, 2])
    const { id: _, ...unnamed } = other
    expect(await take('fhir-bundle', { 'a.json': bundle(undefined, unnamed, ...apart) })).toMatchObject({
      putAside: 1,
      clinical: 0,
    })
    expect(await held('W2')).toEqual(nothing)
    // A later feed of visits alone does not say that the other was put aside: it waits in the queue, until records decides.
    const alone = { 'Patient.ndjson': '', 'Encounter.ndjson': lines(apart[1]!) }
    expect((await take('fhir-ndjson', alone)).warnings.map(({ field }) => field)).toEqual(['subject'])
    expect(await held('W2')).toEqual(nothing)
    await house.desk.db.write
      .updateTable('record_conflict')
      .set({ decision: 'feed-wrong', record: '' })
      .execute()
    // Then the number says whose it is, also of people who are not in the same import.
    await take('fhir-ndjson', { 'Patient.ndjson': '', 'Encounter.ndjson': lines(apart[1]!) })
    expect(await held('W2')).toEqual({ ...nothing, visits: 1 })
  })

  it('who is called alike in one source, in whichever order they came; a record told twice stays one', async () => {
    const two = [
      patient('30', 'W3', 'Elm', '1980-01-01'),
      patient('30', 'W3x', 'Fir', '1990-01-01'),
      patient('31', 'W3y', 'Gum', '1970-01-01'),
    ]
    const report = await take('fhir-ndjson', {
      'Patient.ndjson': lines(...two, two[2]!),
      'Encounter.ndjson': lines(visit('v30', to('30')), visit('v31', to('31'))),
    })
    expect(report).toMatchObject({ created: 3, rejected: 1, encounters: 1 })
    expect([await held('W3'), await held('W3x'), await held('W3y')]).toEqual([
      nothing,
      nothing,
      { ...nothing, visits: 1 },
    ])
  })

  it('who has the same id on the server that a reference names', async () => {
    const files = (server: string) => ({
      'Patient.ndjson': lines(patient('40', 'W4', 'Hazel', '1980-01-01')),
      'Encounter.ndjson': lines(visit('v40', { reference: `${server}/Patient/40` })),
    })
    const source = 'https://ours.test/fhir'
    expect((await take('fhir-ndjson', files('https://theirs.test/fhir'), source)).encounters).toBe(0)
    expect((await take('fhir-ndjson', files(source), source)).encounters).toBe(1)
  })
})

describe('what two sources call alike while nobody named them', () => {
  const allergy = (id: string, of: string, text: string) => ({
    resourceType: 'AllergyIntolerance',
    ...{ id, patient: to(of), code: { text } },
  })
  const files = (...people: [id: string, mrn: string, allergy: string][]) => ({
    'Patient.ndjson': lines(...people.map(([id, mrn]) => patient(id, mrn, `Oak${mrn}`, '1980-01-01'))),
    'AllergyIntolerance.ndjson': lines(...people.map(([id, , of]) => allergy(of, id, 'Penicillin'))),
  })

  it('stands for both, which is said once; a name tells them apart, and then the last word moves it', async () => {
    const [first, second] = [files(['50', 'W7', '1']), files(['51', 'W7x', '1'])]
    await take('fhir-ndjson', first)
    const { warnings, clinical } = await take('fhir-ndjson', second)
    expect([clinical, warnings.map(({ field }) => field)]).toEqual([1, ['id']])
    for (const again of [first, second])
      expect(await take('fhir-ndjson', again)).toMatchObject({ clinical: 0, warnings: [] })
    const atOnce = files(['52', 'W7y', '2'], ['53', 'W7z', '2'])
    expect(await take('fhir-ndjson', atOnce)).toMatchObject({ clinical: 2, warnings: [{ field: 'id' }] })
    for (const mrn of ['W7', 'W7x', 'W7y', 'W7z']) expect((await held(mrn)).facts).toBe(1)
    const named = [files(['54', 'W8', '3']), files(['55', 'W8x', '3'])] as const
    for (const one of named) await take('fhir-ndjson', one, 'urn:test:one-source')
    expect([(await held('W8')).facts, (await held('W8x')).facts]).toEqual([0, 1])
  })
})

describe('a record that was merged', () => {
  const replaced = { link: [{ type: 'replaced-by', other: to('1') }] }

  it('is led to the record of its own server, and not to another server’s of the same id', async () => {
    await take('fhir-bundle', {
      'a.json': bundle(
        'https://a.test/fhir',
        patient('2', 'W5', 'Iris', '1980-01-01', replaced),
        patient('1', 'W5x', 'Iris', '1980-01-01'),
      ),
      'b.json': bundle('https://b.test/fhir', patient('1', 'W5y', 'Juniper', '1990-01-01')),
    })
    expect((await held('W5')).replacedBy).toBe('W5x')
  })

  it('is led nowhere, which is said, where no server is told and two are called so', async () => {
    const { warnings } = await take('fhir-bundle', {
      'a.json': bundle(undefined, patient('2', 'W6', 'Larch', '1980-01-01', replaced)),
      'b.json': bundle(undefined, patient('1', 'W6x', 'Maple', '1980-01-01')),
      'c.json': bundle(undefined, patient('1', 'W6y', 'Nutmeg', '1990-01-01')),
    })
    expect(warnings.map(({ field }) => field)).toEqual(['link'])
    expect((await held('W6')).replacedBy).toBeUndefined()
  })
})
