import { rmSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import { openDb } from '../../api/core/db/open.ts'
import { prepared } from '../../api/core/db/prepared.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { emptyDatabase, engine } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const valueNamed = prepared(
  (db: Kysely<Tables>, p: { name: string }) =>
    db.selectFrom('setting').select('value').where('name', '=', p.name),
  'kept',
)
const rowNamed = prepared(
  (db: Kysely<Tables>, p: { name: string }) =>
    db.selectFrom('setting').selectAll().where('name', '=', p.name),
  'kept',
)

it.runIf(engine === 'postgres')(
  'a connection keeps the plan of a statement, which goes on after another node has added a column',
  async () => {
    const folder = temporaryFolder()
    const database = await emptyDatabase(folder)
    const db = openDb(database.url)
    await sql`create table setting (name text, value text)`.execute(db.write)
    await sql`insert into setting values ('one', 'a'), ('two', 'b')`.execute(db.write)
    expect(await valueNamed(db.read, { name: 'one' })).toEqual([{ value: 'a' }])
    expect(await valueNamed(db.read, { name: 'two' })).toEqual([{ value: 'b' }])
    const kept = await sql`select from pg_prepared_statements`.execute(db.read)
    expect(kept.rows).toHaveLength(1)
    await sql`alter table setting add column added text`.execute(db.write)
    expect(await valueNamed(db.read, { name: 'one' })).toEqual([{ value: 'a' }])
    // One that does not name its columns would fail from then on: it is told when it is written.
    await expect(rowNamed(db.read, { name: 'one' })).rejects.toThrow(/names its columns/)
    await db.close()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  },
)
