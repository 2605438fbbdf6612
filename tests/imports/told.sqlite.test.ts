import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Values } from '../../api/core/command.ts'
import { systemCtx } from '../../api/core/context.ts'
import { importsCommands } from '../../api/imports/commands.ts'
import type { ImportReport } from '../../api/imports/report.ts'
import { houseForTests } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const run = async (values: Values) => {
  const answer = await importsCommands['import patients']!(systemCtx(house.desk, 'test', 'test'), values)
  return { ...answer, report: answer.json as ImportReport & { failed: string | null } }
}
let people = 0
const person = () => {
  const n = ++people
  return JSON.stringify({
    resourceType: 'Patient',
    identifier: [{ system: 'urn:told', value: `N-${n}`, type: { coding: [{ code: 'MR' }] } }],
    name: [{ family: `Told${n}`, given: ['Ann'] }],
    birthDate: '1950-01-01',
  })
}
const bundle = () => `{"resourceType":"Bundle","entry":[{"resource":${person()}}]}`
const csv = () => `mrn,last,first,born\nC-${++people},Told${people},Ann,1950-01-01\n`

it('files and folders that cannot be opened or read are named with what kept them, and all others come in', async () => {
  const kinds = [
    { format: 'fhir-ndjson', ending: 'ndjson', text: person },
    { format: 'fhir-bundle', ending: 'json', text: bundle },
    { format: 'csv', ending: 'csv', text: csv },
  ]
  for (const { format, ending, text } of kinds) {
    const folder = temporaryFolder()
    const inside = path.join(folder, 'inside')
    mkdirSync(inside)
    writeFileSync(path.join(folder, `1-Patient.${ending}`), text())
    writeFileSync(path.join(inside, `5-Patient.${ending}`), text())
    // Gone, in a circle, and one that opens and fails when it is read: also for whoever may read all there is.
    symlinkSync('nowhere', path.join(folder, `2-Patient.${ending}`))
    symlinkSync(`3-Patient.${ending}`, path.join(folder, `3-Patient.${ending}`))
    symlinkSync('/proc/self/mem', path.join(folder, `4-Patient.${ending}`))
    symlinkSync('/dev/null', path.join(folder, `6-Patient.${ending}`))
    symlinkSync('..', path.join(inside, 'round'))
    const values = {
      ...{ format, path: folder, source: 'urn:told' },
      column:
        format === 'csv' ? ['mrn=mrn', 'last=familyName', 'first=givenName', 'born=birthDate'] : undefined,
    }
    for (const dryRun of [true, false]) {
      const { report, bad, text } = await run({ ...values, 'dry-run': dryRun })
      expect(report, format).toMatchObject({
        ...{ read: 2, created: 2, rejected: 0, failed: 'not every file could be read' },
        more: { rejections: 0, warnings: 0, fileFaults: 0, leftAlone: 0 },
      })
      expect(bad).toBe(true)
      expect(text).toContain('4 files not or not wholly read')
      expect(report.fileFaults.map(({ file, reason }) => `${file[0]} ${reason}`).sort()).toEqual([
        '2 could not be read (ENOENT)',
        '3 could not be read (ELOOP)',
        '4 could not be read (EIO)',
        '6 is neither a file nor a folder',
      ])
    }
  }
})

it('a table beside the patients that cannot be read is named too, and they come in without it', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'patients.csv'), 'Id,BIRTHDATE,FIRST,LAST\ntold-1,1950-01-01,Ann,Synth\n')
  writeFileSync(path.join(folder, 'payers.csv'), 'Id,NAME\nm1,Medicaid,more\n')
  symlinkSync('/proc/self/mem', path.join(folder, 'providers.csv'))
  const { report } = await run({ format: 'synthea-csv', path: folder })
  expect(report).toMatchObject({
    created: 1,
    rejected: 0,
    fileFaults: [{ file: 'providers.csv', reason: 'could not be read (EIO)' }],
    warnings: [{ file: 'payers.csv', line: 2, field: 'row' }],
  })
})

it('of a source that is wrong in each line the first are shown and the others counted; the file has them all, as they are met', async () => {
  const folder = temporaryFolder()
  const rejects = path.join(temporaryFolder(), 'rejects.ndjson')
  writeFileSync(
    path.join(folder, 'Patient.ndjson'),
    [
      person(),
      ...Array.from({ length: 1_500 }, () => '{"resourceType":"Observation"}'),
      ...Array.from({ length: 700 }, () => '{broken'),
    ].join('\n'),
  )
  for (let n = 0; n < 130; n++) writeFileSync(path.join(folder, `beside-${n}.txt`), '')
  const { report, text } = await run({ format: 'fhir-ndjson', path: folder, rejects })
  expect(report).toMatchObject({ read: 701, created: 1, rejected: 700 })
  expect([report.warnings, report.rejections, report.leftAlone].map((list) => list.length)).toEqual([
    100, 100, 100,
  ])
  expect(report.more).toEqual({ rejections: 600, warnings: 1_400, fileFaults: 0, leftAlone: 30 })
  expect(text).toContain('1500 warnings')
  const lines = readFileSync(rejects, 'utf8').trimEnd().split('\n')
  const kinds = lines.map((line) => JSON.parse(line) as { kind: string; line?: number })
  const count = (kind: string) => kinds.filter((one) => one.kind === kind).length
  expect(['warning', 'rejected', 'left-alone'].map(count)).toEqual([1_500, 700, 130])
  expect(kinds.at(-1)).toMatchObject({ kind: 'rejected', line: 2_201 })
})

it('a rejects file that cannot be written is told before anything is stored, and so is one that is the source', async () => {
  const source = path.join(temporaryFolder(), 'Patient.ndjson')
  writeFileSync(source, person())
  const before = (await house.rows('patient')).length
  for (const [rejects, rule] of [
    [path.join(source, 'below-a-file'), 'cannot be written (ENOTDIR)'],
    [temporaryFolder(), 'cannot be written (EISDIR)'],
    [source, 'must not be the file that is read'],
  ])
    await expect(run({ format: 'fhir-ndjson', path: source, rejects })).rejects.toThrow(`--rejects ${rule}`)
  expect((await house.rows('patient')).length).toBe(before)
  expect(readFileSync(source, 'utf8')).toContain('Told')
})

it('one that fails under way hides no import: its counts are told, and the status says that both went as they did', async () => {
  const source = path.join(temporaryFolder(), 'Patient.ndjson')
  writeFileSync(source, `${person()}\n{broken\n`)
  // A device that opens, and is full.
  const { report, bad } = await run({ format: 'fhir-ndjson', path: source, rejects: '/dev/full' })
  expect(report).toMatchObject({ created: 1, rejected: 1 })
  expect(report.failed).toBe(
    'more than 5 % were rejected; the rejects file could not be written to its end (ENOSPC)',
  )
  expect(bad).toBe(true)
})
