import type { Desk } from '../../core/context.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import type { Trx } from '../../core/db/transact.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import type { RollupRow } from '../tables.ts'
import { Elsewhere, type Generation, type Writer } from './generations.ts'
import { changedRows, type RollupBuffer, replaceRows } from './rollupBuffer.ts'

const rowsAtOnce = 2_000

const insertDone = insertRows('adoption_round_done', ['block', 'generation'])

/**
 * Adds a buffer to the figures of a generation some blocks at a time, noting which are written: whoever goes on after a kill, with
 * the same changes, writes none twice. `same` tells whether it is still these changes that are being written.
 * @throws Elsewhere where it is not
 */
export async function writeBlocks(
  desk: Desk,
  writer: Writer,
  buffer: RollupBuffer,
  same: (now: Generation) => boolean,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const { generation } = writer
  const done = new Set(
    (
      await desk.db.read
        .selectFrom('adoption_round_done')
        .select('block')
        .where('generation', '=', generation)
        .execute()
    ).map((row) => row.block),
  )
  const waiting = buffer.blocks().filter(([name]) => !done.has(name))
  for (let next = 0; next < waiting.length; ) {
    await writer.within(async (trx, now) => {
      if (!same(now)) throw new Elsewhere()
      const names: { block: string; generation: number }[] = []
      const rows: RollupRow[] = []
      for (; rows.length < rowsAtOnce && next < waiting.length; next++) {
        const [block, changes] = waiting[next]!
        rows.push(...(await changedRows(trx, changes, now.carried_to!)))
        names.push({ block, generation })
      }
      await replaceRows(trx, rows)
      await insertDone(trx, names)
    })
    await letOthersGo()
    await meanwhile()
  }
}

export const forgetBlocks = (trx: Trx, generation: number) =>
  trx.deleteFrom('adoption_round_done').where('generation', '=', generation).execute()
