import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { migrate } from '../../api/core/db/migrate.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { type Migration, migrations, requireCurrentSchema } from '../../api/core/db/schemaState.ts'
import { brokenOffWork } from '../support/brokenOff.ts'
import { emptyDatabase, engine } from '../support/harness.ts'
import { schemaOf } from '../support/schemaOf.ts'
import { temporaryFolder } from '../support/templates.ts'

const all = migrations()
const names = all.map(({ name }) => name)
/** As many as show what does not depend on their number. */
const few = all.slice(0, 5)

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const work of undo.splice(0).reverse()) await work()
})

/** A database with the first `level` migrations, and at level 1 with rows that later ones carry over. */
async function databaseAt(level: number): Promise<{ db: Db; url: string; folder: string }> {
  const folder = temporaryFolder()
  const { url, drop } = await emptyDatabase(folder)
  const db = openDb(url)
  undo.push(async () => {
    await db.close()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  })
  if (level) await migrate(db, all.slice(0, level))
  if (level === 1)
    for (let n = 0; n < 3; n++)
      await sql`insert into audit_event (id, at, actor_type, action, outcome)
        values (${`e${n}`}, '2026-11-22T09:00:00.000Z', 'anonymous', 'patient.searched', 'success')`.execute(
        db.write,
      )
  return { db, url, folder }
}

const rowsOf = async (db: Db) =>
  (
    await sql<{ name: string; hash: string }>`select name, hash from kysely_migration order by name`.execute(
      db.write,
    )
  ).rows

const later = (name: string, up: (db: Kysely<any>) => Promise<void>): Migration => ({
  name,
  hash: `hash of ${name}`,
  load: async () => ({ up }),
})
const statement = (text: string) => async (db: Kysely<any>) => void (await sql.raw(text).execute(db))

/** Brings a database up to date in a process of its own. */
const inProcess = (url: string, folder: string, killAfter: number) =>
  promisify(execFile)(
    process.execPath,
    [path.resolve(import.meta.dirname, '../support/jobChild.ts'), 'migrate', String(killAfter)],
    {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATABASE_URL: url,
        DATA_DIR: folder,
      },
    },
  )

const never = Number.MAX_SAFE_INTEGER

/** What a database looks like after a number of migrations; nobody looks at most numbers. */
const schemaAt = (() => {
  const known = new Map<number, string[]>()
  return async (level: number) => {
    if (!known.has(level)) {
      known.set(level, await schemaOf((await databaseAt(level)).db))
      await undo.pop()!()
    }
    return known.get(level)!
  }
})()

describe('an update that is broken off', () => {
  /** In the check at some statements; with EVERY_STATEMENT=1 at every one, which takes minutes. */
  const some = engine === 'postgres' ? 2 : 3

  it.each([
    ['a first start', 0],
    ['an update', 1],
  ])(
    '%s broken off at any statement, or killed, leaves one migration or the next, and the next start completes it',
    async (_, level) => {
      const whole = await databaseAt(level)
      const total = (await brokenOffWork(whole.url, never, migrate))!
      expect(total).toBeGreaterThan(50)
      const step = process.env.EVERY_STATEMENT ? 1 : Math.ceil(total / some)
      for (let n = process.env.EVERY_STATEMENT ? 1 : 3; n <= total; n += step) {
        const { db, url, folder } = await databaseAt(level)
        if (n === 3 + step)
          await expect(inProcess(url, folder, n)).rejects.toMatchObject({ signal: 'SIGKILL' })
        else expect(await brokenOffWork(url, n, migrate)).toBeUndefined()
        const at = `after statement ${n} of ${total}`
        const [{ length } = []] = [(await schemaOf(db)).length ? await rowsOf(db).catch(() => []) : []]
        expect(await schemaOf(db), at).toEqual(await schemaAt(length!))
        await migrate(db)
        expect(await schemaOf(db), at).toEqual(await schemaAt(all.length))
        expect((await rowsOf(db)).map((row) => row.name)).toEqual(names)
        if (level === 1) {
          const { rows } = await sql`select id from audit_event order by id`.execute(db.write)
          expect(rows, at).toEqual([{ id: 'e0' }, { id: 'e1' }, { id: 'e2' }])
        }
        await undo.pop()!()
      }
    },
    900_000,
  )

  it('by a failing statement leaves nothing of that migration, names it, and keeps those before', async () => {
    const { db } = await databaseAt(2)
    const before = await schemaOf(db)
    const broken = later('2999-01-01T00-00_broken', async (trx) => {
      await sql`create table half (id integer)`.execute(trx)
      await sql`insert into nowhere values (1)`.execute(trx)
    })
    await expect(migrate(db, [...all.slice(0, 2), broken])).rejects.toThrow(
      /“2999-01-01T00-00_broken” failed and was undone/,
    )
    expect(await schemaOf(db)).toEqual(before)
  })
})

