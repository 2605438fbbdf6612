import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import type { ImportFormat } from '../../api/imports/formats.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { failureOf, type ImportReport } from '../../api/imports/report.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()

let made = 0
const person = (more: object = {}) => ({
  resourceType: 'Patient',
  id: `kind-${++made}`,
  name: [{ family: 'Muñoz', given: ['José'] }],
  birthDate: '1980-01-02',
  ...more,
})
const line = (more: object = {}) => JSON.stringify(person(more))
const bundle = (...resources: unknown[]) =>
  JSON.stringify({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) })
const row = (cells: string) => `k-${++made}${cells}`
const head = 'Id,BIRTHDATE,FIRST,LAST'
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
const latin1 = (text: string) => Buffer.from(text, 'latin1')
/** What tells text from bytes that were misread. */
const replaced = '\ufffd'

type Files = Record<string, string | Buffer>
const csv = (content: string | Buffer): [ImportFormat, Files] => ['synthea-csv', { 'patients.csv': content }]
const bulk = (files: Files): [ImportFormat, Files] => ['fhir-ndjson', files]
const bundles = (files: Files): [ImportFormat, Files] => ['fhir-bundle', files]

/** Inputs of the kinds of `fixtures/cases` that are not there: how many come in, how many are rejected, what else is said. */
const kinds: Record<
  string,
  [read: [ImportFormat, Files], counts: [number, number], more?: Partial<ImportReport>]
> = {
  'bulk FHIR as UTF-16, big end first': [bulk({ 'Patient.ndjson': utf16be(`${line()}\n${line()}`) }), [2, 0]],
  'bulk FHIR in capitals, packed': [bulk({ 'PATIENT.NDJSON.GZ': gzipSync(line()) }), [1, 0]],
  'bulk FHIR packed without saying so': [bulk({ 'Patient.ndjson': gzipSync(line()) }), [1, 0]],
  'bulk FHIR packed in two parts': [
    bulk({ 'Patient.ndjson.gz': Buffer.concat([gzipSync(`${line()}\n`), gzipSync(line())]) }),
    [2, 0],
  ],
  'bulk FHIR with one line of latin-1': [
    bulk({
      'Patient.ndjson': Buffer.concat([
        Buffer.from(`${line()}\n`),
        latin1(`${line()}\n`),
        Buffer.from(line()),
      ]),
    }),
    [2, 1],
  ],
  'bulk FHIR that is empty': [bulk({ 'Patient.ndjson': '' }), [0, 0]],
  'lists where one thing should be, and one thing where a list should be': [
    bulk({
      'Patient.ndjson': line({
        name: { family: ['Solo'], given: 'Ann' },
        telecom: { system: 'phone', value: '413-555-0101' },
        address: [null, { line: '1 Road', city: null }],
      }),
    }),
    [1, 0],
  ],
  'a null in every list of a line': [
    bulk({
      'Patient.ndjson': line({
        ...{ identifier: [null], telecom: [null], address: [null], communication: [null], link: [null] },
        name: [null, { family: 'Nullby', given: [null, 'Ann'] }],
        extension: [null, { url: null, extension: [null] }],
      }),
    }),
    [1, 0],
  ],
  'a Patient alone with a byte order mark, in capitals': [
    bundles({ 'PATIENT.JSON': `\ufeff${line()}` }),
    [1, 0],
  ],
  'a Bundle of latin-1 beside a whole one': [
    bundles({ 'a.json': latin1(bundle(person())), 'b.json': bundle(person()) }),
    [1, 0],
    { fileFaults: [{ file: 'a.json', reason: 'is not UTF-8 text' }] },
  ],
  'a Bundle cut off within its gzip': [
    bundles({
      'a.json.gz': gzipSync(bundle(...Array.from({ length: 50 }, () => person()))).subarray(0, 300),
    }),
    [0, 0],
    { fileFaults: [{ file: 'a.json.gz', reason: expect.stringMatching(/gzip/) }] },
  ],
  'a Bundle with entries of all odd kinds': [
    bundles({ 'a.json': bundle(null, 7, [], 'text', { resourceType: null }, person()) }),
    [1, 0],
  ],
  'a Bundle within a Bundle, and a resource of two types, which are said': [
    bundles({
      'a.json': bundle(
        { resourceType: 'Bundle', entry: [{ resource: person() }] },
        { ...person(), resourceType: ['Patient'] },
        person(),
      ),
    }),
    [1, 0],
    {
      warnings: [1, 2].map((entry) => ({
        ...{ file: 'a.json', entry, field: 'resourceType' },
        rule: 'is none that is read here',
      })),
    },
  ],
  'a CSV with tabs': [csv(`${head}\n${row(',1980-01-02,José,Muñoz')}`.replaceAll(',', '\t')), [1, 0]],
  'a CSV with bars and old Mac line ends': [
    csv(`${head}\n${row(',1980-01-02,José,Muñoz')}`.replaceAll(',', '|').replaceAll('\n', '\r')),
    [1, 0],
  ],
  'a CSV with one row of latin-1': [
    csv(
      Buffer.concat([
        Buffer.from(`${head}\n`),
        latin1(`${row(',1980-01-02,José,Muñoz')}\n`),
        Buffer.from(row(',1980-01-02,Ann,Plain')),
      ]),
    ),
    [1, 1],
  ],
  'a CSV whose last quote nobody closed': [
    csv(`${head}\n${row(',1980-01-02,Ann,Plain')}\n${row(',1980-01-02,"Ann,Plain')}\n`),
    [1, 1],
  ],
  'a CSV with a row one cell too short and one too long': [
    csv(
      `${head}\n${row(',1980-01-02,Plain')}\n${row(',1980-01-02,Ann,Plain,')}\n${row(',1980-01-02,Ann,Plain')}`,
    ),
    [1, 2],
  ],
  'a CSV with two columns of one name': [
    csv(`${head},LAST\n${row(',1980-01-02,Ann,Plain,Other')}`),
    [0, 0],
    { fileFaults: [{ file: 'patients.csv', reason: 'has more than one column LAST' }] },
  ],
  'a CSV with NULL where nothing is': [
    csv(`${head}\nNULL,1980-01-02,Ann,Plain\n${row(',NULL,Ann,Plain')}\n${row(',1980-01-02,Ann,NULL')}`),
    [1, 2],
  ],
  'a CSV with days nobody can know': [
    csv(
      `${head}\n${row(',13/25/1980,Ann,Plain')}\n${row(',02/30/1980,Ann,Plain')}\n${row(',2/3/1980,Ann,Plain')}`,
    ),
    [1, 2],
  ],
}

