import { statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { durability } from '../../api/core/db/durable.ts'
import { CommitUnknown } from '../../api/core/db/fault.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { temporaryFolder } from '../support/templates.ts'

const file = path.join(temporaryFolder(), 'durable.db')

describe('a commit of a server on SQLite', () => {
  let db: Db
  beforeAll(async () => {
    db = openDb(`sqlite:${file}`, true)
    await db.write.schema
      .createTable('setting')
      .addColumn('name', 'text')
      .addColumn('value', 'text')
      .execute()
  })
  afterAll(() => db.close())
  const write = (name: string) =>
    transact(db, (trx) => trx.insertInto('setting').values({ name, value: '' }).execute())
  const names = async () => (await db.read.selectFrom('setting').select('name').execute()).map((r) => r.name)

  it('is told only once the disk says that it would outlast a power cut, and is unknown where it does not', async () => {
    const { durable } = db
    db.durable = () => Promise.reject(new CommitUnknown('the disk is failing'))
    await expect(write('in doubt')).rejects.toThrow(CommitUnknown)
    db.durable = durable
    await write('after')
    expect(await names()).toEqual(['in doubt', 'after'])
  })

  it('whose flush failed is copied into the database before a later one is told', async () => {
    const late = path.join(temporaryFolder(), 'late.db')
    const flushes = durability(late)
    await expect(flushes.durable()).rejects.toThrow(CommitUnknown)
    const opened = openDb(`sqlite:${late}`)
    await opened.write.schema.createTable('setting').addColumn('name', 'text').execute()
    const main = statSync(late).size
    await flushes.durable()
    expect(statSync(late).size).toBeGreaterThan(main)
    await flushes.close()
    await opened.close()
  })

  it('waits together with those that were made meanwhile', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(`together ${n}`)))
    expect((await names()).filter((name) => name.startsWith('together'))).toHaveLength(40)
  })

  it('is not made durable by a server that has closed', async () => {
    const other = openDb(`sqlite:${path.join(temporaryFolder(), 'closed.db')}`, true)
    await other.close()
    await expect(other.durable()).rejects.toThrow(CommitUnknown)
  })
})
