import type { Desk } from '../../core/context.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { carryForward } from './carryForward.ts'
import { RollupBuffer, writeBlock } from './rollupBuffer.ts'

const rowsAtOnce = 1_000
/** Effects a round adds up: as much as may stand in memory. */
const effectsAtOnce = 400
const heldMs = 15

/**
 * Adds the effects written so far to the figures. A round takes a range of effects and writes block by block, noting
 * which are done, so that a round that was broken off goes on where it stopped and counts nothing twice.
 * @returns true when something is left for another round.
 */
export async function mergeEffects(desk: Desk): Promise<boolean> {
  await carryForward(desk)
  const round = await beginRound(desk)
  if (!round) return false
  const buffer = await gather(desk, round)
  const done = new Set(
    (await desk.db.read.selectFrom('adoption_round_done').selectAll().execute()).map((row) => row.block),
  )
  const waiting = buffer.blocks().filter(([name]) => !done.has(name))
  while (waiting.length > 0)
    await inRound(desk, round, async (trx, carriedTo) => {
      const names: { block: string }[] = []
      for (let rows = 0; rows < rowsAtOnce && waiting.length > 0; ) {
        const [name, block] = waiting.shift()!
        rows += await writeBlock(trx, block, carriedTo)
        names.push({ block: name })
      }
      await insertDone(trx, names)
    })
  await inRound(desk, round, async (trx) => {
    await trx.deleteFrom('adoption_round_done').execute()
    await trx.deleteFrom('adoption_effect').where('batch', '<=', round.to).execute()
    await trx
      .updateTable('adoption_state')
      .set({ merged: round.to, round_to: null, merged_at: desk.clock().toISOString() })
      .execute()
  })
  return round.more
}

interface Round {
  from: number
  to: number
  more: boolean
}

const insertDone = insertRows('adoption_round_done', ['block'])

async function beginRound(desk: Desk): Promise<Round | undefined> {
  return transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'adoption'))) return undefined
    const state = await trx.selectFrom('adoption_state').selectAll().executeTakeFirstOrThrow()
    const waiting = await trx
      .selectFrom('adoption_effect')
      .select('batch')
      .where('batch', '>', state.merged)
      .orderBy('batch')
      .limit(effectsAtOnce + 1)
      .execute()
    if (waiting.length === 0) return undefined
    const to = state.round_to ?? waiting.slice(0, effectsAtOnce).at(-1)!.batch
    await trx.updateTable('adoption_state').set({ round_to: to }).execute()
    return { from: state.merged, to, more: waiting.length > effectsAtOnce }
  })
}

/** @throws when another node has taken the round over: what this one would write is written. */
async function inRound(
  desk: Desk,
  round: Round,
  work: (trx: Trx, carriedTo: number) => Promise<void>,
): Promise<void> {
  await transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'adoption'))) throw new Error('another node counts')
    const { merged, round_to, carried_to } = await trx
      .selectFrom('adoption_state')
      .selectAll()
      .executeTakeFirstOrThrow()
    if (merged !== round.from || round_to !== round.to) throw new Error('another node has ended this round')
    await work(trx, carried_to!)
  })
  await letOthersGo()
}

/** Sums the round's effects by block and cell, letting requests through in between. */
async function gather(desk: Desk, round: Round): Promise<RollupBuffer> {
  const grpOf = new Map(
    (await desk.db.read.selectFrom('adoption_cell').select(['cell', 'grp']).execute()).map((row) => [
      row.cell,
      row.grp,
    ]),
  )
  const buffer = new RollupBuffer()
  let since = performance.now()
  for (let batch = round.from + 1; batch <= round.to; batch++) {
    const row = await desk.db.read
      .selectFrom('adoption_effect')
      .select('body')
      .where('batch', '=', batch)
      .executeTakeFirst()
    if (!row) continue
    for (const [cells, flat] of JSON.parse(row.body) as [number[], (string | number)[]][]) {
      for (let i = 0; i < flat.length; i += 3)
        for (const cell of cells)
          buffer.add(grpOf.get(cell)!, cell, flat[i] as string, flat[i + 1] as number, flat[i + 2] as number)
      if (performance.now() - since < heldMs) continue
      await letOthersGo()
      since = performance.now()
    }
  }
  return buffer
}
