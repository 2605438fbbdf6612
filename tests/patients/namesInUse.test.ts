import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../api/core/db/migrate.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { namesInUse } from '../../api/patients/namesInUse.ts'
import { learnWords, meantBy } from '../../api/patients/nameWords.ts'
import { emptyDatabase } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof emptyDatabase>>
let db: Db
beforeAll(async () => {
  database = await emptyDatabase(folder)
  db = openDb(database.url)
  await migrate(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})
const known = async (...words: string[]) => {
  const inUse = await namesInUse(db)
  return words.map((word) => inUse.has(word))
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const learn = (...words: string[]) => transact(db, (trx) => learnWords(trx, words))

it('the words of names are known as soon as they are committed, by another process too, and not before', async () => {
  expect(await known('abernathy')).toEqual([false])
  await learn('abernathy', 'quill', '王')
  expect(await known('abernathy', 'quill', '王', 'quil')).toEqual([true, true, true, false])
  const another = openDb(database.url)
  await transact(another, (trx) => learnWords(trx, ['quill', 'brandtmaier']))
  await another.close()
  // What another process did comes in a turn of its own; those of one turn read one moment.
  await nextTurn()
  expect(await known('brandtmaier')).toEqual([true])
  await expect(
    transact(db, async (trx) => {
      await learnWords(trx, ['undone'])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  await learn('after')
  expect(await known('undone', 'after')).toEqual([false, true])
})

it('a misspelling that meant nobody means a name as soon as that comes on file', async () => {
  const meant = async () => [...meantBy(await namesInUse(db), 'zwinglimann').keys()]
  expect(await meant()).toEqual(['zwinglimann'])
  expect(await meant()).toEqual(['zwinglimann'])
  await learn('zwinglimahn')
  expect(await meant()).toEqual(['zwinglimann', 'zwinglimahn'])
})

it('and those of a transaction that others overtook, once it is committed', async () => {
  // On SQLite nobody overtakes anybody.
  if (db.engine === 'sqlite') return
  let go = () => {}
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  let begun = () => {}
  const written = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = transact(db, async (trx) => {
    await learnWords(trx, ['overtaken'])
    begun()
    await held
  })
  await written
  await learn('overtaking')
  expect(await known('overtaken', 'overtaking')).toEqual([false, true])
  go()
  await slow
  expect(await known('overtaken', 'overtaking')).toEqual([true, true])
})

it('so are those of whole imports, however many words they brought and whatever others undid beside them', async () => {
  if (db.engine === 'sqlite') return
  const many = (kind: string) =>
    Array.from(
      { length: 6_000 },
      (_, i) => `${kind}${[...String(i)].map((d) => 'abcdefghij'[Number(d)]).join('')}`,
    )
  const open = new Map<string, () => void>()
  const slow = (kind: string, undo: boolean) => {
    const held = new Promise<void>((resolve) => open.set(kind, resolve))
    let begun = () => {}
    const written = new Promise<void>((resolve) => {
      begun = resolve
    })
    const done = transact(db, async (trx) => {
      await learnWords(trx, many(kind))
      begun()
      await held
      if (undo) throw new Error('undone')
    }).catch(() => {})
    return { written, done }
  }
  const imports = [slow('early', false), slow('gone', true), slow('late', false)]
  await Promise.all(imports.map(({ written }) => written))
  await learn('overtakingall')
  expect(await known('overtakingall', 'earlya', 'latea')).toEqual([true, false, false])
  open.get('early')!()
  await imports[0]!.done
  const all = await known(...many('early'))
  expect(all.filter(Boolean)).toHaveLength(6_000)
  open.get('gone')!()
  open.get('late')!()
  await Promise.all(imports.map(({ done }) => done))
  expect((await known(...many('late'))).filter(Boolean)).toHaveLength(6_000)
  expect((await known(...many('gone'))).filter(Boolean)).toHaveLength(0)
})

it('finds a word by its letters whatever their order, with two missing or two too many, and by its consonants in scripts that leave out vowels', async () => {
  await learn('stephenson', 'cohen', 'כהן', 'maria', 'williams', '鹭洋')
  const closest = (typed: string) => namesInUse(db).then((inUse) => inUse.closestTo(typed))
  for (const typed of ['stehpenson', 'stephnson', 'stevenson', 'stephensonn', 'sthenson'])
    expect([typed, await closest(typed)]).toEqual([typed, expect.arrayContaining(['stephenson'])])
  expect(await closest('cohen')).toEqual(expect.arrayContaining(['cohen', 'כהן']))
  expect(await closest('stephenson')).not.toContain('maria')
  // As Chinese is written in Latin letters, vowels are not left out: to share consonants with it says nothing.
  expect(await closest('williams')).not.toContain('鹭洋')
})

it('also of more words than are read at once', async () => {
  const many = Array.from(
    { length: 4_100 },
    (_, i) => `name${[...String(i)].map((d) => 'abcdefghij'[Number(d)]).join('')}`,
  )
  await learn(...many)
  expect(await known(many[0]!, many[1_999]!, many[2_000]!, many.at(-1)!)).toEqual([true, true, true, true])
})
