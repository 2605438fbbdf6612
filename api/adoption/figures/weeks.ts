import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { dayText, firstDay, lastDayOfWeek, monthOf, throughDay, weekOf } from '../rollup/calendar.ts'
import { shownGroup } from '../rollup/generations.ts'
import { inWeek, peopleIn } from '../series.ts'
import type { Question } from './ask.ts'
import { type Making, partsOf } from './catalog.ts'
import { Counts } from './counts.ts'
import type { Where } from './queries.ts'
import type { Sight } from './sight.ts'

type Reader = Kysely<Tables>

/** Weeks that are over from `from` to `to`, and the one that runs, where it is shown. */
export interface Weeks {
  from: number
  to: number
  running: number | null
  /** The last day that counts. */
  asOf: number
}

/** A year of weeks. */
const most = 53

/**
 * Those that begin in a period and are over by its end, and no more than a year of them. The one that runs is shown to whoever
 * sees what was counted; of a copy there is none: it would be of as many days as the copy cuts off, down to one
 * (2026-11-28).
 */
export function weeksIn({ period, today, over, sight }: Question): Weeks {
  const next = weekOf(Math.min(period.asOf, over) + 1)
  const [first, to] = [weekOf(firstDay(period.from) + 6), next - 1]
  const runs = sight.exact && period.asOf === today && weekOf(today) === next && next >= first
  return { from: Math.max(first, to - most + 1), to, running: runs ? next : null, asOf: period.asOf }
}

export const list = ({ from, to, running }: Weeks): number[] => [
  ...Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i),
  ...(running === null ? [] : [running]),
]
export const firstDayOf = (week: number): string => dayText(lastDayOfWeek(week) - 6)
/** Its last day, or the last that counts. */
const endOf = (week: number, asOf: number) => Math.min(lastDayOfWeek(week), asOf)

/** What figures of weeks are made of, by series, then week. */
interface Parts {
  flows: Map<string, Map<number, number>>
  levels: Map<string, Map<number, number>>
  /** Of each flow, as many people as there are acts of one person in its month. */
  people: Map<string, Map<number, number>>
}
type Names = { flows: readonly string[]; levels: readonly string[] }
export type ReadParts = (db: Reader, where: Where, names: Names, weeks: Weeks) => Promise<Parts>

/** From the days of what was counted. */
export const countedParts: ReadParts = async (db, { grp, cell }, { flows, levels }, weeks) => {
  const wanted = new Set(list(weeks))
  const days = [...wanted].flatMap((week) => [lastDayOfWeek(week) - 6, endOf(week, weeks.asOf)])
  const months = [...new Set(days.map(monthOf))]
  const rows =
    months.length === 0
      ? []
      : await db
          .selectFrom('adoption_rollup')
          .select(['series', 'month', 'carry', 'total', 'days'])
          .where('grp', '=', shownGroup(grp))
          .where('series', 'in', [...flows, ...flows.map(peopleIn), ...levels])
          .where('month', 'in', months)
          .where('cell', '=', cell!)
          .execute()
  const rowOf = new Map(rows.map((row) => [`${row.series} ${row.month}`, row]))
  const parts: Parts = { flows: new Map(), levels: new Map(), people: new Map() }
  for (const flow of flows) {
    const sums = new Map<number, number>()
    for (const month of months) {
      const start = firstDay(month)
      for (const [i, n] of (JSON.parse(rowOf.get(`${flow} ${month}`)?.days ?? '[]') as number[]).entries()) {
        const week = weekOf(start + i)
        if (start + i <= weeks.asOf && wanted.has(week)) sums.set(week, (sums.get(week) ?? 0) + n)
      }
    }
    parts.flows.set(flow, sums)
    const people = [...sums].map(([week, n]): [number, number] => {
      const month = monthOf(endOf(week, weeks.asOf))
      const [acts, who] = [flow, peopleIn(flow)].map((name) => rowOf.get(`${name} ${month}`)?.total ?? 0)
      return [week, acts ? (n * who!) / acts : 0]
    })
    parts.people.set(flow, new Map(people))
  }
  for (const level of levels)
    parts.levels.set(
      level,
      new Map(
        [...wanted].map((week) => {
          const day = endOf(week, weeks.asOf)
          const row = rowOf.get(`${level} ${monthOf(day)}`)
          return [week, row ? row.carry + throughDay(row.days, day - firstDay(monthOf(day))) : 0]
        }),
      ),
    )
  return parts
}

/**
 * From what was published: people of each week; and of how many are so, what is published of the month that the week ends in, which
 * says nothing that months do not (2026-11-28).
 */
export const publishedParts: ReadParts = async (db, { grp, cell }, { flows, levels }, weeks) => {
  const read = (series: readonly string[], from: number, to: number) =>
    db
      .selectFrom('adoption_published')
      .select(['series', 'month', 'n'])
      .where('grp', '=', grp)
      .where('series', 'in', series)
      .where('cell', '=', cell!)
      .where('month', '>=', from)
      .where('month', '<=', to)
      .execute()
  const monthIn = (week: number) => monthOf(lastDayOfWeek(week))
  const [ofWeeks, ofMonths] = await Promise.all([
    read(flows.map(inWeek), weeks.from, weeks.to),
    read(levels, monthIn(weeks.from), monthIn(weeks.to)),
  ])
  const shown = new Map([...ofWeeks, ...ofMonths].map((row) => [`${row.series} ${row.month}`, row.n]))
  const by = (names: readonly string[], of: (name: string, week: number) => string) =>
    new Map(
      names.map((name) => [name, new Map(list(weeks).map((week) => [week, shown.get(of(name, week)) ?? 0]))]),
    )
  return {
    flows: by(flows, (flow, week) => `${inWeek(flow)} ${week}`),
    levels: by(levels, (level, week) => `${level} ${monthIn(week)}`),
    people: new Map(),
  }
}

/** The counts that the given figures of one cell are made of in each week; of the one that runs, of as many days as it has. */
export async function readWeekly(
  db: Reader,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  weeks: Weeks,
): Promise<Counts[]> {
  const { flows, bases } = partsOf(wanted)
  const parts = await sight.partsOfWeeks(db, where, { flows, levels: bases }, weeks)
  return list(weeks).map((week) => {
    const thirties = (endOf(week, weeks.asOf) - lastDayOfWeek(week) + 7) / 30
    const counts = new Counts(sight, { from: week, to: week, asOf: weeks.asOf }, thirties)
    const put = (into: 'flow' | 'people' | 'exposure', all: Parts['flows'], times?: number) => {
      for (const [name, byWeek] of all)
        counts.add(into, name, new Map([[where.cell!, byWeek.get(week) ?? 0]]), times)
    }
    put('flow', parts.flows)
    put('people', parts.people)
    put('exposure', parts.levels, thirties)
    return counts
  })
}
