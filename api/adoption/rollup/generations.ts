import { type Kysely, type Selectable, sql } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { commit, type Trx, transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'

/*
 * Figures are stored once for each generation: the one that is shown, one that is being made beside it, and those that are
 * left and taken away piece by piece. A group of cells has a number in each of them, so that all lie in one table.
 */
export const groupsOfEach = 100
export const groupIn = (generation: number, grp: number): number => generation * groupsOfEach + grp

/** The number of a group in what is shown, as part of a statement: each sees one generation or the other, and both are whole. */
export const shownGroup = (grp: number) =>
  sql<number>`${grp} + ${sql.lit(groupsOfEach)} * (select generation from adoption_generation where stage = 'shown')`

export type Generation = Selectable<Tables['adoption_generation']>

export const generationIn = (db: Kysely<Tables>, stage: Generation['stage']) =>
  db.selectFrom('adoption_generation').selectAll().where('stage', '=', stage).executeTakeFirst()

/** Whether there are figures that new events must be added to; where not, the first count finds all of them in the histories. */
export const hasFigures = async (db: Kysely<Tables>): Promise<boolean> =>
  (await db
    .selectFrom('adoption_generation')
    .select('generation')
    .where('stage', '!=', 'left')
    .executeTakeFirst()) !== undefined

/** Another node does this, or has done it: what this one would write is written. */
export class Elsewhere extends Error {}

/** Who may change the figures of one generation. */
export interface Writer {
  generation: number
  /**
   * Runs work in a transaction, with the generation as it is now.
   * @throws Elsewhere where another node leads, or the generation is no longer at this stage
   */
  within<T>(work: (trx: Trx, now: Generation) => Promise<T>): Promise<T>
}

/**
 * What is shown is written by the node that leads; what is being made, by the one process that holds the count. Nobody sees that,
 * and a power cut takes only the last of it: the disk is not waited for at each step.
 */
export const writerOf = (
  desk: Desk,
  { generation, stage }: Pick<Generation, 'generation' | 'stage'>,
): Writer => ({
  generation,
  within: (work) =>
    (stage === 'making' ? commit : transact)(desk.db, async (trx) => {
      if (stage === 'shown' && !(await lead(desk.db, trx, 'adoption'))) throw new Elsewhere()
      const now = await held(
        desk.db,
        trx.selectFrom('adoption_generation').selectAll().where('generation', '=', generation),
      ).executeTakeFirst()
      if (now?.stage !== stage) throw new Elsewhere()
      return work(trx, now)
    }),
})

/** The generation that is being made; one is begun where there is none, from the events taken in so far. */
export async function makeGeneration(desk: Desk): Promise<Generation> {
  return transact(desk.db, async (trx) => {
    const present = await generationIn(trx, 'making')
    if (present) return present
    // The number comes first: what takes events in waits for it, or has ended and its events are in the histories.
    const from_batch = await nextBatch(trx)
    const { last } = await trx
      .selectFrom('adoption_generation')
      .select((eb) => eb.fn.coalesce(eb.fn.max('generation'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    const made: Generation = {
      ...{ generation: Number(last) + 1, stage: 'making', events: 0 },
      ...{ merged: from_batch, round_to: null, carried_to: null, merged_at: null },
      ...{ from_batch, rebuilt_to: 0, piece_to: null },
    }
    await trx.insertInto('adoption_generation').values(made).execute()
    return made
  })
}

/** The number of the next step that takes events in or begins a count; whoever has one is alone until their transaction ends. */
export async function nextBatch(trx: Trx): Promise<number> {
  const { batch } = await trx
    .updateTable('adoption_state')
    .set((eb) => ({ batch: eb('batch', '+', 1) }))
    .returning('batch')
    .executeTakeFirstOrThrow()
  return batch
}

/**
 * Shows what was made in place of what was shown, once it has counted as far: figures never go back.
 * @returns whether it has
 */
export async function showMade(desk: Desk, made: Writer): Promise<boolean> {
  const shows = await made.within(async (trx, { generation, merged }) => {
    const shown = await generationIn(trx, 'shown')
    if (shown) {
      const { numUpdatedRows } = await trx
        .updateTable('adoption_generation')
        .set({ stage: 'left' })
        .where('generation', '=', shown.generation)
        .where('merged', '<=', merged)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
    }
    await trx
      .updateTable('adoption_generation')
      .set({ stage: 'shown', merged_at: desk.clock().toISOString() })
      .where('generation', '=', generation)
      .execute()
    await trx.updateTable('adoption_state').set({ recount: 0 }).execute()
    return true
  })
  await desk.db.durable()
  return shows
}

const rowsAtOnce = 2_000

/** Takes away some figures of a generation that is shown no more. @returns whether there may be others */
export async function removeLeft(desk: Desk): Promise<boolean> {
  const left = await generationIn(desk.db.read, 'left')
  if (!left) return false
  const { generation } = left
  await commit(desk.db, async (trx) => {
    const next = await trx
      .selectFrom('adoption_rollup')
      .select(['grp', 'month', 'series', 'cell'])
      .where('grp', '>=', groupIn(generation, 0))
      .where('grp', '<', groupIn(generation + 1, 0))
      .orderBy('grp')
      .orderBy('month')
      .orderBy('series')
      .orderBy('cell')
      .limit(1)
      .offset(rowsAtOnce)
      .executeTakeFirst()
    // One upper bound: beside another SQLite would look at every row of the generation each time.
    await trx
      .deleteFrom('adoption_rollup')
      .where('grp', '>=', groupIn(generation, 0))
      .where((eb) =>
        next
          ? eb(
              eb.refTuple('grp', 'month', 'series', 'cell'),
              '<',
              eb.tuple(next.grp, next.month, next.series, next.cell),
            )
          : eb('grp', '<', groupIn(generation + 1, 0)),
      )
      .execute()
    if (next) return
    await trx.deleteFrom('adoption_round_done').where('generation', '=', generation).execute()
    await trx.deleteFrom('adoption_generation').where('generation', '=', generation).execute()
  })
  return true
}
