import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { commandLine } from '../../api/commandLine.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { migrations } from '../../api/core/db/schemaState.ts'
import { emptyDatabase } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

it('events that wait through an update that is broken off right behind their proofs are sealed by the next, and none is called inserted', async () => {
  const folder = temporaryFolder()
  const database = await emptyDatabase(folder)
  const db = openDb(database.url)
  await migrate(db, migrations().slice(0, 1))
  for (const n of [1, 2, 3])
    await sql`insert into audit_event (id, at, actor_type, action, outcome, request_id)
      values (${`019a9c50-7b1e-7000-9c1f-00000000000${n}`}, '2026-11-22T09:00:00.000Z', 'anonymous', 'patient.searched', 'success', 'r')`.execute(
      db.write,
    )
  // The migration behind the one that brings proofs cannot make its table.
  await sql`create table enrolment_request (id text)`.execute(db.write)

  const said: string[] = []
  const command = (line: string) =>
    commandLine(
      line.split(' '),
      { DATABASE_URL: database.url, DATA_DIR: folder },
      { print: (text) => said.push(text), complain: (text) => said.push(text) },
    )
  expect(await command('migrate')).toBe(1)
  expect(said.at(-1)).toMatch(/“2026-11-26T22-05_enrolment_request” failed and was undone/)
  await sql`drop table enrolment_request`.execute(db.write)
  expect(await command('migrate')).toBe(0)
  await command('audit verify --index')
  expect(said.at(-1)).toMatch(/3 events sealed[\s\S]*as it was sealed/)

  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})
