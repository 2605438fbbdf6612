import { sql } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { carryForward } from './carryForward.ts'
import { type Cells, cellsOf, forgetCells, loadCells } from './cells.ts'
import { addContribution, type Contributions, contributions } from './contributions.ts'
import { mergeEffects } from './mergeEffects.ts'
import { personKey } from './noise.ts'
import { eventsOf, patientIdsOf } from './queries.ts'
import { RollupBuffer, writeBlock } from './rollupBuffer.ts'

const peopleAtOnce = 500
/** Numbers held before they are written: some 600 MB, which the figures of three years and 500 clinics and providers need. */
const mostHeld = 150_000_000
const rowsAtOnce = 2_000

/**
 * Makes every figure anew from the events. Requests and new events go on meanwhile; figures are incomplete until it
 * has ended, and say so. One that was broken off is started anew by the next.
 * @returns how many people and events were counted.
 */
export async function rebuildAdoption(
  desk: Desk,
  onProgress: (people: number, all: number) => void = () => {},
): Promise<{ people: number; events: number }> {
  await transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'adoption'))) throw new Error('another node counts')
    await trx.deleteFrom('adoption_rollup').execute()
    await trx.deleteFrom('adoption_effect').execute()
    await trx.deleteFrom('adoption_round_done').execute()
    await trx
      .updateTable('adoption_state')
      .set({ merged: 0, round_to: null, carried_to: null, rebuilt_to: 0, recount: 0 })
      .execute()
  })
  await carryForward(desk)
  const cells = await loadCells(desk.db)
  const newest = async () => {
    const { last } = await desk.db.read
      .selectFrom('adoption_person')
      .select((eb) => eb.fn.coalesce(eb.fn.max('person'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    return Number(last)
  }
  let buffer = new RollupBuffer()
  let events = 0
  let counted = 0
  for (let last = await newest(); counted < last; last = await newest()) {
    const to = Math.min(counted + peopleAtOnce, last)
    events += await countPeople(desk, cells, buffer, counted + 1, to)
    counted = to
    onProgress(counted, last)
    if (buffer.held < mostHeld) continue
    await writeBuffer(desk, buffer)
    buffer = new RollupBuffer()
  }
  await writeBuffer(desk, buffer)
  await transact(desk.db, async (trx) => {
    await trx.updateTable('adoption_state').set({ rebuilt_to: null }).execute()
  })
  await mergeAll(desk)
  return { people: counted, events }
}

/** Adds what some people contribute; from then on their new events are counted as they come in. */
async function countPeople(
  desk: Desk,
  cells: Cells,
  buffer: RollupBuffer,
  from: number,
  to: number,
): Promise<number> {
  const people = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const histories = await eventsOf(desk.db.readCold, people)
  const patients = await patientIdsOf(desk.db.readCold, from, to)
  const read = [...histories.values()].reduce((sum, history) => sum + history.length, 0)
  const sum: Contributions = new Map()
  for (const [person, history] of histories)
    for (const [segment, ofSegment] of contributions(
      history,
      personKey(desk.keys, patients.get(person) ?? ''),
    ))
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) addContribution(sum, segment, series, day, n)
  const numbers = new Map<string, number[]>()
  const complete = await transact(desk.db, async (trx) => {
    const { n } = await trx
      .selectFrom('adoption_event')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('person', '>=', from)
      .where('person', '<=', to)
      .executeTakeFirstOrThrow()
    // Events taken in since they were read are in no effect: these people are read again.
    if (Number(n) !== read) return false
    for (const segment of sum.keys()) numbers.set(segment, await cellsOf(trx, cells, segment))
    await trx.updateTable('adoption_state').set({ rebuilt_to: to }).execute()
    return true
  }).catch((error) => {
    forgetCells(desk.db)
    throw error
  })
  if (!complete) return countPeople(desk, cells, buffer, from, to)
  const grpOf = new Map([...cells.byKey.values()].map(({ cell, grp }) => [cell, grp]))
  for (const [segment, ofSegment] of sum)
    for (const cell of numbers.get(segment)!)
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) if (n !== 0) buffer.add(grpOf.get(cell)!, cell, series, day, n)
  await letOthersGo()
  return read
}

async function writeBuffer(desk: Desk, buffer: RollupBuffer): Promise<void> {
  const waiting = buffer.blocks()
  while (waiting.length > 0) {
    await transact(desk.db, async (trx) => {
      if (!(await lead(desk.db, trx, 'adoption'))) throw new Error('another node counts')
      const { carried_to } = await trx.selectFrom('adoption_state').selectAll().executeTakeFirstOrThrow()
      for (let rows = 0; rows < rowsAtOnce && waiting.length > 0; )
        rows += await writeBlock(trx, waiting.shift()![1], carried_to!)
    })
    await letOthersGo()
  }
}

/** Merges until nothing is left. */
export async function mergeAll(desk: Desk): Promise<void> {
  while (await mergeEffects(desk));
}

/** Counts anew what an older version kept without the people in it. */
export async function recountOnce(desk: Desk): Promise<void> {
  const { recount } = await desk.db.read.selectFrom('adoption_state').selectAll().executeTakeFirstOrThrow()
  if (recount) await rebuildAdoption(desk)
}
