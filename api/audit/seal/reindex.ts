import type { Ctx } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { indexable, patientRows } from '../search/keys.ts'
import { indexRow, insertPatients, insertSearch } from '../search/writeIndex.ts'
import { readHead } from './head.ts'

const atOnce = 10_000

export const reindexed: Action = {
  name: 'audit.reindexed',
  letter: 'E',
  words: {
    en: 'Rebuilt the audit search index',
    es: 'Reconstruyó el índice del registro de auditoría',
  },
  watch: 'nothing',
}

/** Makes the search index anew from the sealed events. Searches miss rows while it runs: stop the server first. */
export async function reindex(ctx: Ctx, onProgress?: (done: number, of: number) => void): Promise<number> {
  const { db } = ctx.desk
  const size = (await readHead(db.read))?.size ?? 0
  await transact(db, async (trx) => {
    await trx.deleteFrom('audit_patient').execute()
    await trx.deleteFrom('audit_search').execute()
    await record(trx, ctx, reindexed, { detail: { size } })
  })
  for (let start = 0; start < size; start += atOnce) {
    await transact(db, async (trx) => {
      const rows = await trx
        .selectFrom('audit_leaf as l')
        .innerJoin('audit_event as e', 'e.id', 'l.event_id')
        .select(['l.leaf_index', 'e.body'])
        .where('l.leaf_index', '>=', start)
        .where('l.leaf_index', '<', Math.min(start + atOnce, size))
        .execute()
      const kinds = new Map<string, number>()
      const index = []
      const patients = []
      for (const { leaf_index, body } of rows) {
        const event = indexable(body)
        const row = await indexRow(trx, kinds, event, leaf_index)
        index.push(row)
        patients.push(...patientRows(event, row))
      }
      await insertSearch(trx, index)
      await insertPatients(trx, patients)
    })
    onProgress?.(Math.min(start + atOnce, size), size)
  }
  return size
}