describe('what was applied', () => {
  it('is kept with the hash of its file, and takes over a database from before there were hashes', async () => {
    const { db } = await databaseAt(0)
    await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
      db.write,
    )
    await (await all[0]!.load()).up(db.write as never)
    await sql`insert into kysely_migration values (${names[0]}, '2026-11-22T12:00:00.000Z')`.execute(db.write)
    expect(await migrate(db, few)).toEqual(names.slice(1, few.length))
    expect(await rowsOf(db)).toEqual(few.map(({ name, hash }) => ({ name, hash })))
    expect(await migrate(db, few)).toEqual([])
  })

  it('by a newer program, in another wording or out of order is refused in words, and nothing is touched', async () => {
    const newer = later('2999-01-01T00-00_newer', statement('create table newer (id integer)'))
    const { db } = await databaseAt(0)
    await migrate(db, [...few, newer])
    const before = await schemaOf(db)
    for (const refuse of [migrate, requireCurrentSchema])
      await expect(refuse(db)).rejects.toThrow(
        /made by a newer version.*2999-01-01T00-00_newer.*Start that version/,
      )
    const reworded = few.map((migration, i) => (i === 1 ? { ...migration, hash: 'other' } : migration))
    await expect(migrate(db, [...reworded, newer])).rejects.toThrow(
      new RegExp(`“${names[1]}”.*is not the one`),
    )
    await expect(
      migrate(db, [...few, later('2998-01-01T00-00_late', async () => {}), newer]),
    ).rejects.toThrow(/has the migration “2999-01-01T00-00_newer” and lacks “2998-01-01T00-00_late”/)
    expect(await schemaOf(db)).toEqual(before)
  })

  it('is applied once when several nodes start together', async () => {
    const { db, url, folder } = await databaseAt(1)
    await Promise.all([1, 2, 3].map(() => inProcess(url, folder, never)))
    expect((await rowsOf(db)).map((row) => row.name)).toEqual(names)
  })

  it('may make anew a table others point to, and must leave no row that points nowhere', async () => {
    const { db } = await databaseAt(2)
    await sql`insert into clinic (id, external_id, name) values ('c', 'c', 'C')`.execute(db.write)
    await sql`insert into provider (id, external_id, name, clinic_id) values ('p', 'p', 'P', 'c')`.execute(
      db.write,
    )
    const rebuild = (copied: string) => async (trx: Kysely<any>) => {
      if (engine === 'postgres')
        return void (await sql`alter table clinic add column color text`.execute(trx))
      await sql`create table clinic_new (id text primary key, external_id text not null unique, name text not null,
        other_portal text, color text)`.execute(trx)
      await sql`insert into clinic_new select id, external_id, name, other_portal, null from clinic where ${sql.raw(copied)}`.execute(
        trx,
      )
      await sql`drop table clinic`.execute(trx)
      await sql`alter table clinic_new rename to clinic`.execute(trx)
    }
    if (engine === 'sqlite')
      await expect(migrate(db, [...all.slice(0, 2), later('2999-a', rebuild('false'))])).rejects.toThrow(
        /a row of provider would point to no row of clinic/,
      )
    await migrate(db, [...all.slice(0, 2), later('2999-a', rebuild('true'))])
    const { rows } =
      await sql`select c.color, p.id from clinic c join provider p on p.clinic_id = c.id`.execute(db.write)
    expect(rows).toEqual([{ color: null, id: 'p' }])
    await expect(sql`delete from clinic`.execute(db.write)).rejects.toThrow(/foreign key/i)
  })
})

