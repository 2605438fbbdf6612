import { flushCompileCache } from 'node:module'
import type { KyselyPlugin } from 'kysely'
import { readConfig } from '../../api/core/config.ts'
import type { Desk } from '../../api/core/context.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'

/*
 * A process that seals the log, counts adoption, counts it anew, or brings a database up to date, and is killed, as by kill -9,
 * once its nth statement was answered:
 *   node jobChild.ts seal|count|recount|migrate <n>       with DATABASE_URL and DATA_DIR in the environment
 */
type Job = (db: Db) => Promise<unknown>
/** Only what a job needs is loaded: for an update that is a small part of the house. */
async function ofDesk(job: (desk: Desk) => Promise<unknown>): Promise<Job> {
  const { createDesk } = await import('../../api/createDesk.ts')
  return (db) => job({ ...createDesk(config), db })
}
const config = readConfig({ LOG_LEVEL: 'silent', ...process.env })
const jobs: Record<string, () => Promise<Job>> = {
  migrate: async () => migrate,
  seal: async () => ofDesk((await import('../../api/audit/seal/sealAudit.ts')).sealAudit),
  count: async () => ofDesk((await import('../../api/adoption/rollup/countAdoption.ts')).countEverything),
  recount: async () => ofDesk((await import('../../api/adoption/rollup/rebuild.ts')).rebuildAdoption),
}
const job = await jobs[process.argv[2]!]!()
// Whoever is killed keeps nothing for the next.
flushCompileCache()
const last = Number(process.argv[3])
let answered = 0
const killer: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    answered += 1
    if (answered === last) process.kill(process.pid, 'SIGKILL')
    return result
  },
}
const db = openDb(config.databaseUrl)
await job({ ...db, write: db.write.withPlugin(killer) })
process.exit(0)
