import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { readColumnMap } from '../../api/imports/csv/columnMap.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { failureOf, saidOfMapped } from '../../api/imports/report.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const columns = {
  'Record No': 'mrn',
  surname: 'familyName',
  'First name': 'givenName',
  DOB: 'birthDate',
  Cell: 'phone',
  'Home phone': 'phone',
  Mail: 'email',
  'Street 1': 'street',
  'Street 2': 'street',
}
const map = (more: object = {}) =>
  readColumnMap({ columns, dates: 'D/M/YYYY', issuer: 'urn:own', ...more }, [], undefined)
const head = 'RECORD NO;Surname;First Name;dob;Cell;Home Phone;Mail;Street 1;Street 2;Notes'
const run = (lines: string[], dryRun = false, columnMap = map()) => {
  const file = path.join(temporaryFolder(), 'people.csv')
  writeFileSync(file, lines.join('\n'))
  return importPatients(systemCtx(house.desk, 'test', 'test'), {
    format: 'csv',
    path: file,
    columnMap,
    dryRun,
  })
}
const rowOf = async (mrn: string) => (await house.rows('patient')).find((row) => row.mrn === mrn)
const contactsOf = async (mrn: string) => {
  const row = await rowOf(mrn)
  return (await house.rows('contact_point'))
    .filter((one) => one.patient_id === row!.id && one.ended_at === null)
    .map((one) => one.value)
    .sort()
}