describe('other inputs of each kind', () => {
  it('a family name in a list, as before FHIR R3, is the family name', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      path.join(folder, 'Patient.ndjson'),
      line({ name: { family: ['De', 'Liste'], given: 'Ann' } }),
    )
    await importPatients(systemCtx(house.desk, 'test', 'test'), { format: 'fhir-ndjson', path: folder })
    expect((await house.rows('patient')).find((one) => one.family_name === 'De Liste')).toMatchObject({
      given_name: 'Ann',
    })
  })

  const of = async (format: ImportFormat, files: Files) => {
    const folder = temporaryFolder()
    for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content)
    const report = await importPatients(systemCtx(house.desk, 'test', 'test'), { format, path: folder })
    return report.warnings.map(({ line, field }) => `${line} ${field}`)
  }
  const rowOf = async (family: string) =>
    (await house.rows('patient')).find(({ family_name }) => family_name === family)!

  it('what is no day to have died on tells of no death; one that cannot be read and has its year does', async () => {
    const said = ['9999-12-31', '1900-01-01', 'NULL', 'N/A', '0000-00-00', '03.11.2024', '2020']
    const rows = said.map((day, n) => row(`,1980-01-02,Ann,Deadcsv${n},${day}`))
    const lines = said.map((deceasedDateTime, n) =>
      line({ name: { family: `Deadfhir${n}` }, deceasedDateTime }),
    )
    const told = await of(...csv([`${head},DEATHDATE`, ...rows].join('\n')))
    expect(told).toEqual([2, 3, 6].map((at) => `${at} deceasedAt`))
    await of(...bulk({ 'Patient.ndjson': lines.join('\n') }))
    for (const format of ['csv', 'fhir']) {
      const dead = await Promise.all(said.map(async (_, n) => (await rowOf(`Dead${format}${n}`)).deceased_at))
      expect(dead).toEqual([null, null, null, null, null, expect.stringMatching(/^\d{4}-\d\d-\d\d$/), '2020'])
    }
  })

  it('codes in any letters and numbers as numbers are believed; what says nothing, or ends no one knows when, is no channel', async () => {
    const telecom = [
      { system: 'Phone', use: 'Mobile', value: 4135550104 },
      { system: 'EMAIL', use: 'Old', value: 'over@kinds.test' },
      { system: 'email', value: 'ended@kinds.test', period: { end: '31.12.2019' } },
      { system: 'email', value: 'None@None.com' },
      { system: 'phone', value: '999-999-9999' },
      { value: 'unsaid@kinds.test' },
    ]
    const link = { type: 'Replaced-By', other: { reference: 'Patient/nobody' } }
    const told = await of(
      ...bulk({
        'Patient.ndjson': [
          line({
            ...{ name: { family: 'Lettered' }, telecom, gender: 'Female' },
            ...{
              address: { line: ['Unknown'], city: 'Springfield' },
              generalPractitioner: { display: 'PCP, No' },
            },
          }),
          line({ name: { family: 'Replacedone' }, link }),
          line({ name: { family: 'Notactive' }, active: 'false' }),
          line({ name: { family: 'PeÃ±a' }, deceasedBoolean: 'perhaps' }),
        ].join('\n'),
      }),
    )
    expect(told.filter((one) => /^\d/.test(one)).sort()).toEqual(
      '1 email,1 generalPractitioner,1 phone,1 street,1 telecom,1 telecom,4 deceasedBoolean,4 name'.split(
        ',',
      ),
    )
    const { id, ...row } = await rowOf('Lettered')
    expect(row).toMatchObject({ sex: 'female', street: null, city: 'Springfield', primary_provider_id: null })
    const contacts = (await house.rows('contact_point')).filter((one) => one.patient_id === id)
    expect(contacts.map((one) => [one.value, one.takes_texts, one.ended_at === null]).sort()).toEqual([
      ['4135550104', 1, true],
      ['ended@kinds.test', 0, false],
      ['over@kinds.test', 0, false],
    ])
    // A name that begins in a thousand years is not the name yet.
    const later = { use: 'official', family: 'Latername', period: { start: '2999-01-01' } }
    await of(...bulk({ 'Patient.ndjson': line({ name: [{ family: 'Nowname', given: 'Ann' }, later] }) }))
    expect(await rowOf('Nowname')).toMatchObject({ other_names: '["Latername"]' })
    for (const family of ['Replacedone', 'Notactive'])
      expect((await rowOf(family)).inactive_since).not.toBeNull()
  })

  it('a name in text only is split where its parts end, and a nickname is no family name', async () => {
    const names: [object | object[], string, string, string | null][] = [
      [{ text: 'Dr. Ann B. Textone, MD' }, 'Textone', 'Ann B.', 'MD'],
      [{ text: 'Bob Texttwo Jr.' }, 'Texttwo', 'Bob', 'Jr.'],
      [{ text: 'Textthree, Cy, III' }, 'Textthree', 'Cy', 'III'],
      [{ text: 'Textfour, Dan' }, 'Textfour', 'Dan', null],
      [{ text: 'Textfive' }, 'Textfive', '', null],
      [
        [
          { use: 'old', family: 'Textsix', given: ['Girl'] },
          { use: 'nickname', given: ['Gigi'] },
        ],
        'Textsix',
        'Girl',
        null,
      ],
    ]
    await of(...bulk({ 'Patient.ndjson': names.map(([name]) => line({ name })).join('\n') }))
    for (const [, family, given_name, suffix] of names)
      expect(await rowOf(family)).toMatchObject({ given_name, suffix })
  })

  it('what is of another type than the standard says is believed where it means one thing, and lets nobody be reached else', async () => {
    const mail = (name: string, more: object) => ({ system: 'email', value: `${name}@types.test`, ...more })
    const telecom = [
      mail('listed-use', { use: ['old'] }),
      mail('listed-period', { period: [{ end: '2012' }] }),
      mail('text-period', { period: '2012' }),
      mail('second', { rank: '2' }),
      mail('first', { rank: '1' }),
    ]
    const dead = [{ deceasedDateTime: true }, { deceasedBoolean: 'Y' }, { deceasedBoolean: 1 }]
    const links = [
      { type: 'replaced_by', other: { reference: 'Patient/nobody-here' } },
      { type: 'replaced-by', other: { identifier: { system: 'urn:x', value: 'X-1' } } },
      { type: 'replaces', other: { reference: 'Patient/nobody-here' } },
    ]
    const told = await of(
      ...bulk({
        'Patient.ndjson': [
          line({ name: { family: 'Typed' }, telecom }),
          ...dead.map((more, n) => line({ name: { family: `Typedead${n}` }, ...more })),
          line({ name: { family: 'Typedoff' }, active: 0 }),
          ...links.map((link, n) => line({ name: { family: `Typedlink${n}` }, link })),
          line({ name: { family: 'Typedunsaid' }, deceasedDateTime: { value: '2020' } }),
        ].join('\n'),
      }),
    )
    expect(told.filter((one) => /^\d/.test(one)).sort()).toEqual([
      '1 telecom',
      '7 link',
      '8 link',
      '9 deceasedDateTime',
    ])
    const { id } = await rowOf('Typed')
    const contacts = (await house.rows('contact_point')).filter((one) => one.patient_id === id)
    expect(contacts.flatMap((one) => (one.ended_at === null ? [[one.value, one.rank]] : []))).toEqual([
      ['first@types.test', 1],
      ['second@types.test', 2],
    ])
    for (const n of dead.keys()) expect((await rowOf(`Typedead${n}`)).deceased_at).not.toBeNull()
    for (const name of ['Typedoff', 'Typedlink0', 'Typedlink1'])
      expect((await rowOf(name)).inactive_since).not.toBeNull()
    expect(await rowOf('Typedlink2')).toMatchObject({ inactive_since: null })
  })

  it('a status in any spelling withdraws a visit, one that is no text says of none, and no table’s first day is one', async () => {
    const visit = (n: number, status: unknown, start: string) =>
      JSON.stringify({
        ...{ resourceType: 'Encounter', id: `spelt-${n}`, status, period: { start } },
        subject: { reference: 'Patient/spelt' },
      })
    const files = (visits: string[]) =>
      bulk({
        'Patient.ndjson': JSON.stringify({ ...person(), id: 'spelt', name: { family: 'Spelt' } }),
        'Encounter.ndjson': visits.join('\n'),
      })
    const days = [1, 2, 3, 4].map((n) => `2024-01-0${n}`)
    await of(...files(days.map((day, n) => visit(n, 'finished', day))))
    const told = await of(
      ...files([
        ...['canceled', 'entered in error', 'ENTERED_IN_ERROR', 'no-show'].map((status, n) =>
          visit(n, status, days[n]!),
        ),
        visit(5, ['planned'], '2024-02-01'),
        visit(6, { value: 'planned' }, '2024-02-02'),
        visit(7, 'finished', '1900-01-01'),
        visit(8, 'finished', '2024-02-03T10:00:00+99:99'),
        visit(9, 'finished', '2024-02-04T10:00:00-05:00'),
      ]),
    )
    expect(told).toEqual(['5 status', '6 status', '7 period.start', '8 period.start'])
    const { id } = await rowOf('Spelt')
    const visits = (await house.rows('encounter')).filter((one) => one.patient_id === id)
    expect(visits.map(({ started_at }) => started_at.slice(0, 10))).toEqual(['2024-02-04'])
  })

  it('visits to come are none, and a thousand names of one person hold nobody up', async () => {
    const visit = (n: number, status: string, start: string) =>
      JSON.stringify({
        ...{ resourceType: 'Encounter', id: `to-come-${n}`, status, period: { start } },
        subject: { reference: 'Patient/to-come' },
      })
    const many = Array.from({ length: 1000 }, (_, n) => ({ family: `Nthname${n}`, given: ['Ann'] }))
    const told = await of(
      ...bulk({
        'Patient.ndjson': line({ id: 'to-come', name: many }),
        'Encounter.ndjson': [
          visit(1, 'finished', '9999-01-01'),
          visit(2, 'Finished', '2025-01-01'),
          visit(3, 'CANCELLED', '2025-01-02'),
        ].join('\n'),
      }),
    )
    expect(told.sort()).toEqual(['1 name', '1 period.start'])
    const { id, other_names } = await rowOf('Nthname0')
    expect(JSON.parse(other_names)).toHaveLength(99)
    const visits = (await house.rows('encounter')).filter((one) => one.patient_id === id)
    expect(visits.map(({ started_at }) => started_at.slice(0, 10))).toEqual(['2025-01-01'])
  })

  for (const [name, [[format, files], [created, rejected], more]] of Object.entries(kinds))
    it(name, async () => {
      const folder = temporaryFolder()
      for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content)
      const run = (dryRun: boolean) =>
        importPatients(systemCtx(house.desk, 'test', 'test'), { format, path: folder, dryRun })
      const before = (await house.rows('patient')).length
      const dry = await run(true)
      const report = await run(false)
      expect({ ...dry, dryRun: false }).toEqual(report)
      expect(report).toMatchObject({ created, rejected, ...more })
      expect((await house.rows('patient')).length).toBe(before + created)
      expect(failureOf(report) === undefined).toBe(created > 0 && rejected === 0 && !more?.fileFaults)
      expect(JSON.stringify([report, await house.rows('patient')])).not.toContain(replaced)
      // What was said of it holds nothing of the record.
      expect(JSON.stringify(report)).not.toMatch(/Mu.oz|Plain|1980/)
      expect(await run(false)).toMatchObject({ created: 0, updated: 0, unchanged: created })
    })
})
