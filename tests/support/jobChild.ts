import { flushCompileCache } from 'node:module'
import type { KyselyPlugin } from 'kysely'
import { readConfig } from '../../api/core/config.ts'
import type { Desk } from '../../api/core/context.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { createDesk } from '../../api/createDesk.ts'

/*
 * A process that seals the log, counts adoption, counts it anew, or brings a database up to date, and is killed, as by kill -9,
 * once its nth statement was answered:
 *   node jobChild.ts seal|count|recount|migrate <n>       with DATABASE_URL and DATA_DIR in the environment
 */
const job: (desk: Desk) => Promise<unknown> =
  process.argv[2] === 'seal'
    ? (await import('../../api/audit/seal/sealAudit.ts')).sealAudit
    : process.argv[2] === 'migrate'
      ? ({ db }: Desk) => migrate(db)
      : process.argv[2] === 'recount'
        ? (await import('../../api/adoption/rollup/rebuild.ts')).rebuildAdoption
        : (await import('../../api/adoption/rollup/countAdoption.ts')).countEverything
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
const desk = createDesk(readConfig({ LOG_LEVEL: 'silent', ...process.env }))
desk.db.write = desk.db.write.withPlugin(killer)
await job(desk)
process.exit(0)
