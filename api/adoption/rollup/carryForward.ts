import { sql } from 'kysely'
import { hospitalDay } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { isLevel } from '../series.ts'
import { monthNumber } from './calendar.ts'
import { groupIn, type Writer } from './generations.ts'

/** A server stands still for months, not for years; a clock may be wrong by any number of them. */
const mostMonthsAhead = 36

/** Carries every level of a generation into the months that have begun since. Safe to repeat: the carry is set, not added. */
export async function carryForward(desk: Desk, writer: Writer): Promise<void> {
  const { timeZone } = await readPolicy(desk.db.read)
  const present = monthNumber(hospitalDay(desk.clock(), timeZone))
  for (;;) {
    const { carried_to } = await desk.db.read
      .selectFrom('adoption_generation')
      .select('carried_to')
      .where('generation', '=', writer.generation)
      .executeTakeFirstOrThrow()
    if (carried_to !== null && carried_to >= present) return
    if (carried_to !== null && present - carried_to > mostMonthsAhead)
      throw new Error('the clock is years ahead of the figures; correct it, or rebuild them')
    if (carried_to !== null) await carryInto(desk, writer, carried_to + 1)
    await writer.within(async (trx, { generation }) => {
      await trx
        .updateTable('adoption_generation')
        .set({ carried_to: carried_to === null ? present : carried_to + 1 })
        .where('generation', '=', generation)
        .where((eb) =>
          carried_to === null ? eb('carried_to', 'is', null) : eb('carried_to', '=', carried_to),
        )
        .execute()
    })
  }
}

/** Rows of a transaction: a month of a large hospital begins in many short ones, that of a small in a few. */
const rowsAtOnce = 500

async function carryInto(desk: Desk, writer: Writer, month: number): Promise<void> {
  const { generation } = writer
  const known = await desk.db.read
    .selectFrom('adoption_rollup')
    .select((eb) => ['grp', 'series', eb.fn.countAll().as('rows')])
    .where('grp', '>=', groupIn(generation, 0))
    .where('grp', '<', groupIn(generation + 1, 0))
    .where('month', '=', month - 1)
    .groupBy(['grp', 'series'])
    .orderBy('grp')
    .execute()
  const levels = known.filter(({ series }) => isLevel(series))
  for (let next = 0; next < levels.length; ) {
    const { grp } = levels[next]!
    const series: string[] = []
    for (let rows = 0; rows < rowsAtOnce && levels[next]?.grp === grp; next++) {
      series.push(levels[next]!.series)
      rows += Number(levels[next]!.rows)
    }
    await writer.within((trx) => carrySeries(trx, grp, series, month))
  }
}

/** Sets what cells carry into a month from the one before; what came in it already stays beside. */
async function carrySeries(trx: Trx, grp: number, series: readonly string[], month: number): Promise<void> {
  await trx
    .insertInto('adoption_rollup')
    .columns(['grp', 'series', 'month', 'cell', 'carry', 'total', 'days'])
    .expression((eb) => {
      const carried = eb('carry', '+', eb.ref('total'))
      return eb
        .selectFrom('adoption_rollup')
        .select(['grp', 'series', sql.lit(month).as('month'), 'cell', carried.as('carry')])
        .select([sql.lit(0).as('total'), sql.lit('[]').as('days')])
        .where('grp', '=', grp)
        .where('series', 'in', series)
        .where('month', '=', month - 1)
        .where(carried, '!=', 0)
    })
    .onConflict((oc) =>
      oc
        .columns(['grp', 'series', 'month', 'cell'])
        .doUpdateSet((eb) => ({ carry: eb.ref('excluded.carry') })),
    )
    .execute()
}
