import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrations } from '../../api/core/db/schemaState.ts'
import { houseForTests } from '../support/harness.ts'

const house = houseForTests()

it('a thread that is loaded from newer files than the server works on no database that is older than it', async () => {
  const { desk } = house
  await sql`delete from kysely_migration where name = ${migrations().at(-1)!.name}`.execute(desk.db.write)
  const thread = new Worker(new URL('../../api/jobThread.ts', import.meta.url), {
    workerData: { config: desk.config, thread: 'duplicates', actions: new Map() },
  })
  const refused = new Promise((resolve) => thread.once('error', resolve))
  const ended = new Promise((resolve) => thread.once('exit', resolve))
  expect(await Promise.race([refused, ended])).toHaveProperty(
    'message',
    expect.stringContaining('older than this program'),
  )
  expect(await ended).toBe(1)
})
