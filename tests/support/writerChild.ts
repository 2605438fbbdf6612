import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { actionOf } from './log.ts'

/*
 * A node that writes events as two requests at once do, commits each a little later, and seals what it sees:
 *   node writerChild.ts <name> <transactions>      prints the ids it committed, a line each
 */
const [name, count] = [process.argv[2]!, Number(process.argv[3])]
const desk = createDesk(readConfig({ LOG_LEVEL: 'silent', ...process.env }))

async function writer(which: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const object = { type: 'mark', id: `${name}-${which}-${i}` }
    const give = i % 10 === 9
    await transact(desk.db, async (trx) => {
      await record(trx, systemCtx(desk, name, newId()), actionOf('case.noted'), { object })
      await sleep((i * 37 + which * 11) % 60)
      if (give) throw new Error('rolled back')
    }).then(
      () => console.log(object.id),
      () => {},
    )
    // The same event is wanted by several sealers at once.
    await sealAudit(desk, withoutPause)
  }
}
await Promise.all([writer(0), writer(1)])
await closeDesk(desk)
