import { sql } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { holdAlone } from '../../core/db/holdAlone.ts'
import { transactAgain } from '../../core/db/transact.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { addContribution, type Contributions } from './addContribution.ts'
import { carryForward } from './carryForward.ts'
import { cellsOf, forgetCells, loadCells } from './cells.ts'
import { contributions } from './contributions.ts'
import {
  Elsewhere,
  type Generation,
  generationIn,
  groupIn,
  makeGeneration,
  removeLeft,
  showMade,
  type Writer,
  writerOf,
} from './generations.ts'
import { mergeRound } from './mergeEffects.ts'
import { personKey } from './noise.ts'
import { historiesUpTo, patientIdsOf } from './queries.ts'
import { RollupBuffer } from './rollupBuffer.ts'
import { forgetBlocks, writeBlocks } from './writeBlocks.ts'

/** What a count is told and asked between its steps. */
export interface Counting {
  onProgress?: (people: number, all: number) => void
  /** Work that goes on meanwhile, such as counting what comes in. */
  meanwhile?: () => Promise<void>
  stopped?: () => boolean
  pace?: { peopleAtOnce: number; mostHeld: number }
}

const usualPace = {
  peopleAtOnce: 500,
  /** Numbers held before they are written: some 600 MB, which the figures of three years and 500 clinics and providers need. */
  mostHeld: 150_000_000,
}

class Stopped extends Error {}

/**
 * Makes every figure anew from the events, beside those that are shown: these stay, and are kept up to date by whoever counts
 * what comes in, until the new ones are whole and take their place at once. One that was broken off is gone on with.
 * @returns how many people and events were counted; nothing where another process is at it, or it was stopped.
 */
export async function rebuildAdoption(
  desk: Desk,
  counting: Counting = {},
): Promise<{ people: number; events: number } | undefined> {
  const leave = await holdAlone(desk.config.databaseUrl, 'recount')
  if (!leave) return undefined
  try {
    return await makeFigures(desk, counting)
  } catch (error) {
    if (error instanceof Stopped || error instanceof Elsewhere) return undefined
    throw error
  } finally {
    await leave()
  }
}

async function makeFigures(desk: Desk, { meanwhile, stopped, ...counting }: Counting) {
  const between = async () => {
    if (stopped?.()) throw new Stopped()
    await meanwhile?.()
  }
  const made = writerOf(desk, await makeGeneration(desk))
  while (await countPiece(desk, made, { ...counting, between }));
  do {
    while (await mergeRound(desk, made)) await between()
    await between()
  } while (!(await showMade(desk, made)))
  const { rebuilt_to, events } = (await generationIn(desk.db.read, 'shown'))!
  while (await removeLeft(desk)) await between()
  return { people: rebuilt_to, events }
}

type Steps = Pick<Counting, 'onProgress' | 'pace'> & { between: () => Promise<void> }

/**
 * Counts the histories of as many people as may stand in memory, and writes what they come to. Histories are read as they were
 * when the count began, so a piece that was half written comes to the same when it is counted once more.
 * @returns whether there was anybody to count.
 */
async function countPiece(desk: Desk, writer: Writer, { pace = usualPace, ...steps }: Steps) {
  const now = (await generationIn(desk.db.read, 'making'))!
  const { rebuilt_to, piece_to } = now
  const last = piece_to ?? (await newest(desk))
  if (rebuilt_to >= last) return false
  const buffer = new RollupBuffer()
  let events = 0
  let to = rebuilt_to
  do {
    const from = to + 1
    to = Math.min(to + pace.peopleAtOnce, last)
    events += await countPeople(desk, now, buffer, from, to)
    steps.onProgress?.(to, last)
    await steps.between()
  } while (to < last && (piece_to !== null || buffer.held < pace.mostHeld))
  const change = (before: number | null, set: Partial<Generation>, done = false) =>
    writer.within(async (trx, { generation, ...found }) => {
      if (found.rebuilt_to !== rebuilt_to || found.piece_to !== before) throw new Elsewhere()
      if (done) await forgetBlocks(trx, generation)
      await trx.updateTable('adoption_generation').set(set).where('generation', '=', generation).execute()
    })
  await change(piece_to, { piece_to: to })
  await carryForward(desk, writer)
  const same = (found: Generation) => found.rebuilt_to === rebuilt_to && found.piece_to === to
  await writeBlocks(desk, writer, buffer, same, steps.between)
  await change(to, { piece_to: null, rebuilt_to: to, events: now.events + events }, true)
  return true
}

async function newest(desk: Desk): Promise<number> {
  const { last } = await desk.db.read
    .selectFrom('adoption_person')
    .select((eb) => eb.fn.coalesce(eb.fn.max('person'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  return Number(last)
}

/** Adds what some people contribute. @returns how many events they have */
async function countPeople(
  desk: Desk,
  { generation, from_batch }: Generation,
  buffer: RollupBuffer,
  from: number,
  to: number,
): Promise<number> {
  const histories = await historiesUpTo(desk.db.readCold, from, to, from_batch)
  const patients = await patientIdsOf(desk.db.readCold, from, to)
  let read = 0
  const sum: Contributions = new Map()
  for (const [person, history] of histories) {
    read += history.length
    for (const [segment, ofSegment] of contributions(
      history,
      personKey(desk.keys, patients.get(person) ?? ''),
    ))
      for (const [series, days] of ofSegment)
        for (const [day, n] of days) addContribution(sum, segment, series, day, n)
  }
  const cellOf = await cellsOfAll(desk, [...sum.keys()])
  const { byKey } = await loadCells(desk.db)
  const grpOf = new Map([...byKey.values()].map(({ cell, grp }) => [cell, groupIn(generation, grp)]))
  for (const [segment, ofSegment] of sum)
    for (const cell of cellOf.get(segment)!)
      for (const [series, days] of ofSegment) buffer.addDays(grpOf.get(cell)!, cell, series, days)
  await letOthersGo()
  return read
}

/** The cells of segments; those not met before are made, where another that takes events in may make the same. */
async function cellsOfAll(desk: Desk, segments: readonly string[]): Promise<Map<string, number[]>> {
  return transactAgain(desk.db, async (trx) => {
    const cells = await loadCells(desk.db)
    try {
      const numbers = new Map<string, number[]>()
      for (const segment of segments) numbers.set(segment, await cellsOf(trx, cells, segment))
      return numbers
    } catch (error) {
      forgetCells(desk.db)
      throw error
    }
  })
}

/** Counts anew what an older version kept, and goes on where a count was broken off. */
export async function recountWhereDue(desk: Desk, counting: Counting = {}): Promise<void> {
  const { recount } = await desk.db.read
    .selectFrom('adoption_state')
    .select('recount')
    .executeTakeFirstOrThrow()
  if (recount || (await generationIn(desk.db.read, 'making'))) await rebuildAdoption(desk, counting)
}
