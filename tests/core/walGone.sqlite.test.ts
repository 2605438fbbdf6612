import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openDb } from '../../api/core/db/open.ts'
import { temporaryFolder } from '../support/templates.ts'

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
