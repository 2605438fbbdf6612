import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { findPeople } from '../../api/call/findPeople.ts'
import { readConfig } from '../../api/core/config.ts'
import { type StaffCtx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { createPatients } from '../../api/patients/createPatients.ts'
import { namesInUse } from '../../api/patients/namesInUse.ts'
import { readDates } from '../../api/patients/readDate.ts'
import { readSearch } from '../../api/patients/searchTerms.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { temporaryFolder } from '../support/templates.ts'
import { makeCrowd } from './crowd.ts'

/*
 * How often the person meant is among the first ten, of people whose records and queries others made and labelled, and how
 * long that takes among many, of time and of the processor:
 *   npm run bench:search -- [--data ../shared/data] [--patients 20000] [--database postgres://…] [--folder kept]
 * What was made in a folder that is kept, or in a database, is there the next time.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    patients: { type: 'string', default: '20000' },
    database: { type: 'string' },
    folder: { type: 'string' },
  },
})

interface Row {
  [column: string]: string
}
const csv = (file: string): Row[] =>
  parse(readFileSync(path.join(values.data, file)), { columns: true, bom: true })

const folder = values.folder ?? temporaryFolder()
mkdirSync(folder, { recursive: true })
const desk = createDesk(
  readConfig({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...(values.database && { DATABASE_URL: values.database }),
  }),
)
await migrate(desk.db)
const system = systemCtx(desk, 'bench', newId())
// Somebody new, whose budgets no earlier run has used up.
const staff = await addStaff(system, { email: `${newId()}@desk.test`, name: 'Bench', role: 'helpdesk' })
const kept = await desk.db.read.selectFrom('patient').select('id').limit(1).executeTakeFirst()
// A whole hospital of a million takes long, and search reads little of it.
if (kept) console.log('the people are those of an earlier run')
else if (Number(values.patients) > 50_000) await makeCrowd(desk, Number(values.patients))
else if (Number(values.patients) > 0)
  await makeHospital(desk, {
    patients: Number(values.patients),
    seed: 3,
    problemsOfEach: 1,
    pastCases: 100,
    staffIds: [staff.id],
    now: new Date(),
    patientPassword: 'a bench password of some length',
  })

// A server knows the words of all names before it answers.
await namesInUse(desk.db)

let saved = 0
const save = async (familyName: string, givenName: string, birthDate: string, formerly: string[] = []) => {
  const mrn = `B${++saved}`
  if (kept) return (await savedBefore(mrn)).id
  const [id] = await transact(desk.db, (trx) =>
    createPatients(trx, system, [
      {
        mrn,
        mrnIssuer: 'https://bench.example/mrn',
        identifiers: [],
        familyName,
        givenName,
        otherNames: formerly,
        birthDate,
        sex: null,
        language: null,
        race: null,
        ethnicity: null,
        payer: null,
        street: null,
        city: null,
        state: null,
        postalCode: null,
        contacts: [],
        deceasedAt: null,
        primaryProviderId: null,
      },
    ]),
  )
  return id!
}
const savedBefore = (mrn: string) =>
  desk.db.read.selectFrom('patient').select('id').where('mrn', '=', mrn).executeTakeFirstOrThrow()

interface Query {
  kind: string
  q: string
  id: string
}
const queries: Query[] = []

const nicknames = new Map(
  readFileSync(path.join(values.data, 'names/phdi_nicknames.csv'), 'utf8')
    .split('\n')
    .map((line) => line.trim().split(':'))
    .map(([name = '', forms = '']) => [name.toLowerCase(), forms.split(',')[0]!.toLowerCase()]),
)
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const meses =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
for (const row of csv('contacts/cdc-recordlinker/nbs_seed.csv')) {
  const [first, last, born] = [row.FIRST!, row.LAST!, readDates(row.BIRTHDATE!, '2026-01-01')[0]]
  if (!born || !first || !last) continue
  const id = await save(last, first, born, row.MAIDEN ? [row.MAIDEN] : [])
  const [y, m, d] = born.split('-').map(Number) as [number, number, number]
  queries.push({ kind: 'as stored', q: `${first} ${last}`, id })
  if (row.MAIDEN) queries.push({ kind: 'former name', q: `${first} ${row.MAIDEN}`, id })
  const nickname = nicknames.get(first.toLowerCase())
  if (nickname) queries.push({ kind: 'nickname and surname', q: `${nickname} ${last}`, id })
  for (const spoken of [
    `${m}/${d}/${String(y).slice(2)}`,
    `${months[m - 1]} ${d} ${y}`,
    `${d}-${months[m - 1]!.slice(0, 3)}-${y}`,
    `${d} de ${meses[m - 1]} de ${y}`,
  ])
    queries.push({ kind: 'spoken date', q: `${last} ${spoken}`, id })
}
// Surnames in other scripts, as their own people write them in Latin letters. A name in kanji is read as no table says.
for (const row of csv('names/popular-names-by-country/common-surnames-by-country.csv')) {
  const [name, romanized] = [row['Localized Name']!, row['Romanized Name']!]
  if (!/^\p{L}+$/u.test(name) || !romanized || !/[^\p{Script=Latin}]/u.test(name)) continue
  const id = await save(name, 'Alex', '1971-03-05')
  const kind = row.Country === 'JP' ? 'surname in kanji' : 'transliterated surname'
  queries.push({ kind, q: `Alex ${romanized}`, id })
}
// Of each person the first record is on file, and the others are what was heard of them.
const onFile = new Map<string, string>()
for (const row of csv('contacts/splink-fake1000/fake_1000.csv')) {
  const [first, last, born] = [row.first_name!, row.surname!, row.dob!]
  const id = onFile.get(row.cluster!)
  if (!id) {
    if (first && last && born) onFile.set(row.cluster!, await save(last, first, born))
  } else if (first && last) {
    queries.push({ kind: 'name alone, as heard', q: `${first} ${last}`, id })
    queries.push({ kind: 'name and date, as heard', q: `${first} ${last} ${born}`, id })
  }
}

const results = new Map<string, { asked: number; found: number; ms: number[]; processor: number[] }>()
const now = Date.now()
for (const [i, { kind, q, id }] of queries.entries()) {
  // Each on a day of its own, so that no budget is used up.
  const at = new Date(now - (i % 2_000) * 86_400_000)
  const ctx: StaffCtx = {
    ...system,
    now: () => at,
    actor: { type: 'staff', id: staff.id, name: 'Bench', role: 'helpdesk', sid: '', authTime: at },
  }
  const [began, used] = [performance.now(), process.cpuUsage()]
  const { ids } = await findPeople(ctx, readSearch(q, at.toISOString().slice(0, 10), 'US'))
  const result = results.get(kind) ?? { asked: 0, found: 0, ms: [], processor: [] }
  result.ms.push(performance.now() - began)
  result.processor.push(process.cpuUsage(used).user / 1000)
  result.asked++
  if (ids.slice(0, 10).includes(id)) result.found++
  results.set(kind, result)
}
const people = await desk.db.read
  .selectFrom('patient')
  .select((eb) => eb.fn.countAll<number>().as('n'))
  .executeTakeFirstOrThrow()
console.log(`${people.n} people`)
console.log(
  `${''.padEnd(26)}${'asked'.padStart(8)}${'top ten'.padStart(10)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'processor p50'.padStart(16)}${'p95'.padStart(8)}`,
)
const at = (list: number[], part: number) =>
  list.sort((a, b) => a - b)[Math.floor(list.length * part)]!.toFixed(2)
for (const [kind, { asked, found, ms, processor }] of results)
  console.log(
    `${kind.padEnd(26)}${String(asked).padStart(8)}${`${((100 * found) / asked).toFixed(1)} %`.padStart(10)}${at(ms, 0.5).padStart(9)}${at(ms, 0.95).padStart(9)}${at(processor, 0.5).padStart(16)}${at(processor, 0.95).padStart(8)}`,
  )
await closeDesk(desk)
if (!values.folder) rmSync(folder, { recursive: true, force: true })
