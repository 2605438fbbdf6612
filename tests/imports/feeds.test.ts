import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import type { ImportFormat } from '../../api/imports/formats.ts'
import { type ImportOptions, importPatients } from '../../api/imports/importPatients.ts'
import { enqueueMail } from '../../api/mail/enqueueMail.ts'
import { aWrittenPair } from '../support/duplicates.ts'
import { houseForTests, itOnce } from '../support/harness.ts'
import { anAccount, must, type TestPatient } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const ctx = () => systemCtx(house.desk, 'test', 'test')
const from = (
  files: Record<string, string | object[]>,
  format: ImportFormat,
  more: Partial<ImportOptions> = {},
) => {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      path.join(folder, name),
      typeof content === 'string' ? content : content.map((line) => JSON.stringify(line)).join('\n'),
    )
  return importPatients(ctx(), { format, path: folder, ...more })
}
const bulk = (lines: object[], more: Partial<ImportOptions> = {}) =>
  from({ 'Patient.ndjson': lines }, 'fhir-ndjson', more)

let counter = 0
const mr = (system: string, value: string, more = {}) => ({
  system,
  value,
  type: { coding: [{ code: 'MR' }] },
  ...more,
})
/** A Patient whose names nobody else has. */
const aPerson = (over: object = {}) => {
  const n = String(++counter)
  return {
    resourceType: 'Patient',
    id: `feed-${n}`,
    identifier: [mr('urn:hosp-a', `F${n}`)],
    name: [{ use: 'official', family: `Feedling${n}`, given: ['Ann'] }],
    birthDate: '1950-01-01',
    ...over,
  }
}
const rowOf = async (person: { identifier: { value: string }[] }) =>
  (await house.rows('patient')).find((row) => row.mrn === person.identifier[0]!.value)!
const contactsOf = async (patientId: string) =>
  (await house.rows('contact_point')).filter((row) => row.patient_id === patientId)

