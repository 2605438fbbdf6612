import type { Desk } from '../../core/context.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { carryForward } from './carryForward.ts'
import { Elsewhere, generationIn, groupIn, type Writer, writerOf } from './generations.ts'
import { RollupBuffer } from './rollupBuffer.ts'
import { forgetBlocks, writeBlocks } from './writeBlocks.ts'

/** Effects a round adds up: as much as may stand in memory. */
const effectsAtOnce = 400
const heldMs = 15

/**
 * Adds the effects written so far to the figures that are shown.
 * @returns true when something is left for another round that this node may do.
 */
export async function mergeEffects(desk: Desk): Promise<boolean> {
  const shown = await generationIn(desk.db.read, 'shown')
  if (!shown) return false
  try {
    return await mergeRound(desk, writerOf(desk, shown))
  } catch (error) {
    if (error instanceof Elsewhere) return false
    throw error
  }
}

/** Merges until nothing is left. */
export async function mergeAll(desk: Desk): Promise<void> {
  while (await mergeEffects(desk));
}

/**
 * Adds effects to the figures of a generation. A round takes a range of them and writes block by block, so that a round that was
 * broken off goes on where it stopped and counts nothing twice.
 * @returns true when something is left for another round.
 */
export async function mergeRound(desk: Desk, writer: Writer): Promise<boolean> {
  await carryForward(desk, writer)
  const round = await beginRound(writer)
  if (!round) return false
  const same = (now: { merged: number; round_to: number | null }) =>
    now.merged === round.from && now.round_to === round.to
  await writeBlocks(desk, writer, await gather(desk, writer.generation, round), same)
  await writer.within(async (trx, now) => {
    if (!same(now)) throw new Elsewhere()
    await forgetBlocks(trx, writer.generation)
    await trx
      .updateTable('adoption_generation')
      .set({ merged: round.to, round_to: null, merged_at: desk.clock().toISOString() })
      .where('generation', '=', writer.generation)
      .execute()
    // What another generation has not counted yet stays for it.
    const { least } = await trx
      .selectFrom('adoption_generation')
      .select((eb) => eb.fn.min('merged').as('least'))
      .where('stage', '!=', 'left')
      .executeTakeFirstOrThrow()
    await trx.deleteFrom('adoption_effect').where('batch', '<=', least).execute()
  })
  await letOthersGo()
  return round.more
}

interface Round {
  from: number
  to: number
  more: boolean
}

const beginRound = (writer: Writer): Promise<Round | undefined> =>
  writer.within(async (trx, { generation, merged, round_to }) => {
    const waiting = await trx
      .selectFrom('adoption_effect')
      .select('batch')
      .where('batch', '>', merged)
      .orderBy('batch')
      .limit(effectsAtOnce + 1)
      .execute()
    if (waiting.length === 0) return undefined
    const to = round_to ?? waiting.slice(0, effectsAtOnce).at(-1)!.batch
    await trx
      .updateTable('adoption_generation')
      .set({ round_to: to })
      .where('generation', '=', generation)
      .execute()
    return { from: merged, to, more: waiting.length > effectsAtOnce }
  })

/** Sums the round's effects by block and cell, letting requests through in between. */
async function gather(desk: Desk, generation: number, { from, to }: Round): Promise<RollupBuffer> {
  const grpOf = new Map(
    (await desk.db.read.selectFrom('adoption_cell').select(['cell', 'grp']).execute()).map((row) => [
      row.cell,
      groupIn(generation, row.grp),
    ]),
  )
  const buffer = new RollupBuffer()
  let since = performance.now()
  for (let after = from; ; ) {
    const row = await desk.db.read
      .selectFrom('adoption_effect')
      .selectAll()
      .where('batch', '>', after)
      .where('batch', '<=', to)
      .orderBy('batch')
      .limit(1)
      .executeTakeFirst()
    if (!row) return buffer
    for (const [cells, flat] of JSON.parse(row.body) as [number[], (string | number)[]][]) {
      for (let i = 0; i < flat.length; i += 3)
        for (const cell of cells)
          buffer.add(grpOf.get(cell)!, cell, flat[i] as string, flat[i + 1] as number, flat[i + 2] as number)
      if (performance.now() - since < heldMs) continue
      await letOthersGo()
      since = performance.now()
    }
    after = row.batch
  }
}
