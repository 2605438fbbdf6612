import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertRows } from '../../api/core/db/insertRows.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { migrations } from '../../api/core/db/schemaState.ts'
import { transact } from '../../api/core/db/transact.ts'
import { findAlike, understand } from '../../api/patients/findAlike.ts'
import { namesInUse } from '../../api/patients/namesInUse.ts'
import { remakeSearch } from '../../api/patients/remakeSearch.ts'
import { findByNames, findByNumber } from '../../api/patients/searchQueries.ts'
import { emptyDatabase, itOnce } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof emptyDatabase>>
let db: Db
const before = migrations().filter(({ name }) => name < '2026-11-26T01-10')
beforeAll(async () => {
  database = await emptyDatabase(folder)
  db = openDb(database.url)
})
afterAll(async () => {
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const many = 1_203
const id = (n: number) => `019a9c50-7b1e-7000-9c1f-${String(n).padStart(12, '0')}`

it('what an earlier version wrote is made anew after an update, also broken off and by two nodes at once', async () => {
  await migrate(db, before)
  const at = '2026-01-01T00:00:00.000Z'
  for (let n = 0; n < many; n += 100) {
    const some = Array.from({ length: Math.min(100, many - n) }, (_, i) => n + i)
    const line = (i: number) => ` oldfield ann mrn${i} 5550${100_000 + i} @ann${i}@example.test ann${i}`
    await db.write
      .insertInto('patient')
      .values(
        some.map((i) => ({
          id: id(i),
          mrn: `MRN-${i}`,
          family_name: 'Oldfield',
          given_name: 'Ann',
          other_names: '["Formerly"]',
          family_key: 'oldfield',
          given_key: 'ann',
          words: line(i),
          birth_date: '1970-01-01',
          created_at: at,
          updated_at: at,
          version: 1,
        })) as never,
      )
      .execute()
    await db.write
      .insertInto('patient_term')
      .values(
        some.flatMap((i) =>
          line(i)
            .trim()
            .split(' ')
            .map((term) => ({ term, words: line(i), birth_date: '1970-01-01', patient_id: id(i) })),
        ),
      )
      .execute()
    await db.write
      .insertInto('contact_point')
      .values(
        some.map((i) => ({
          id: id(50_000 + i),
          patient_id: id(i),
          system: 'email' as const,
          value: `ann${i}@example.test`,
          value_key: `ann${i}@example.test`,
          on_file_since: at,
          ended_at: i === 7 ? at : null,
        })),
      )
      .execute()
  }
  await migrate(db)
  // Until it is made anew nobody is found by anything an earlier version wrote.
  expect((await findByNames(db.read, { names: ['mrn12'] })).ids).toEqual([])
  await expect(
    remakeSearch(db, () => {
      throw new Error('the process ended')
    }),
  ).rejects.toThrow('the process ended')
  const rest = await Promise.all([remakeSearch(db), remakeSearch(db)])
  expect(rest[0] + rest[1]).toBe(many - 500)
  expect(await remakeSearch(db)).toBe(0)

  for (const part of ['mrn12', 'ann1', '5550', 'ann12@'])
    expect([part, (await findByNames(db.read, { names: [part] })).ids]).toEqual([part, []])
  for (const n of [0, 499, 500, many - 1]) {
    expect(
      (await findByNumber(db.read, { kind: 'mrn', keys: [`mrn${n}`] }, { names: ['formerly', 'old'] })).ids,
    ).toEqual([id(n)])
    expect(
      (await findByNumber(db.read, { kind: 'email', keys: [`ann${n}@example.test`] }, { names: [] })).ids,
    ).toEqual([id(n)])
  }
  // An address that ended finds nobody.
  expect(
    (await findByNumber(db.read, { kind: 'email', keys: ['ann7@example.test'] }, { names: [] })).ids,
  ).toEqual([])
  expect(
    (await db.read.selectFrom('patient').select('words').distinct().execute()).map((r) => r.words),
  ).toEqual([' oldfield ann formerly'])
  // The words of their names are known once each, and whom they may be meant for.
  expect(
    (await findAlike(db.read, understand(await namesInUse(db), ['oldfeild', 'an'])))
      .slice(0, 2)
      .map((one) => one.id),
  ).toEqual([id(0), id(1)])
  const known = await db.read.selectFrom('name_word').select('word').orderBy('word').execute()
  expect(known.map((row) => row.word)).toEqual(['ann', 'formerly', 'oldfield'])
})

it('a telephone finds whom it found before an update that takes it out of the words, and nobody once it has ended', async () => {
  const other = await emptyDatabase(temporaryFolder())
  const old = openDb(other.url)
  await migrate(
    old,
    migrations().filter(({ name }) => name < '2026-11-26T17-45'),
  )
  const at = '2026-01-01T00:00:00.000Z'
  // The second one's record has the number that is their telephone too.
  const people = [
    { n: 1, mrn: 'M-1', phone: '4135550101' },
    { n: 2, mrn: '413-555-0102', phone: '4135550102' },
  ]
  for (const { n, mrn, phone } of people) {
    const row = { id: id(n), mrn, family_name: 'Oldfield', given_name: 'Ann', birth_date: '1970-01-01' }
    const keys = { other_names: '[]', family_key: 'oldfield', given_key: 'ann', words: ' oldfield ann' }
    await old.write
      .insertInto('patient')
      .values({ ...row, ...keys, created_at: at, updated_at: at, version: 1 } as never)
      .execute()
    for (const term of new Set(['oldfield', 'ann', `=${mrn.toLowerCase().replaceAll('-', '')}`, `=${phone}`]))
      await old.write
        .insertInto('patient_term')
        .values({ term, words: ' oldfield ann', birth_date: '1970-01-01', patient_id: id(n) })
        .execute()
    await old.write
      .insertInto('contact_point')
      .values({
        ...{ id: id(100 + n), patient_id: id(n), system: 'phone' as const, value: phone, value_key: phone },
        ...{ on_file_since: at, ended_at: null },
      })
      .execute()
  }
  await migrate(old)
  expect(await remakeSearch(old)).toBe(0)
  const found = async (key: string) =>
    (await findByNumber(old.read, { kind: 'phone', keys: [key] }, { names: [] })).ids
  expect([await found('4135550101'), await found('m1'), await found('4135550102')]).toEqual([
    [id(1)],
    [id(1)],
    [id(2)],
  ])
  await old.write.updateTable('contact_point').set({ ended_at: at }).execute()
  expect([await found('4135550101'), await found('4135550102')]).toEqual([[], [id(2)]])
  await old.close()
  await other.drop()
})

itOnce('a new database has nothing to be made anew', async () => {
  const other = await emptyDatabase(temporaryFolder())
  const fresh = openDb(other.url)
  await migrate(fresh)
  expect(await fresh.read.selectFrom('patient_search').select('made_as').execute()).toEqual([{ made_as: 3 }])
  await fresh.close()
  await other.drop()
})

it('who has two names is found whichever of them many have, and both', async () => {
  const insert = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])
  const crowd = (term: string, from: number, count: number, born: string) =>
    Array.from({ length: count }, (_, i) => ({
      term,
      words: ` nobody${from + i} ${term}`,
      birth_date: born,
      patient_id: id(from + i),
    }))
  const person = (n: number, line: string, born: string) =>
    line.split(' ').map((term) => ({ term, words: ` ${line}`, birth_date: born, patient_id: id(n) }))
  await transact(db, (trx) =>
    insert(trx, [
      ...crowd('margarita', 100_000, 2_100, '1950-01-01'),
      ...crowd('villanueva', 110_000, 2_100, '1950-01-01'),
      ...person(900_001, 'villanueva margarita', '1961-02-03'),
      ...person(900_002, 'villanueva zoe', '1961-02-03'),
      ...person(900_003, 'xu margarita', '1961-02-03'),
      ...person(900_004, 'xu zoe', '1961-02-03'),
    ]),
  )
  const found = async (...names: string[]) => {
    const all = await findByNames(db.read, { names })
    const then = await findByNames(db.read, { names, born: { from: '1960-01-01', to: '1969-12-31' } })
    const others = await findByNames(db.read, { names, born: { from: '1950-01-01', to: '1959-12-31' } })
    expect([then, others.ids]).toEqual([all, []])
    return all
  }
  for (const [names, n] of [
    [['villanueva', 'margarita'], 900_001],
    [['villanueva', 'zoe'], 900_002],
    [['margarita', 'xu'], 900_003],
    [['zoe', 'xu'], 900_004],
  ] as const)
    expect(await found(...names)).toEqual({ ids: [id(n)], cut: false })
})
