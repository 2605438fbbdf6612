import { expect, it } from 'vitest'
import { newId } from '../../api/core/db/id.ts'
import { insertRows } from '../../api/core/db/insertRows.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests } from '../support/harness.ts'

const house = houseForTests()
const insert = insertRows('clinic', ['id', 'external_id', 'name', 'other_portal'])

it('rows that are written many at a time read back as they were given, whatever their texts hold', async () => {
  const texts = [
    ...['', ' ', 'NULL', 'null', '{}', '{a,b}', '"', '""', '\\', '\\"', '\\n', '\\\\n', "O'Brien", ','],
    ...[
      'two\nlines',
      'a\ttab',
      '\r\n',
      '\u001f',
      'Zoë Łódź',
      '王小明',
      '👩‍⚕️',
      '\u2028',
      '<b>&amp;</b>',
      '$1',
      '%s',
    ],
  ]
  const rows = texts.map((name, n) => ({
    ...{ id: newId(), external_id: `urn:odd|${n}`, name },
    other_portal: n % 3 === 0 ? null : `${name}${n}`,
  }))
  const plain = rows.map(({ name: _, ...row }, n) => ({
    ...row,
    ...{ id: newId(), external_id: `urn:plain|${n}`, name: 'Plain', other_portal: null },
  }))
  await transact(house.desk.db, async (trx) => {
    await insert(trx, rows)
    await insert(trx, plain)
  })
  const written = new Map((await house.rows('clinic')).map((row) => [row.id, row]))
  expect([...rows, ...plain].map(({ id }) => written.get(id))).toEqual([...rows, ...plain])
})

it('rows with a key replace those that are there, few or many at a time, and leave others', async () => {
  const replace = insertRows('clinic', ['id', 'external_id', 'name', 'other_portal'], ['id'])
  for (const count of [3, 300]) {
    const some = (name: string, ids: readonly string[]) =>
      ids.map((id, n) => ({ id, external_id: `urn:${id}`, name, other_portal: n % 2 === 0 ? null : name }))
    const ids = Array.from({ length: count }, () => newId())
    await transact(house.desk.db, (trx) => replace(trx, some('before', ids)))
    const again = [...some('after', ids.slice(1)), ...some('new', [newId(), newId()])]
    await transact(house.desk.db, (trx) => replace(trx, again))
    const written = new Map((await house.rows('clinic')).map((row) => [row.id, row]))
    expect(written.get(ids[0]!)).toEqual(some('before', ids)[0])
    expect(again.map(({ id }) => written.get(id))).toEqual(again)
  }
})
