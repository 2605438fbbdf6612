import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { lastDay, monthsOfThirtyDays } from '../rollup/calendar.ts'
import { peopleIn } from '../series.ts'
import type { Month } from '../statistics/interrupted.ts'
import { patientsSeen } from './catalog.ts'
import type { Where } from './queries.ts'
import type { Sight } from './sight.ts'

/** A month of a place as somebody may see it. */
export type SeenMonth = Omit<Month, 'after'>

/**
 * What happened in each whole month, and out of how many patients seen, for each cell; from the second month on in which
 * anything is shown of a cell, for the first may be part of one.
 */
export async function readMonths(
  db: Kysely<Tables>,
  sight: Sight,
  where: Where,
  flow: string,
  { from, to }: { from: number; to: number },
): Promise<Map<number, SeenMonth[]>> {
  const list = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const [counts, people, exposures] = await Promise.all([
    sight.flow(db, where, flow, from, to, lastDay(to)),
    sight.exact ? sight.flow(db, where, peopleIn(flow), from, to, lastDay(to)) : undefined,
    sight.level(db, where, patientsSeen, from, to, lastDay(to)),
  ])
  const cells = new Set([...counts.values()].flatMap((counted) => [...counted.keys()]))
  return new Map(
    [...cells].map((cell) => {
      const of = (months: Map<number, Map<number, number>>, month: number) =>
        months.get(month)?.get(cell) ?? 0
      const total = (months: Map<number, Map<number, number>>) =>
        list.reduce((sum, month) => sum + of(months, month), 0)
      // Twice the acts of each, less one: some do it again and again.
      const times = people ? Math.max(1, (2 * total(counts)) / Math.max(1, total(people)) - 1) : 1
      const months = list.map((month) => ({
        month,
        count: of(counts, month),
        exposure: of(exposures, month) * monthsOfThirtyDays(month),
        times,
        noise: { count: sight.variance.flow, of: sight.variance.level },
      }))
      const start = months.findIndex(({ count }) => count > 0)
      return [cell, months.slice(start + 1)]
    }),
  )
}

/** The months of several places as those of one: of each month that all of them have. */
export function together(places: readonly SeenMonth[][]): SeenMonth[] {
  const [first, ...rest] = places
  return (first ?? []).flatMap((month) => {
    const same = [month, ...rest.flatMap((place) => place.filter((one) => one.month === month.month))]
    if (same.length < places.length) return []
    const sum = (of: (one: SeenMonth) => number) => same.reduce((all, one) => all + of(one), 0)
    const count = sum((one) => one.count)
    return [
      {
        month: month.month,
        count,
        exposure: sum((one) => one.exposure),
        times: count > 0 ? sum((one) => one.times * one.count) / count : 1,
        noise: { count: sum((one) => one.noise.count), of: sum((one) => one.noise.of) },
      },
    ]
  })
}
