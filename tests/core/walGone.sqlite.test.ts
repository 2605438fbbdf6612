import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { openHouse } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'
import { until } from '../support/until.ts'

it('a write-ahead log that is gone, or another’s, takes no writes, and takes them again once it is back', async () => {
  const file = path.join(temporaryFolder(), 'desk.db')
  const db = openDb(`sqlite:${file}`)
  const write = () => db.write.transaction().execute((trx) => sql`insert into kept values (1)`.execute(trx))
  const gone = { code: 'SQLITE_READONLY_DBMOVED' }
  try {
    await sql`create table kept (n integer)`.execute(db.write)
    await write()
    renameSync(`${file}-wal`, `${file}-aside`)
    await expect(write()).rejects.toMatchObject(gone)
    writeFileSync(`${file}-wal`, '')
    await expect(write()).rejects.toMatchObject(gone)
    rmSync(`${file}-wal`)
    renameSync(`${file}-aside`, `${file}-wal`)
    await write()
  } finally {
    await db.close()
  }
})

it('a server whose write-ahead log was deleted keeps what only that holds when it is stopped in order', async () => {
  const { house, keep } = await openHouse()
  const agent = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
  const { folder, drop } = await keep()
  const file = path.join(folder, 'desk.db')
  const cases = (db: Database.Database) => db.prepare('select count(*) from support_case').pluck().get()
  const server = await startServer(house, { LOG_LEVEL: 'error' })
  let log = ''
  server.process.stdout!.on('data', (chunk) => {
    log += chunk
  })
  // Who reads an old moment keeps what comes after it out of the database file.
  const reader = new Database(file)
  reader.exec('begin')
  cases(reader)
  const opened = await fetch(`${server.url}/api/cases`, {
    method: 'POST',
    headers: {
      Cookie: begun.split(';')[0]!,
      Origin: new URL(server.url).origin,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      patientId: patient.id,
      category: 'cannot-sign-in',
      channel: 'phone',
      summary: 'cannot get in',
    }),
  })
  expect(opened.status).toBe(201)
  rmSync(`${file}-wal`)
  // The log says why its jobs fail.
  await until(async () => /"msg":"job failed"/.test(log))
  expect(log).toContain('"code":"SQLITE_READONLY_DBMOVED"')
  reader.exec('rollback')
  reader.close()
  expect((await server.end('SIGTERM')).code).toBe(1)
  const left = new Database(file)
  expect(cases(left)).toBe(1)
  left.close()
  await drop()
})