describe('an identifier is a number and who issued it', () => {
  itOnce(
    'the holder of another hospital’s same number becomes a person of their own, and takes nobody’s login',
    async () => {
      const ann = aPerson({ telecom: [{ system: 'email', value: 'ann-a@example.test' }] })
      await bulk([ann])
      const before = await rowOf(ann)
      const bob = {
        ...aPerson({ telecom: [{ system: 'email', value: 'bob-b@example.test' }] }),
        identifier: [mr('urn:hosp-b', before.mrn)],
        birthDate: '1999-09-09',
      }
      expect(await bulk([bob])).toMatchObject({ created: 1, updated: 0 })
      expect((await house.rows('patient')).filter((row) => row.mrn === before.mrn)).toHaveLength(2)
      expect((await house.rows('patient')).find((row) => row.id === before.id)).toEqual(before)
      expect((await contactsOf(before.id)).map((c) => c.value)).toEqual(['ann-a@example.test'])
    },
  )

  itOnce(
    'a number that comes back with another name and another birth date changes nothing and waits for people',
    async () => {
      const ann = aPerson()
      await bulk([ann])
      const before = await rowOf(ann)
      const other = { ...ann, name: [{ family: 'Elsewhere', given: ['Bob'] }], birthDate: '1999-09-09' }
      const aside = (await house.rows('record_conflict')).length
      for (const _ of [1, 2])
        expect(await bulk([other])).toMatchObject({ created: 0, updated: 0, rejected: 1, putAside: 1 })
      expect(await rowOf(ann)).toEqual(before)
      const waiting = (await house.rows('record_conflict')).slice(aside)
      expect(waiting).toMatchObject([{ patient_id: before.id, reason: 'another-person', place: 'line 1' }])
      expect(await house.audit('patient.record-put-aside')).toContainEqual(
        expect.objectContaining({ patientIds: [before.id], outcome: 'failure' }),
      )
      // A changed name alone, or a corrected birth date, is the same person.
      const name = [{ family: 'Newlywed', given: ['Ann'] }]
      const joan = aPerson()
      await bulk([joan])
      for (const change of [
        { ...ann, name },
        { ...joan, birthDate: '1951-01-01' },
      ])
        expect(await bulk([change])).toMatchObject({ updated: 1, rejected: 0 })
    },
  )

  itOnce(
    'numbers of before, whose issuer was not kept, are theirs whose name and birth date agree',
    async () => {
      const [same, other, half] = [aPerson(), aPerson(), aPerson()]
      await bulk([same, other, half])
      await house.owner.write
        .updateTable('patient_identifier')
        .set({ system: 'mrn' })
        .where(
          'value',
          'in',
          [same, other, half].map((p) => p.identifier[0]!.value),
        )
        .execute()
      const elsewhere = { name: [{ family: 'Stranger', given: ['Bob'] }] }
      expect(
        await bulk([same, { ...other, ...elsewhere, birthDate: '1999-01-01' }, { ...half, ...elsewhere }]),
      ).toMatchObject({ created: 1, updated: 0, unchanged: 1, putAside: 1 })
      // The number has its issuer from the next change on.
      await bulk([{ ...same, gender: 'female' }])
      expect(
        (await house.rows('patient_identifier')).filter((row) => row.value === same.identifier[0]!.value),
      ).toMatchObject([{ system: 'urn:hosp-a' }])
    },
  )

  itOnce(
    'only the issuers that policy names give medical record numbers; others’ numbers are not taken in',
    async () => {
      await savePolicy(house.desk.db.write, { mrnIssuers: 'urn:hosp-z urn:hosp-a' })
      const person = aPerson()
      await bulk([
        {
          ...person,
          identifier: [mr('urn:lab', 'LAB-1'), ...person.identifier, { system: 'urn:hosp-z', value: 'Z-77' }],
        },
      ])
      await savePolicy(house.desk.db.write, { mrnIssuers: 'any' })
      const row = (await house.rows('patient')).find((one) => one.mrn === 'Z-77')!
      const numbers = (await house.rows('patient_identifier')).filter((one) => one.patient_id === row.id)
      expect(numbers.map((one) => one.system).sort()).toEqual(['urn:hosp-a', 'urn:hosp-z'])
      await expect(savePolicy(house.desk.db.write, { mrnIssuers: 'hospital a' })).rejects.toThrow()
    },
  )

  itOnce('no social security, insurance or licence number is taken in, however it is typed', async () => {
    const never = [
      { system: 'urn:oid:2.16.840.1.113883.4.1', value: '000-00-4321', type: { coding: [{ code: 'MR' }] } },
      { system: '2.16.840.1.113883.4.1', value: '000004321' },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '000-00-4321' },
      { system: 'urn:x', value: '000-00-4321', type: { coding: [{ code: 'MR' }] } },
      { system: 'urn:x', value: 'N4321', type: { coding: [{ code: 'MR', display: 'SSN' }] } },
      { system: 'urn:x', value: 'M4321', type: { text: 'Member number', coding: [{ code: 'MR' }] } },
      { system: 'urn:oid:2.16.840.1.113883.4.3.25', value: 'S4321', type: { coding: [{ code: 'MR' }] } },
      { system: 'http://hl7.org/fhir/sid/us-mbi', value: '4321A', type: { coding: [{ code: 'MR' }] } },
    ]
    for (const text of ['S.S.N.', 'SS#', 'Soc. Sec. No.', 'Health plan ID', 'Beneficiary number'])
      never.push({ system: 'urn:x', value: 'T4321', type: { text, coding: [{ code: 'MR' }] } })
    for (const code of ['ss', 'SSN', 'mb', 'hc'])
      never.push({ system: 'urn:x', value: 'C4321', type: { coding: [{ code: 'MR' }, { code }] } })
    for (const value of ['SSN000004321', 'SSN: 000-00-4321', 'ss#000004321', '1EG4-TE5-MK73', '1eg4te5mk73'])
      never.push({ system: 'urn:x', value, type: { coding: [{ code: 'MR' }] } })
    for (const value of ['000 00 4321', '000.00.4321', '000–00–4321', '000‑00‑4321'])
      never.push({ system: 'urn:x', value, type: { coding: [{ code: 'MR' }] } })
    const people = never.map((identifier) => ({ ...aPerson(), identifier: [identifier] }))
    expect(await bulk(people)).toMatchObject({ created: never.length })
    // Nor where a server calls its patients so.
    const called = { ...aPerson(), id: '000-00-4321', identifier: [] }
    expect(await bulk([called])).toMatchObject({ created: 0, rejected: 1 })
    expect(JSON.stringify([await house.rows('patient'), await house.rows('patient_identifier')])).not.toMatch(
      /4321|mk73/i,
    )
    const lowly = {
      ...aPerson(),
      identifier: [{ ...mr('urn:x', 'LOW-1'), type: { coding: [{ code: 'mr' }] } }],
    }
    expect(await bulk([lowly])).toMatchObject({ created: 1 })
    expect((await house.rows('patient_identifier')).map(({ value }) => value)).toContain('LOW-1')
  })

  itOnce(
    'nine digits that could be a social security number are a record number only where policy names who issues it',
    async () => {
      const ssn = { system: 'http://hl7.org/fhir/sid/us-ssn', value: '219-09-8734' }
      const people = [
        { ...aPerson(), identifier: [mr('urn:hosp-a', '219098734')] },
        { ...aPerson(), identifier: [mr('urn:hosp-a', '２１９ 098 734')] },
        { ...aPerson(), identifier: [mr('urn:hosp-a', '219098734'), mr('urn:hosp-b', 'N9-1')] },
        { ...aPerson(), identifier: [mr('urn:hosp-a', '219098734'), ssn] },
        // None that was ever issued.
        { ...aPerson(), identifier: [mr('urn:hosp-a', '000098734')] },
      ]
      const report = await bulk(people)
      expect(report).toMatchObject({ created: 3, rejected: 2 })
      expect(report.rejections.map(({ line, reason }) => [line, /mrnIssuers/.test(reason)])).toEqual([
        [1, true],
        [2, true],
      ])
      expect(report.warnings.map(({ line, field }) => [line, field])).toEqual([
        [3, 'identifier'],
        [4, 'identifier'],
      ])
      const held = async () =>
        JSON.stringify([await house.rows('patient'), await house.rows('patient_identifier')])
      expect(await held()).not.toMatch(/219.?09.?8734/)
      await savePolicy(house.desk.db.write, { mrnIssuers: 'urn:hosp-a' })
      // A number that the record also calls a social security number is one, whoever is said to issue it.
      expect(await bulk([people[3]!])).toMatchObject({ created: 0, rejected: 0 })
      expect(await held()).not.toMatch(/219.?09.?8734/)
      // Nor is what another issued, or a server calls somebody, since one issuer is named.
      expect(
        await bulk([
          { ...aPerson(), id: '219098734', identifier: [] },
          { ...aPerson(), id: '219098734', identifier: [mr('urn:hosp-b', '219098734')] },
        ]),
      ).toMatchObject({ created: 0, rejected: 2 })
      expect(await held()).not.toMatch(/219.?09.?8734/)
      expect(await bulk([people[0]!])).toMatchObject({ created: 1, rejected: 0 })
      await savePolicy(house.desk.db.write, { mrnIssuers: 'any' })
    },
  )

  it('a social security number in the field of an issuer that policy names is no record number where its others are not of nine digits', async () => {
    await savePolicy(house.desk.db.write, { mrnIssuers: 'urn:hosp-s urn:hosp-n' })
    const of = (issuer: string, value: string) => ({ ...aPerson(), identifier: [mr(issuer, value)] })
    const many = (issuer: string, first: number) =>
      Array.from({ length: 60 }, (_, n) => of(issuer, String(first + n)))
    // One counts with seven digits, the other with nine.
    expect(
      (await bulk([...many('urn:hosp-s', 1_200_300), ...many('urn:hosp-n', 231_400_500)])).warnings,
    ).toEqual([])
    const report = await bulk([
      of('urn:hosp-s', '219098735'),
      of('urn:hosp-n', '219098736'),
      // None that was ever issued.
      of('urn:hosp-s', '000098735'),
      { ...aPerson(), identifier: [mr('urn:hosp-s', '219-09-8737'), mr('urn:hosp-n', '231400999')] },
      // By another number the person comes in.
      { ...aPerson(), identifier: [mr('urn:hosp-s', '２１９ 098 738'), mr('urn:hosp-n', '231400998')] },
    ])
    expect(report).toMatchObject({ created: 4, rejected: 1 })
    expect(report.rejections).toMatchObject([{ line: 1, reason: expect.stringMatching(/nineDigitIssuers/) }])
    expect(report.warnings.map(({ line, rule }) => [line, /not taken/.test(rule)])).toEqual([
      [4, true],
      [5, true],
    ])
    const held = JSON.stringify([await house.rows('patient'), await house.rows('patient_identifier')])
    expect(held).not.toMatch(/[2２].?[1１].?[9９][ -]?09[ -]?873[578]/)
    // One that begins to number so is named, and nobody's record is lost: they were told.
    await savePolicy(house.desk.db.write, { nineDigitIssuers: 'urn:hosp-s' })
    expect(await bulk([of('urn:hosp-s', '219098735')])).toMatchObject({ created: 1, rejected: 0 })
    await savePolicy(house.desk.db.write, { mrnIssuers: 'any', nineDigitIssuers: 'none' })
  })

  it('a number in use goes before a former one, which finds the record and proves nothing', async () => {
    const person = aPerson()
    await bulk([person])
    const { id } = await rowOf(person)
    const old = { ...person.identifier[0]!, use: 'old' }
    expect(await bulk([{ ...person, identifier: [old, mr('urn:hosp-a', 'NEW-1')] }])).toMatchObject({
      updated: 1,
    })
    expect((await house.rows('patient')).find((row) => row.id === id)!.mrn).toBe('NEW-1')
    expect((await house.rows('patient_identifier')).filter((row) => row.patient_id === id)).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: old.value, former: 1 })]),
    )
  })

  itOnce('visits, providers and clinics of two servers stay apart though they have one number', async () => {
    const bundle = (n: number) => {
      const base = `https://server-${n}.example/fhir`
      return JSON.stringify({
        resourceType: 'Bundle',
        entry: [
          { fullUrl: `${base}/Patient/1`, resource: { ...aPerson(), id: '1' } },
          {
            resource: {
              resourceType: 'Practitioner',
              id: '1',
              name: [{ family: `Doctor${n}`, given: ['Al'] }],
            },
          },
          { resource: { resourceType: 'Organization', id: '1', name: `Clinic ${n}` } },
          {
            fullUrl: `${base}/Encounter/1`,
            resource: {
              resourceType: 'Encounter',
              id: '1',
              status: 'finished',
              subject: { reference: 'Patient/1' },
              period: { start: '2024-01-01' },
              participant: [{ individual: { reference: 'Practitioner/1' } }],
              serviceProvider: { reference: 'Organization/1' },
            },
          },
        ],
      })
    }
    expect(await from({ 'a.json': bundle(1), 'b.json': bundle(2) }, 'fhir-bundle')).toMatchObject({
      created: 2,
      encounters: 2,
    })
    expect((await house.rows('provider')).map((row) => row.name)).toEqual(
      expect.arrayContaining(['Al Doctor1', 'Al Doctor2']),
    )
    expect((await house.rows('clinic')).map((row) => row.name)).toEqual(
      expect.arrayContaining(['Clinic 1', 'Clinic 2']),
    )
  })
})

