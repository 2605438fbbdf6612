import { hospitalDay } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { readPolicy } from '../../core/policy.ts'
import { isLevel } from '../series.ts'
import { monthNumber } from './calendar.ts'
import { groupIn, type Writer } from './generations.ts'
import { replaceRows } from './rollupBuffer.ts'

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

async function carryInto(desk: Desk, writer: Writer, month: number): Promise<void> {
  const { generation } = writer
  const known = await desk.db.read
    .selectFrom('adoption_rollup')
    .select(['grp', 'series'])
    .distinct()
    .where('grp', '>=', groupIn(generation, 0))
    .where('grp', '<', groupIn(generation + 1, 0))
    .where('month', '=', month - 1)
    .execute()
  for (const { grp, series } of known.filter((one) => isLevel(one.series)))
    await writer.within(async (trx) => {
      const of = (m: number) =>
        trx
          .selectFrom('adoption_rollup')
          .selectAll()
          .where('grp', '=', grp)
          .where('series', '=', series)
          .where('month', '=', m)
          .execute()
      const there = new Map((await of(month)).map((row) => [row.cell, row]))
      await replaceRows(
        trx,
        (await of(month - 1))
          .filter((row) => row.carry + row.total !== 0)
          .map((row) => ({
            ...(there.get(row.cell) ?? { grp, series, month, cell: row.cell, total: 0, days: '[]' }),
            carry: row.carry + row.total,
          })),
      )
    })
}