describe.runIf(engine === 'sqlite')('before an update the database is copied', () => {
  const copies = (folder: string) => readdirSync(folder).filter((name) => name.includes('.before-'))
  const copied = (folder: string) => {
    const [name, ...more] = copies(folder)
    expect([more, name]).toEqual([[], expect.stringMatching(/^empty\.db\.before-\d+\.\d+\.\d+$/)])
    expect(statSync(path.join(folder, name!)).mode & 0o077).toBe(0)
    const db = new Database(path.join(folder, name!), { readonly: true })
    undo.unshift(() => db.close())
    return db.prepare('select count(*) from kysely_migration').pluck().get()
  }

  it('whole, only the newest is kept, and the copy serves the version before', async () => {
    const { db, folder } = await databaseAt(1)
    expect(copies(folder)).toEqual([])
    await migrate(db, all.slice(0, 3))
    expect(copied(folder)).toBe(1)
    await migrate(db, few)
    expect(copied(folder)).toBe(3)
    const restored = path.join(folder, 'restored.db')
    copyFileSync(path.join(folder, copies(folder)[0]!), restored)
    const old = openDb(`sqlite:${restored}`)
    expect(await migrate(old, few)).toEqual(names.slice(3, few.length))
    await old.close()
  })

  it('a copy from the middle of a broken-off update never takes the place of the one from before', async () => {
    const { db, folder } = await databaseAt(1)
    const broken = later('2999-01-01T00-00_broken', statement('create table setting (id integer)'))
    await expect(migrate(db, [...few, broken])).rejects.toThrow(/undone/)
    expect(await rowsOf(db)).toHaveLength(few.length)
    const mended = { ...broken, load: async () => ({ up: statement('create table mended (id integer)') }) }
    await migrate(db, [...few, mended])
    expect(copied(folder)).toBe(1)
  })

  it('what a killed process left of a copy is removed before room is taken for another; one that is being written stays', async () => {
    const { db, folder } = await databaseAt(1)
    const partial = (name: string) => path.join(folder, `empty.db.before-0.0.0.writing-${name}`)
    const left = ['half', 'nothing', 'whole'].map(partial)
    writeFileSync(left[0]!, readFileSync(path.join(folder, 'empty.db')).subarray(0, 5_000))
    writeFileSync(left[1]!, '')
    await sql`vacuum into ${left[2]}`.execute(db.write)
    const other = new Database(partial('other'))
    undo.unshift(() => other.close())
    other.exec('create table page (id); begin exclusive; insert into page values (1)')
    // Also where the update itself then fails.
    const broken = later('2999-01-01T00-00_broken', statement('create table setting (id integer)'))
    await expect(migrate(db, [...few, broken])).rejects.toThrow(/undone/)
    const writing = () =>
      copies(folder).filter((name) => name.includes('.writing-') && !name.endsWith('-journal'))
    expect(writing()).toEqual([path.basename(partial('other'))])
    expect(copies(folder)).toContain(`${path.basename(partial('other'))}-journal`)
    await migrate(db, [...few, { ...broken, load: async () => ({ up: async () => {} }) }])
    expect(writing()).toEqual([path.basename(partial('other'))])
    other.exec('rollback')
  })

  it('and a process that is killed while it copies leaves what the next start removes', async () => {
    const { db, url, folder } = await databaseAt(1)
    await sql`create table bulk as with recursive n (i) as (select 1 union all select i + 1 from n where i < 60000)
      select i, hex(randomblob(400)) as filler from n`.execute(db.write)
    const killed = inProcess(url, folder, never)
    const started = once(killed.child, 'spawn')
    killed.catch(() => {})
    await started
    while (!copies(folder).some((name) => name.includes('.writing-'))) await pause(2)
    killed.child.kill('SIGKILL')
    await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' })
    expect(copies(folder)).not.toEqual([])
    await migrate(db, few)
    expect(copied(folder)).toBe(1)
  })
})