describe('a CSV of anybody’s comes in by a map of its columns', () => {
  const ann =
    'C-1;Mapley;Ann;4/3/1985;413-555-0101;413-555-0102;ann@example.test;1 Road;Apt 2;told us a secret'

  it('with its dates as the map says, several columns of one field, and nothing of a column it does not name', async () => {
    expect(await run([head, ann])).toMatchObject({ read: 1, created: 1, rejected: 0 })
    const row = await rowOf('C-1')
    expect(row).toMatchObject({
      family_name: 'Mapley',
      birth_date: '1985-03-04',
      street: '1 Road, Apt 2',
      city: null,
    })
    expect(await contactsOf('C-1')).toEqual(['413-555-0101', '413-555-0102', 'ann@example.test'])
    expect(await house.rows('patient_identifier')).toContainEqual(
      expect.objectContaining({ system: 'urn:own', value: 'C-1' }),
    )
    expect(JSON.stringify(await house.rows('patient'))).not.toContain('secret')
    expect(await run([head, ann])).toMatchObject({ unchanged: 1 })
  })

  it('a dry run counts alike and names the fields of its first rows, never what is in them', async () => {
    const rows = [2, 3, 4, 5].map((n) => `C-2${n};Dryfield;Bo;1/2/1990;;;;;;`)
    const dry = await run([head, ...rows], true)
    const { mapped, ...counts } = dry
    expect(mapped?.map(saidOfMapped)).toEqual(
      [2, 3, 4].map((line) => `people.csv:${line} fills mrn, familyName, givenName, birthDate`),
    )
    expect(await run([head, ...rows])).toEqual({ ...counts, dryRun: false })
    expect(JSON.stringify(dry)).not.toContain('Dryfield')
  })

  it('a column nobody mapped is told once; one to be ignored is not', async () => {
    const report = await run([head, ann.replace('C-1', 'C-3'), ann.replace('C-1', 'C-4')])
    expect(report.warnings).toEqual([
      { file: 'people.csv', line: 1, field: 'NOTES', rule: expect.stringMatching(/left out/) },
    ])
    expect(
      (await run([head, ann.replace('C-1', 'C-5')], false, map({ ignore: ['notes'] }))).warnings,
    ).toEqual([])
  })

  it('a date in another form, and a social security number for a record number, reject their rows', async () => {
    const report = await run([
      head,
      'C-6;Datley;Ann;12/31/1985;;;;;;',
      'C-7;Datley;Ann;1985-03-04;;;;;;',
      '123-45-6789;Datley;Ann;4/3/1985;;;;;;',
      '123 45 6789;Datley;Ann;4/3/1985;;;;;;',
      '123456789;Datley;Ann;4/3/1985;;;;;;',
      'C-8;Datley;Ann;4/3/1985;;;;;;',
    ])
    expect(report).toMatchObject({ created: 1, rejected: 5 })
    expect(report.rejections.map((r) => r.line)).toEqual([2, 3, 4, 5, 6])
    expect(JSON.stringify(report)).not.toMatch(/6789|12\/31/)
    expect(await rowOf('C-8')).toBeDefined()
  })

  it('a file without a line of names is refused, and nobody’s record is shown as the names of its columns', async () => {
    const report = await run([ann, ann])
    expect(report.fileFaults).toMatchObject([{ reason: expect.stringMatching(/^has no column RECORD NO/) }])
    expect(JSON.stringify(report)).not.toContain('Mapley')
    expect(JSON.stringify(report)).not.toContain('MAPLEY')
    expect(failureOf(report)).toBe('nothing was read')
  })

  it('what the map leaves out stays as another source told it; an empty cell ends what is on file', async () => {
    await run([head, ann.replace('C-1', 'C-9')])
    const less = map({
      columns: { 'Record No': 'mrn', surname: 'familyName', 'First name': 'givenName', DOB: 'birthDate' },
    })
    const few = ['Record No,Surname,First name,DOB', 'C-9,Mapley,Anna,4/3/1985']
    // A changed given name alone is the same person by birth date.
    expect(await run(few, false, less)).toMatchObject({ updated: 1 })
    expect(await contactsOf('C-9')).toHaveLength(3)
    expect(await run([head, 'C-9;Mapley;Anna;4/3/1985;413-555-0101;;;;;'])).toMatchObject({ updated: 1 })
    expect(await contactsOf('C-9')).toEqual(['413-555-0101'])
  })

  it('a table without middle names takes none away, and says another first name all the same', async () => {
    const whole = map({ columns: { ...columns, Middle: 'middleName' } })
    await run([`${head};Middle`, `${ann.replace('C-1', 'C-mid')};Marie`], false, whole)
    expect(await rowOf('C-mid')).toMatchObject({ given_name: 'Ann Marie' })
    expect(await run([head, ann.replace('C-1', 'C-mid')])).toMatchObject({ rejected: 0 })
    expect(await rowOf('C-mid')).toMatchObject({ given_name: 'Ann Marie', given_key: 'annmarie' })
    await run([head, ann.replace('C-1', 'C-mid').replace(';Ann;', ';Anne;')])
    expect(await rowOf('C-mid')).toMatchObject({ given_name: 'Anne' })
    // A column that is there and empty says that there is none.
    await run([`${head};Middle`, `${ann.replace('C-1', 'C-mid')};Marie`], false, whole)
    await run([`${head};Middle`, `${ann.replace('C-1', 'C-mid')};`], false, whole)
    expect(await rowOf('C-mid')).toMatchObject({ given_name: 'Ann' })
  })

  it.each([
    ['telephones', 'Cell', 'phone', '413-555-0142'],
    ['mailboxes', 'Mail', 'email', 'other@feeds.example'],
  ] as const)(
    'a table of %s alone ends no other contact, and takes no former name',
    async (kind, column, field, value) => {
      const mrn = `C-only-${kind}`
      const whole = map({ columns: { ...columns, Maiden: 'formerFamilyName' } })
      await run(
        [`${head};Maiden`, `${mrn};Only${kind};Ann;4/3/1985;413-555-0141;;ann@feeds.example;;;;Before`],
        false,
        whole,
      )
      const only = map({
        columns: { No: 'mrn', Sur: 'familyName', First: 'givenName', DOB: 'birthDate', [column]: field },
      })
      const lines = [`No;Sur;First;DOB;${column}`, `${mrn};Only${kind};Ann;4/3/1985;${value}`]
      expect(await run(lines, false, only)).toMatchObject({ updated: 1 })
      const [phone, email] = ['413-555-0141', 'ann@feeds.example']
      expect((await contactsOf(mrn)).toSorted()).toEqual(
        (field === 'phone' ? [value, email] : [phone, value]).toSorted(),
      )
      expect(await rowOf(mrn)).toMatchObject({ other_names: '["Before"]' })
      // An empty cell of a column that is there says that there is none.
      expect(await run([lines[0]!, `${mrn};Only${kind};Ann;4/3/1985;`], false, only)).toMatchObject({
        updated: 1,
      })
      expect(await contactsOf(mrn)).toEqual([field === 'phone' ? email : phone])
    },
  )

  it.each(['sep=;', '"sep=;"', '\ufeffsep=;\r'])(
    'a spreadsheet’s word of its separator (%j) is no names',
    async (word) => {
      const mrn = `C-sep-${Buffer.from(word).toString('hex')}`
      expect(await run([word, head, ann.replace('C-1', mrn)])).toMatchObject({ created: 1, rejected: 0 })
      expect(await rowOf(mrn)).toMatchObject({ given_name: 'Ann' })
    },
  )

  it('a number that a spreadsheet rounded or lost is nobody’s', async () => {
    const rows = ['1.23457E+11', '1,2E+9', '#REF!', '#VALUE!', '#NAME?'].map(
      (mrn) => `${mrn};Sheetly;Ann;4/3/1985;;;;;;`,
    )
    expect(await run([head, ...rows, 'E12;Sheetly;Ann;4/3/1985;;;;;;'])).toMatchObject({
      created: 1,
      rejected: 5,
    })
  })

  it('nine digits are no record number while policy names another issuer than the file’s', async () => {
    await savePolicy(house.desk.db.write, { mrnIssuers: 'urn:another' })
    const lines = [head, '219098734;Ninely;Ann;4/3/1985;;;;;;', 'SSN219098734;Ninely;Bea;4/3/1985;;;;;;']
    expect(await run(lines)).toMatchObject({ created: 0, rejected: 2 })
    await savePolicy(house.desk.db.write, { mrnIssuers: 'any' })
  })

  it('a map that lacks what a person must have, or says one thing twice, is refused with the rule', () => {
    expect(() => readColumnMap({ columns: { a: 'mrn' } }, [], undefined)).toThrow(
      /familyName, givenName, birthDate/,
    )
    expect(() => map({ columns: { ...columns, Other: 'mrn' } })).toThrow(/two columns for mrn/)
    expect(() => map({ columns: { ...columns, Other: 'ssn' } })).toThrow(/fields are mrn/)
    expect(() => map({ dates: 'sometimes' })).toThrow()
    expect(readColumnMap({ columns }, ['City=city'], 'YYYYMMDD')).toMatchObject({ dates: 'YYYYMMDD' })
  })
})

it('two files at once that tell different things of the same people, each in its own order, lose nothing of either', async () => {
  const numbers = Array.from({ length: 60 }, (_, n) => `two-${n}`)
  const about = (column: string, field: string, value: string) => {
    const lines = numbers.map((mrn) => `${mrn};Twofold${mrn};Ann;4/3/1985;${value}`)
    const named = map({
      columns: { No: 'mrn', Sur: 'familyName', First: 'givenName', DOB: 'birthDate', [column]: field },
    })
    const told = `No;Sur;First;DOB;${column}`
    return {
      inOrder: () => run([told, ...lines], false, named),
      backwards: () => run([told, ...lines.toReversed()], false, named),
    }
  }
  await about('City', 'city', 'Holyoke').inOrder()
  const [one, other] = await Promise.all([
    about('State', 'state', 'MA').inOrder(),
    about('ZIP', 'postalCode', '01040').backwards(),
  ])
  expect([one.updated, other.updated]).toEqual([60, 60])
  for (const mrn of numbers)
    expect(await rowOf(mrn)).toMatchObject({ city: 'Holyoke', state: 'MA', postal_code: '01040', version: 3 })
})
