import { parentPort, workerData } from 'node:worker_threads'
import { openScan } from '../../core/db/scan.ts'
import { kindText } from '../search/keys.ts'
import type { AuditKindRow } from '../tables.ts'
import { checkLeaves, countRows, sumPatients } from './checkLeaves.ts'

/** What a verification asks of its threads, one message at a time. */
export type Task =
  | { type: 'leaves'; from: number; to: number; sizes: number[]; index: boolean }
  | { type: 'patients'; from: number; to: number; size: number }
  | { type: 'counts' }

const scan = await openScan((workerData as { databaseUrl: string }).databaseUrl)
const kindColumns = [
  'kind',
  'actor_type',
  'actor_role',
  'action',
  'outcome',
  'object_type',
  'purpose',
  'in_case',
] as const
const kinds = new Map(
  (await scan.rows(`select ${kindColumns.join(', ')} from audit_kind`, [])).map((cells) => {
    const row = Object.fromEntries(kindColumns.map((name, i) => [name, cells[i]])) as unknown as AuditKindRow
    return [kindText(row), row.kind]
  }),
)

parentPort!.on('message', async (task: Task | 'stop') => {
  if (task === 'stop') {
    await scan.close()
    parentPort!.close()
    return
  }
  parentPort!.postMessage(await answer(task))
})

function answer(task: Task): Promise<unknown> {
  switch (task.type) {
    case 'counts':
      return countRows(scan)
    case 'patients':
      return sumPatients(scan, task.from, task.to, task.size)
    default:
      return checkLeaves(scan, task.index ? kinds : undefined, task.from, task.to, task.sizes)
  }
}