describe('what ends, ends', () => {
  const password = 'correct horse battery staple'
  const withLogin = async () => {
    const email = `life-${++counter}@example.test`
    const person = aPerson({ telecom: [{ system: 'email', value: email }] })
    await bulk([person])
    const row = await rowOf(person)
    await anAccount(house, { id: row.id, mrn: row.mrn, emails: [email] } as never)
    const signIn = () => house.call('POST', '/portal/v1/session', { username: email, password })
    return { person, row, email, signIn }
  }
  const closings: [string, object][] = [
    ['died, without a day', { deceasedBoolean: true }],
    ['died in a year', { deceasedDateTime: '2020' }],
    ['is out of use', { active: false }],
    ['was replaced', { link: [{ type: 'replaced-by', other: { reference: 'Patient/unknown' } }] }],
  ]
  for (const [what, change] of closings)
    it(`who ${what}: sessions and links end, and there is no sign-in, link or “forgot” any more`, async () => {
      const { person, row, email, signIn } = await withLogin()
      const { token } = must(await signIn())
      const me = () => house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${token}` })
      must(await me())
      expect(await bulk([{ ...person, ...change }])).toMatchObject({ updated: 1 })
      expect((await me()).status).toBe(401)
      expect((await signIn()).status).toBe(401)
      const mails = (await house.rows('mail')).length
      must(await house.call('POST', '/portal/v1/password/forgot', { username: email }), 202)
      await expect.poll(async () => (await house.rows('forgot_request')).length, { timeout: 20_000 }).toBe(0)
      expect((await house.rows('mail')).length).toBe(mails)
      expect((await house.rows('portal_session')).length).toBe(0)
      // The same again changes nothing, and a source that says nothing of it revives nobody.
      expect(await bulk([{ ...person, ...change }])).toMatchObject({ unchanged: 1 })
      expect((await rowOf(person)).id).toBe(row.id)
    })

  it('an address that ends takes its links and waiting mails along', async () => {
    const { person, row, email } = await withLogin()
    must(await house.call('POST', '/portal/v1/password/forgot', { username: email }), 202)
    const links = async () =>
      (await house.rows('portal_token')).filter((token) => token.contact_point_id !== null && !token.used_at)
    await expect
      .poll(async () => (await links()).filter((token) => !token.revoked_at).length, { timeout: 20_000 })
      .toBe(1)
    // What waits to be sent there stays here.
    const [contact] = await contactsOf(row.id)
    const letter = { patientId: row.id, contact: contact!, caseId: null, language: null }
    const waiting = await transact(house.desk.db, (trx) =>
      enqueueMail(trx, ctx(), { ...letter, template: 'username', values: { username: email } }),
    )
    await bulk([
      {
        ...person,
        telecom: [
          { system: 'email', value: email, use: 'old' },
          { system: 'email', value: `new-${email}` },
        ],
      },
    ])
    expect((await links()).filter((token) => !token.revoked_at)).toEqual([])
    expect((await house.rows('mail')).find(({ id }) => id === waiting)).toMatchObject({
      ...{ status: 'cancelled', sealed_message: null },
    })
    expect((await contactsOf(row.id)).map((c) => [c.value === email, c.ended_at !== null])).toEqual([
      [true, true],
      [false, false],
    ])
    // The owner hears of it where they were reached until now; whoever the new address is of locks nobody's login by it.
    const told = async () =>
      (await house.rows('mail'))
        .filter((mail) => mail.patient_id === row.id && mail.template === 'contact-changed')
        .map((mail) => mail.contact_point_id)
    expect(await told()).toEqual([contact!.id])
    // Nothing of what repeats it, of a new order, nor of two sources that bring back each other's address each night.
    const at = (...telecom: object[]) => bulk([{ ...person, telecom }])
    const another = { system: 'email', value: `new-${email}` }
    await at({ ...another, rank: 1 })
    for (const value of [email, another.value]) await at({ ...another, value })
    expect(await told()).toHaveLength(1)
    // What came as over, and is in use the next night, is news.
    const back = { system: 'email', value: `back-${email}` }
    const over = { ...back, period: { end: house.desk.clock().toISOString().slice(0, 10) } }
    house.later(2 * 86_400)
    await at(another, over)
    expect(await told()).toHaveLength(1)
    await at(another, back)
    const all = (await told()).length
    expect(all).toBeGreaterThan(1)
    await bulk([{ ...person, deceasedBoolean: true, telecom: [] }])
    expect(await told()).toHaveLength(all)
  })

  itOnce('a source’s order decides which address comes first', async () => {
    const person = aPerson({
      telecom: [
        { system: 'email', value: 'second@example.test', rank: 2 },
        { system: 'email', value: 'first@example.test', rank: 1 },
      ],
    })
    await bulk([person])
    const ranks = (await contactsOf((await rowOf(person)).id)).map((c) => [c.value, c.rank])
    expect(ranks.sort()).toEqual([
      ['first@example.test', 1],
      ['second@example.test', 2],
    ])
  })
})

describe('nothing is lost in silence', () => {
  it('bulk FHIR: visits, payers, providers and clinics stand in files beside the patients', async () => {
    const person = aPerson({ generalPractitioner: [{ reference: 'Practitioner/d9' }] })
    const visit = (id: string, more = {}) => ({
      resourceType: 'Encounter',
      id,
      status: 'finished',
      subject: { reference: `Patient/${person.id}` },
      period: { start: '2025-02-03T10:00:00Z' },
      serviceProvider: { reference: 'Organization/o9' },
      ...more,
    })
    const files = {
      'Encounter.ndjson': [
        visit('v1'),
        visit('v2', { status: 'cancelled' }),
        visit('v3', { subject: { reference: 'Patient/nobody' } }),
      ],
      'Practitioner.ndjson': [
        { resourceType: 'Practitioner', id: 'd9', name: [{ family: 'Ledgerwood', given: ['Di'] }] },
      ],
      'Organization.ndjson': [{ resourceType: 'Organization', id: 'o9', name: 'Quayside Clinic' }],
      'Coverage.ndjson': [
        {
          resourceType: 'Coverage',
          id: 'c9',
          status: 'active',
          beneficiary: { reference: `Patient/${person.id}` },
          payor: [{ display: 'Good Payer' }],
        },
      ],
      'Device.ndjson': [{ resourceType: 'Device', id: 'x' }],
      'Patient.ndjson': [person],
    }
    const dry = await from(files, 'fhir-ndjson', { dryRun: true })
    const report = await from(files, 'fhir-ndjson')
    expect({ ...dry, dryRun: false }).toEqual(report)
    expect(report).toMatchObject({
      created: 1,
      rejected: 0,
      encounters: 1,
      leftAlone: [{ file: 'Device.ndjson' }],
    })
    expect(report.warnings).toEqual([
      { file: 'Encounter.ndjson', line: 3, field: 'subject', rule: 'is no patient of this import' },
    ])
    const row = await rowOf(person)
    expect(row.payer).toBe('Good Payer')
    const provider = (await house.rows('provider')).find((one) => one.name === 'Di Ledgerwood')!
    expect(row.primary_provider_id).toBe(provider.id)
    const withdrawn = await from(
      { ...files, 'Encounter.ndjson': [visit('v1', { status: 'entered-in-error' })] },
      'fhir-ndjson',
    )
    expect(withdrawn).toMatchObject({ unchanged: 1, encounters: 1 })
    expect((await house.rows('encounter')).filter((one) => one.patient_id === row.id)).toEqual([])
  })

  itOnce('a visit that is withdrawn, or was on another day, is taken back from the figures too', async () => {
    const resource = aPerson()
    const visit = (more: object) => ({
      resourceType: 'Encounter',
      id: `moved-${resource.id}`,
      status: 'finished',
      subject: { reference: `Patient/${resource.id}` },
      ...more,
    })
    const come = (more: object) =>
      from({ 'Patient.ndjson': [resource], 'Encounter.ndjson': [visit(more)] }, 'fhir-ndjson')
    const told = async () => {
      const { id } = await rowOf(resource)
      await countEverything(house.desk)
      const { person } = (await house.rows('adoption_person')).find((one) => one.patient_id === id)!
      const events = (await house.rows('adoption_event')).filter((event) => event.person === person)
      const withdrawn = events.filter(({ kind }) => kind === 'unseen').map((event) => event.id)
      return events
        .filter((event) => event.kind === 'seen' && !withdrawn.includes(`un${event.id}`))
        .map((event) => new Date(Number(event.at) * 1000).toISOString().slice(0, 10))
    }
    await come({ period: { start: '2025-02-03T10:00:00Z' } })
    expect(await told()).toEqual(['2025-02-03'])
    expect(await come({ period: { start: '2025-04-05T10:00:00Z' } })).toMatchObject({ encounters: 1 })
    expect(await told()).toEqual(['2025-04-05'])
    expect(await come({ period: { start: '2025-02-03T10:00:00Z' } })).toMatchObject({ encounters: 1 })
    expect(await told()).toEqual(['2025-02-03'])
    expect(await come({ status: 'cancelled' })).toMatchObject({ encounters: 1 })
    expect(await told()).toEqual([])
  })

  itOnce(
    'a dry run counts visits as the real run does, though their patients and what came before were undone',
    async () => {
      const many = Array.from({ length: 520 }, () => aPerson())
      const visit = (n: number, more = {}) => ({
        resourceType: 'Encounter',
        id: `dry-${many[n]!.id}`,
        status: 'finished',
        subject: { reference: `Patient/${many[n]!.id}` },
        period: { start: '2025-02-03T10:00:00Z' },
        ...more,
      })
      const known = aPerson()
      await bulk([known])
      const ofKnown = { ...visit(0), id: 'dry-known', subject: { reference: `Patient/${known.id}` } }
      const files = {
        'Patient.ndjson': [known, ...many],
        'Encounter.ndjson': [
          ofKnown,
          ...many.map((_, n) => visit(n)),
          // Told again, told of another day, withdrawn, and withdrawn without having been.
          ...[ofKnown, visit(0), visit(1, { period: { start: '2025-02-04T10:00:00Z' } })],
          ...[visit(2, { status: 'cancelled' }), visit(3, { id: 'never-was', status: 'cancelled' })],
        ],
      }
      const dry = await from(files, 'fhir-ndjson', { dryRun: true })
      expect(dry).toMatchObject({ created: 520, encounters: 523 })
      expect({ ...(await from(files, 'fhir-ndjson')), dryRun: true }).toEqual(dry)
    },
  )

  itOnce('one source erases nothing that it does not carry and another does', async () => {
    const fhir = aPerson({
      identifier: [{ system: 'https://github.com/synthetichealth/synthea', value: 'syn-1' }],
      name: [{ family: 'Twosource', given: ['Ann', 'Mary'] }],
      telecom: [{ system: 'phone', value: '413-555-0177' }],
      communication: [{ language: { coding: [{ code: 'es' }] }, preferred: true }],
      gender: 'female',
    })
    const csv = () =>
      from(
        {
          'patients.csv': 'Id,BIRTHDATE,FIRST,MIDDLE,LAST,GENDER\nsyn-1,1950-01-01,Ann,Mary,Twosource,F\n',
          'payers.csv': 'Id,NAME\nm,Medicaid\n',
          'encounters.csv': 'Id,START,PATIENT,PAYER\nv,2025-01-01T10:00:00Z,syn-1,m\n',
        },
        'synthea-csv',
      )
    await bulk([fhir])
    expect(await csv()).toMatchObject({ updated: 1 })
    const row = async () => (await house.rows('patient')).find((one) => one.mrn === 'syn-1')!
    const both = await row()
    expect(both).toMatchObject({ payer: 'Medicaid', language: 'es', given_name: 'Ann Mary' })
    expect(await bulk([fhir])).toMatchObject({ unchanged: 1 })
    expect(await csv()).toMatchObject({ unchanged: 1 })
    expect(await row()).toEqual(both)
    expect((await contactsOf(both.id)).map((c) => c.ended_at)).toEqual([null])
    // Another server has of nobody where they live, what they speak, or how they are reached.
    const known = { ...fhir, telecom: undefined, communication: undefined, gender: undefined }
    await bulk([known])
    expect(await row()).toMatchObject({ language: 'es', sex: 'female' })
    expect((await contactsOf(both.id)).map((c) => c.ended_at)).toEqual([null])
    // Who lacks it in a source that has it of others has none.
    await bulk([aPerson({ telecom: [{ system: 'phone', value: '413-555-0178' }] }), known])
    expect((await contactsOf(both.id)).map((c) => c.ended_at)).not.toContain(null)
  })

  itOnce('odd things anywhere end neither a file nor the import', async () => {
    const odd = [null, 7, 'text', [], {}, [null], [[null]], { a: null }]
    const fields =
      'identifier name telecom address communication extension generalPractitioner link birthDate gender active'.split(
        ' ',
      )
    const people = fields.flatMap((field) => odd.map((value) => aPerson({ [field]: value })))
    const last = aPerson()
    const report = await bulk([...people, last])
    expect(report.read).toBe(people.length + 1)
    expect(report.created + report.rejected).toBe(report.read)
    expect(await rowOf(last)).toBeDefined()
  })

  itOnce(
    'a ZIP code has back the zeros a spreadsheet took, with a word of it, and only where it is one',
    async () => {
      const living = (address: object) => aPerson({ address: [{ line: ['1 Road'], ...address }] })
      const people = [
        living({ postalCode: '1013' }),
        living({ postalCode: '1013-0042', country: 'United States' }),
        living({ postalCode: '601', country: 'USA' }),
        living({ postalCode: '1013', country: 'CH' }),
        living({ postalCode: '01013' }),
      ]
      const report = await bulk(people)
      const codes = await Promise.all(people.map(async (person) => (await rowOf(person)).postal_code))
      expect(codes).toEqual(['01013', '01013-0042', '00601', '1013', '01013'])
      expect(report.warnings.map((w) => [w.line, w.field])).toEqual([
        [1, 'postalCode'],
        [2, 'postalCode'],
        [3, 'postalCode'],
      ])
      await savePolicy(house.desk.db.write, { homeCountry: 'AU' })
      const there = living({ postalCode: '2000' })
      await bulk([there])
      expect((await rowOf(there)).postal_code).toBe('2000')
      await savePolicy(house.desk.db.write, { homeCountry: 'US' })
    },
  )

  itOnce('a file that is no gzip is named, and the next is read', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'Patient_1.ndjson.gz'), 'not packed at all')
    const person = aPerson()
    writeFileSync(path.join(folder, 'Patient_2.ndjson'), JSON.stringify(person))
    const report = await importPatients(ctx(), { format: 'fhir-ndjson', path: folder })
    expect(report).toMatchObject({ created: 1, fileFaults: [{ file: 'Patient_1.ndjson.gz' }] })
  })
})

describe('two feeds at once', () => {
  const family = (over: object) => Array.from({ length: 60 }, () => aPerson(over))

  it('that bring the same new people, each in its own order, make each person once and reach their end', async () => {
    const people = family({})
    const [one, other] = await Promise.all([bulk(people), bulk([...people].reverse())])
    expect(one.created + other.created).toBe(60)
    const numbers = new Set(people.map((person) => person.identifier[0]!.value))
    expect((await house.rows('patient')).filter((row) => numbers.has(row.mrn))).toHaveLength(60)
  })
})

describe('a feed that merges two records the other way than they were merged here', () => {
  const replacedBy = (other: { id: string }) => ({
    link: [{ type: 'replaced-by', other: { reference: `Patient/${other.id}` } }],
  })
  const led = async (...people: ReturnType<typeof aPerson>[]) =>
    Promise.all(people.map(async (person) => (await rowOf(person)).replaced_by))

  itOnce('is told of and not followed, also over several steps, until the merge here is undone', async () => {
    const records = await house.signIn('records', 'Robin Castellanos')
    const [a, b, c] = [aPerson(), aPerson(), aPerson()]
    await bulk([a, b, c])
    const [one, other, third] = await Promise.all([a, b, c].map(rowOf))
    const decide = async (at: string, verb: string, body: object) => {
      const { version } = must(await records.get(at))
      must(await records.post(`${at}/${verb}`, { note: 'Both cards were shown', version, ...body }))
    }
    const pair = async (x: object, y: object) =>
      (await aWrittenPair(house, x as TestPatient, y as TestPatient)).at
    const [first, second] = [await pair(one!, other!), await pair(other!, third!)]
    await decide(first, 'merge', { survivorId: other!.id, because: 'registered-twice' })
    await decide(second, 'merge', { survivorId: third!.id, because: 'registered-twice' })
    const here = [other!.id, third!.id, null]
    expect(await led(a, b, c)).toEqual(here)
    const feed = [a, b, { ...c, ...replacedBy(a) }]
    for (const dryRun of [true, false]) {
      const report = await bulk(feed, { dryRun })
      expect(report.warnings).toMatchObject([{ field: 'link', rule: expect.stringMatching(/merged into/) }])
      expect(await led(a, b, c)).toEqual(here)
    }
    await decide(second, 'unmerge', { because: 'wrong-survivor' })
    expect((await bulk(feed)).warnings).toEqual([])
    expect(await led(a, b, c)).toEqual([other!.id, null, one!.id])
  })

  itOnce(
    'or crosswise within itself points none of them anywhere, in any order, and leaves all out of use',
    async () => {
      for (const turn of [0, 1]) {
        const [a, b, c, before, self] = Array.from({ length: 5 }, () => aPerson())
        await bulk([a!, b!, c!, before!, self!])
        const circle = [
          { ...a!, ...replacedBy(b!) },
          { ...b!, ...replacedBy(c!) },
          { ...c!, ...replacedBy(a!) },
          { ...before!, ...replacedBy(b!) },
          { ...self!, ...replacedBy(self!) },
        ]
        const feed = turn ? circle.reverse() : circle
        for (const dryRun of [true, false]) {
          const rules = (await bulk(feed, { dryRun })).warnings.map((one: { rule: string }) => one.rule)
          expect(rules.filter((rule: string) => /same feed leads back/.test(rule))).toHaveLength(3)
          expect(rules.filter((rule: string) => /that it stands in/.test(rule))).toHaveLength(1)
          expect(rules).toHaveLength(4)
        }
        expect(await led(a!, b!, c!, self!)).toEqual([null, null, null, null])
        expect(await led(before!)).toEqual([(await rowOf(b!)).id])
        for (const one of [a!, b!, c!, self!]) expect((await rowOf(one)).inactive_since).not.toBeNull()
      }
    },
  )

  itOnce('or closes a circle with a merge of here is told of by a dry run as by the run', async () => {
    const [a, b, c] = [aPerson(), aPerson(), aPerson()]
    await bulk([a, b, c])
    await bulk([{ ...b, ...replacedBy(c) }, c])
    const feed = [{ ...c, ...replacedBy(a) }, { ...a, ...replacedBy(b) }, b]
    const [dry, real] = [await bulk(feed, { dryRun: true }), await bulk(feed)]
    expect(dry.warnings).toMatchObject([{ rule: expect.stringMatching(/was itself merged/) }])
    expect(real.warnings.map(({ rule }) => rule)).toEqual(dry.warnings.map(({ rule }) => rule))
  })

  itOnce('in a chain, in any order, shows of each record the one that stands', async () => {
    const agent = await house.signIn('helpdesk')
    const people = Array.from({ length: 4 }, () => aPerson())
    await bulk(people)
    const chain = people.map((one, i) => (i < 3 ? { ...one, ...replacedBy(people[i + 1]!) } : one))
    for (const feed of [chain, [...chain].reverse()]) expect((await bulk(feed)).warnings).toEqual([])
    const [first, second, third, last] = (await Promise.all(people.map(rowOf))).map(({ id }) => id)
    const shown = async (id?: string) => must(await agent.get(`/api/patients/${id}`)).replacedBy
    expect(await Promise.all([first, second, third, last].map(shown))).toEqual([last, last, last, null])
  })

  it('at the same moment leaves one of the two that leads nowhere', async () => {
    const records = await house.signIn('records', 'Robin Castellanos')
    for (let n = 0; n < 5; n++) {
      const [a, b] = [aPerson(), aPerson()]
      await bulk([a, b])
      const [one, other] = await Promise.all([a, b].map(rowOf))
      const { at } = await aWrittenPair(house, one as never, other as never)
      const { version } = must(await records.get(at))
      const body = { survivorId: other!.id, because: 'registered-twice', note: 'Both cards', version }
      await Promise.all([records.post(`${at}/merge`, body), bulk([a, { ...b, ...replacedBy(a) }])])
      expect((await led(a, b)).filter((by) => by === null)).toHaveLength(1)
    }
  })
})
