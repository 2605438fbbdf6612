import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { systemCtx } from '../../api/core/context.ts'
import type { ImportFormat } from '../../api/imports/formats.ts'
import { type ImportOptions, importPatients } from '../../api/imports/importPatients.ts'
import { houseForTests, itOnce } from '../support/harness.ts'
import { aCase, linkIn, must } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const fixtures = path.join(import.meta.dirname, '../fixtures/synthea')
const run = (format: ImportFormat, source: string, more: Partial<ImportOptions> = {}) =>
  importPatients(systemCtx(house.desk, 'test', 'test'), { format, path: source, ...more })
const write = (name: string, text: string) => {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, text)
  return file
}
const header = 'ID,BIRTHDATE,DEATHDATE,FIRST,LAST,MAIDEN,RACE,ETHNICITY,GENDER,ADDRESS,CITY,STATE,ZIP'

describe('what visits tell', () => {
  itOnce(
    'a provider’s clinic, who pays, and whose patient somebody is; adoption counts by them',
    async () => {
      const folder = temporaryFolder()
      const file = (name: string, lines: string[]) =>
        writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`)
      file('patients.csv', ['Id,BIRTHDATE,FIRST,LAST,GENDER', 'pay-1,1980-04-05,Odalys,Winterbourne,F'])
      file('payers.csv', ['Id,NAME', 'm1,Medicaid', 'c1,Good Insurance'])
      file('organizations.csv', ['Id,NAME', 'o1,Harbour Clinic', 'o2,Old Clinic'])
      file('providers.csv', ['Id,NAME', 'd1,Dr. Ledger'])
      file('encounters.csv', [
        'Id,START,PATIENT,ORGANIZATION,PROVIDER,PAYER',
        'v2,2026-03-01T10:00:00Z,pay-1,o1,d1,c1',
        'v1,2025-03-01T10:00:00Z,pay-1,o2,,m1',
      ])
      await run('synthea-csv', folder)
      const patient = (await house.rows('patient')).find((row) => row.mrn === 'pay-1')!
      expect(patient.payer).toBe('Good Insurance')
      const clinic = (await house.rows('clinic')).find((row) => row.name === 'Harbour Clinic')!
      expect((await house.rows('provider')).find((row) => row.name === 'Dr. Ledger')).toMatchObject({
        clinic_id: clinic.id,
      })
      await countEverything(house.desk)
      const cells = (await house.rows('adoption_cell')).map((cell) => cell.key)
      expect(cells).toContain('payer=other')
      expect(cells).toContain(`clinic=${clinic.id}`)
    },
  )
})

describe('importing patients', () => {
  itOnce('brings in Synthea’s CSV and FHIR bundles, and a second run changes nothing', async () => {
    for (const [format, source, count] of [
      ['synthea-csv', fixtures, 14],
      ['fhir-bundle', path.join(fixtures, 'bundles'), 2],
    ] as const) {
      expect(await run(format, source, { dryRun: true })).toMatchObject({
        read: count,
        created: count,
        rejected: 0,
      })
      const stored = (await house.rows('patient')).length
      expect(await run(format, source)).toMatchObject({
        created: count,
        updated: 0,
        unchanged: 0,
        rejected: 0,
      })
      expect((await house.rows('patient')).length).toBe(stored + count)
      const before = [
        await house.rows('patient'),
        await house.rows('contact_point'),
        await house.rows('encounter'),
        await house.rows('patient_term'),
      ]
      const events = (await house.audit()).length
      expect(await run(format, source)).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: count,
        encounters: 0,
      })
      expect([
        await house.rows('patient'),
        await house.rows('contact_point'),
        await house.rows('encounter'),
        await house.rows('patient_term'),
      ]).toEqual(before)
      expect((await house.audit()).length).toBe(events)
    }
  })

  itOnce(
    'takes no social security, licence or passport number in, and gives nobody an e-mail by itself',
    async () => {
      const identifiers = JSON.stringify(await house.rows('patient_identifier'))
      expect(identifiers).not.toMatch(/999-\d\d-\d{4}|S999\d+|X\d{8}X/)
      expect((await house.rows('contact_point')).filter((c) => c.system === 'email')).toEqual([])
      expect(await house.rows('portal_account')).toEqual([])
    },
  )

  itOnce('reads bulk FHIR line by line and reports each bad line with its number and reason', async () => {
    const patient = (id: string, more = {}) =>
      JSON.stringify({
        resourceType: 'Patient',
        id,
        name: [{ family: 'Bulk', given: ['Ann', 'B'] }],
        birthDate: '1980-02-29',
        ...more,
      })
    const file = write(
      'Patient.ndjson',
      [
        patient('b1'),
        '{broken',
        '',
        patient('b2', { birthDate: '1981-02-29' }),
        '{"resourceType":"Device"}',
        patient('b3', { name: [] }),
        patient('b4', { telecom: [{ system: 'email', value: 'not an address' }] }),
        patient('b5', { birthDate: '2999-01-01' }),
        patient('b1'),
        'null',
        patient('b6', { identifier: 'odd' }),
      ].join('\r\n'),
    )
    const report = await run('fhir-ndjson', file)
    expect(report).toMatchObject({ read: 9, created: 3, rejected: 6 })
    expect(report.rejections.map((r) => [r.line, r.reason.split(' ')[0]])).toEqual([
      [2, 'is'],
      [4, 'birthDate'],
      [6, 'familyName'],
      [8, 'birthDate'],
      [9, 'repeats'],
      [10, 'is'],
    ])
    expect(report.warnings.map((w) => [w.line, w.field]).sort()).toEqual([
      [5, 'resourceType'],
      [7, 'email'],
    ])
  })

  itOnce('updates a changed person, ends the contact that left, and keeps it explainable', async () => {
    const bundle = (phone: string) =>
      write(
        'b.json',
        JSON.stringify({
          resourceType: 'Bundle',
          entry: [
            {
              resource: {
                resourceType: 'Patient',
                id: 'u1',
                name: [{ family: 'Update', given: ['Ann'] }],
                birthDate: '1980-01-01',
                telecom: [{ system: 'phone', value: phone }],
              },
            },
          ],
        }),
      )
    await run('fhir-bundle', bundle('413-555-0100'))
    expect(await run('fhir-bundle', bundle('413-555-0199'))).toMatchObject({ updated: 1 })
    const phones = (await house.rows('contact_point')).filter(
      (c) => c.value.startsWith('413-555-01') && ['0100', '0199'].includes(c.value.slice(-4)),
    )
    expect(phones.map((p) => [p.value.slice(-4), p.ended_at !== null]).sort()).toEqual([
      ['0100', true],
      ['0199', false],
    ])
  })

  it('never joins two people: identifiers of both are reported, not merged', async () => {
    const patient = (id: string, extra?: string) =>
      JSON.stringify({
        resourceType: 'Patient',
        id,
        identifier: [
          { system: 'urn:a', value: id, type: { coding: [{ code: 'MR' }] } },
          ...(extra ? [{ system: 'urn:a', value: extra, type: { coding: [{ code: 'MR' }] } }] : []),
        ],
        name: [{ family: 'Twain', given: ['Ann'] }],
        birthDate: '1980-01-01',
      })
    await run('fhir-ndjson', write('Patient.ndjson', `${patient('two-1')}\n${patient('two-2')}`))
    const report = await run('fhir-ndjson', write('Patient.ndjson', patient('two-1', 'two-2')))
    expect(report.rejections[0]?.reason).toMatch(/two different patients/)
  })

  itOnce('gives test addresses only when told to, and refuses awkward files without a fault', async () => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      path.join(folder, 'patients.csv'),
      `\uFEFF${header}\r\np9,1990-01-01,,"Quo""ted, Jr",Last,,,,F,"1, Road",Town,MA,01020\r\np10,,,A,B,,,,M,,,,\r\n`,
    )
    const report = await run('synthea-csv', folder, { emailPattern: '{mrn}@example.test' })
    expect(report).toMatchObject({ created: 1, rejected: 1, rejections: [{ line: 3 }] })
    expect((await house.rows('contact_point')).map((c) => c.value)).toContain('p9@example.test')
    expect((await run('fhir-bundle', write('x.json', '[]'))).fileFaults[0]?.reason).toMatch(
      /not a FHIR Bundle/,
    )
    await expect(run('synthea-csv', temporaryFolder())).rejects.toThrow(/no patients.csv/)
  })

  itOnce('an imported person is found, and the log says who brought them in', async () => {
    const agent = await house.signIn('helpdesk')
    const found = must(await agent.post('/api/patients/search', { filter: { q: 'portillo' } }))
    expect(found.data).toHaveLength(1)
    const imported = (await house.audit('patient.imported')).find((e) =>
      e.patientIds?.includes(found.data[0].id),
    )
    expect(imported).toMatchObject({ actorType: 'system', outcome: 'success' })
  })
})

describe('an imported patient', () => {
  itOnce('is found, invited, proves who they are, and signs in', async () => {
    await run('fhir-bundle', path.join(fixtures, 'bundles'), { emailPattern: '{mrn}@example.test' })
    // An address that came after the record is no trusted one at once.
    house.later(25 * 3_600)
    const agent = await house.signIn('helpdesk')
    const row = (await house.rows('patient')).find((p) => p.family_name === 'Portillo')!
    const found = must(await agent.post('/api/patients/search', { filter: { q: 'portil 19' } }))
    expect(found.data.map((p: { id: string }) => p.id)).toEqual([row.id])
    expect(must(await agent.get(`/api/patients/${row.id}/diagnosis`)).causes[0].code).toBe('never-invited')
    const { id: caseId, openedAt } = await aCase(agent, row.id, 'invitation')
    const lastVisit = (await house.rows('encounter'))
      .filter((e) => e.patient_id === row.id && e.started_at < openedAt)
      .sort((a, b) => b.started_at.localeCompare(a.started_at))[0]!
    const answers = {
      givenName: row.given_name.toUpperCase(),
      familyName: row.family_name,
      birthDate: row.birth_date,
      street: row.street,
      lastVisitDate: lastVisit.started_at.slice(0, 10),
    }
    const proof = must(
      await agent.post(`/api/patients/${row.id}/verifications`, { caseId, caller: 'patient', answers }),
      201,
    )
    expect(proof).toMatchObject({ tier: 'T1', unmatched: [] })
    must(
      await agent.post(`/api/patients/${row.id}/acts/invite`, {
        caseId,
        verificationId: proof.id,
        reason: 'first',
      }),
    )
    const mail = await house.mailbox.next((m) => m.text.includes('/portal/activate'))
    expect(mail.to).toBe(`${row.mrn}@example.test`)
    const password = 'seven purple elephants dance'
    must(
      await house.call('POST', '/portal/v1/activate', {
        code: linkIn(mail.text),
        birthDate: row.birth_date,
        password,
      }),
    )
    must(await house.call('POST', '/portal/v1/session', { username: mail.to, password }))
    const seen = must(await agent.get(`/api/cases/${caseId}`))
    expect(seen.progress.signedInSinceOpened).toBe(true)
    must(
      await agent.post(`/api/cases/${caseId}/close`, {
        cause: 'never-invited',
        outcome: 'signed-in',
        version: seen.version,
      }),
    )
  })
})

/*
 * Where the full sets are at hand, one bundle in ten is taken in, and by hand all 615:
 * `SYNTHEA_PEOPLE=1000 npx vitest run --project "api on sqlite" tests/imports/imports.test.ts`.
 */
const oneIn = process.env.SYNTHEA_PEOPLE ? 1 : 10
const all = path.resolve(import.meta.dirname, '../../../shared/data/synthea')
describe.runIf(existsSync(all) && process.env.TEST_ENGINE === 'sqlite')(
  'the full populations, where they are at hand',
  () => {
    it('import whole: as bundles, and 1,091 and 27 as CSV', async () => {
      expect(await run('synthea-csv', path.join(all, 'csv-2018-1091p'))).toMatchObject({
        read: 1091,
        rejected: 0,
      })
      expect(await run('synthea-csv', path.join(all, 'csv-dbt-27p'))).toMatchObject({
        read: 27,
        rejected: 0,
        encounters: 604,
      })
      const [bundles, some] = [path.join(all, 'fhir-r4-bundles'), temporaryFolder()]
      const people = readdirSync(bundles).filter((name) => /_[0-9a-f-]{36}\.json\.gz$/.test(name))
      expect(people.length).toBe(615)
      const taken = people.filter((_, i) => i % oneIn === 0)
      for (const name of taken) symlinkSync(path.join(bundles, name), path.join(some, name))
      expect(await run('fhir-bundle', some)).toMatchObject({ read: taken.length, rejected: 0 })
    }, 120_000)
  },
)
