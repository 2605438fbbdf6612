import path from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepared } from '../../api/core/db/prepared.ts'
import { openSqlite } from '../../api/core/db/sqlite.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { temporaryFolder } from '../support/templates.ts'

const file = path.join(temporaryFolder(), 'reads.db')
const setting = (db: Kysely<Tables>, name: string) => valueNamed(db, { name })
const valueNamed = prepared((db, p: { name: string }) =>
  db.selectFrom('setting').select('value').where('name', '=', p.name),
)
const set = (db: Kysely<Tables>, name: string, value: string) =>
  db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
    .execute()
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('reads of one turn of the event loop', () => {
  let db: ReturnType<typeof openSqlite>
  /** As another process has it open. */
  let other: Database.Database
  beforeAll(() => {
    other = new Database(file)
    other.exec('create table setting (name text primary key, value text not null)')
    db = openSqlite(file, false)
  })
  afterAll(async () => {
    await db.close()
    other.close()
  })
  const others = (name: string) => other.prepare('select value from setting where name = ?').pluck().get(name)

  it('see one moment of the database, which is over in the next turn', async () => {
    await set(db.write, 'moment', 'before')
    await nextTurn()
    expect(await setting(db.read, 'moment')).toEqual([{ value: 'before' }])
    other.prepare(`update setting set value = 'after' where name = 'moment'`).run()
    expect(await setting(db.read, 'moment')).toEqual([{ value: 'before' }])
    await nextTurn()
    expect(await setting(db.read, 'moment')).toEqual([{ value: 'after' }])
  })

  it('see what was written in it meanwhile', async () => {
    await setting(db.read, 'own')
    await set(db.write, 'own', 'written')
    expect(await setting(db.read, 'own')).toEqual([{ value: 'written' }])
  })

  it('keep nothing that is written from being committed at once, and nobody else from writing', async () => {
    await setting(db.read, 'stored')
    await set(db.write, 'stored', 'alone')
    expect(others('stored')).toBe('alone')
    await setting(db.read, 'stored')
    await db.write.transaction().execute((trx) => set(trx, 'stored', 'within'))
    expect(others('stored')).toBe('within')
    await setting(db.read, 'stored')
    other.prepare(`update setting set value = 'theirs' where name = 'stored'`).run()
    await set(db.write, 'stored', 'ours again')
    expect(others('stored')).toBe('ours again')
  })

  it('see nothing of a transaction that is under way, and do not end it', async () => {
    await set(db.write, 'under way', 'before')
    await db.write.transaction().execute(async (trx) => {
      await set(trx, 'under way', 'after')
      expect(await setting(db.read, 'under way')).toEqual([{ value: 'before' }])
      await nextTurn()
      expect(await setting(db.read, 'under way')).toEqual([{ value: 'before' }])
      expect(await setting(trx, 'under way')).toEqual([{ value: 'after' }])
    })
    expect(others('under way')).toBe('after')
  })
})

describe('a prepared query', () => {
  const texts: string[] = []
  const memory = new Database(':memory:')
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: memory }),
    log({ query }) {
      texts.push(query.sql)
    },
  })
  afterAll(() => db.destroy())

  it('of SQLite binds a parameter as a value that no plan depends on, and says in its text what is always the same', async () => {
    memory.exec(`
      create table contact_change (id text, patient_id text, state text, asked_at text);
      create index waiting on contact_change (patient_id) where state = 'it''s waiting';
      insert into contact_change values ('1', 'p', 'it''s waiting', '2026'), ('2', 'p', 'done', '2026')`)
    const waiting = prepared((db, p: { patientId: string; most: number }) =>
      db
        .selectFrom('contact_change')
        .select('id')
        .where('patient_id', '=', p.patientId)
        .where('state', '=', "it's waiting" as 'waiting')
        .orderBy('asked_at')
        .limit(p.most),
    )
    expect(await waiting(db, { patientId: 'p', most: 5 })).toEqual([{ id: '1' }])
    const [text] = texts
    expect(text).toBe(
      `select "id" from "contact_change" where "patient_id" = +? and "state" = 'it''s waiting' order by "asked_at" limit +?`,
    )
    const plan = memory.prepare<unknown[], { detail: string }>(`explain query plan ${text}`).all('p', 5)
    expect(plan[0]!.detail).toContain('USING INDEX waiting')
  })
})
