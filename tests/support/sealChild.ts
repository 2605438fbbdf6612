import type { KyselyPlugin } from 'kysely'
import { sealAudit } from '../../api/audit/seal/sealAudit.ts'
import { readConfig } from '../../api/config.ts'
import { createDesk } from '../../api/createDesk.ts'

/*
 * A process that seals and is killed, as by kill -9, once its nth statement has been answered:
 *   node sealChild.ts <n>       with DATABASE_URL and DATA_DIR in the environment
 */
const last = Number(process.argv[2])
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
await sealAudit(desk)
console.log(`sealed with ${answered} statements`)
process.exit(0)
