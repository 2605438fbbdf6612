import { openScan } from '../../core/db/scan.ts'
import { kindText } from '../search/keys.ts'
import type { AuditKindRow } from '../tables.ts'
import { checkLeaves, countRows, type LeafReport, type RowCounts } from './checkLeaves.ts'
import { type PatientPlace, type PatientSum, sumPatients } from './sums.ts'

/** A part of a verification: each can be done apart from the others. */
export type Task =
  | { type: 'leaves'; from: number; to: number; sizes: number[]; index: boolean }
  | { type: 'patients'; from: PatientPlace; to: number; size: number; most?: number }
  | { type: 'counts' }

export type Answer = LeafReport | PatientSum | RowCounts

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

/** Does tasks one after the other, on a connection of its own. */
export async function openTasks(databaseUrl: string) {
  const scan = await openScan(databaseUrl)
  const kinds = new Map(
    (await scan.rows(`select ${kindColumns.join(', ')} from audit_kind`, [])).map((cells) => {
      const row = Object.fromEntries(
        kindColumns.map((name, i) => [name, cells[i]]),
      ) as unknown as AuditKindRow
      return [kindText(row), row.kind]
    }),
  )
  return {
    answer(task: Task): Promise<Answer> {
      switch (task.type) {
        case 'counts':
          return countRows(scan)
        case 'patients':
          return sumPatients(scan, task.from, task.to, task.size, task.most)
        default:
          return checkLeaves(scan, task.index ? kinds : undefined, task.from, task.to, task.sizes)
      }
    },
    close: () => scan.close(),
  }
}
