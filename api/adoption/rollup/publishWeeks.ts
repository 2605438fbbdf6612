import type { Desk } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { countedByWeek } from '../figures/catalog.ts'
import { inWeek, keysOf } from '../series.ts'
import { firstDay, lastDayOfWeek, monthOf, onDay, weekOf } from './calendar.ts'
import { groupOf } from './cells.ts'
import { shownGroup } from './generations.ts'
import { nextShown } from './noise.ts'
import { type PublishedRow, replaceRows } from './publishedRows.ts'

/**
 * Weeks are published of the hospital alone. Each is drawn by itself, four to a month: whoever had all accounts of a clinic but one
 * would learn from a year of its weeks whether that one person comes every week (2026-11-27).
 */
const grp = groupOf([])
const names = countedByWeek.map(inWeek)

/**
 * Publishes the weeks that are over by a day: of a week each number is drawn once, and stays until eleven or more people are
 * told of later.
 * @param anew whether none was published before, or not by these rules
 * @returns false where another node leads
 */
export async function publishWeeks(
  desk: Desk,
  months: readonly number[],
  { day, anew }: { day: number; anew: boolean },
): Promise<boolean> {
  const db = desk.db.readCold
  for (const month of months) {
    const weeks = endingIn(month).filter((week) => lastDayOfWeek(week) <= day)
    if (weeks.length === 0) continue
    const [rows, present] = await Promise.all([
      db
        .selectFrom('adoption_rollup')
        .select(['series', 'cell', 'days'])
        .where('grp', '=', shownGroup(grp))
        .where('month', '=', month)
        .where('series', 'in', [...names, ...names.map(keysOf)])
        .execute(),
      db
        .selectFrom('adoption_published')
        .selectAll()
        .where('grp', '=', grp)
        .where('series', 'in', names)
        .where('month', 'in', weeks)
        .execute(),
    ])
    const counted = new Map(rows.map((row) => [`${row.series} ${row.cell}`, row.days]))
    const shown = new Map(present.map((row) => [`${row.series} ${row.cell} ${row.month}`, row]))
    const changed: PublishedRow[] = []
    for (const series of names)
      for (const cell of new Set([...rows, ...present].map((row) => row.cell)))
        for (const week of weeks) {
          const i = lastDayOfWeek(week) - firstDay(month)
          const own = shown.get(`${series} ${cell} ${week}`)
          const next = nextShown(desk.keys, {
            what: `${series} ${cell} ${week}`,
            people: onDay(counted.get(`${series} ${cell}`), i),
            keySum: onDay(counted.get(`${keysOf(series)} ${cell}`), i),
            ...(!anew && own && own.people > 0 && { was: own }),
          })
          if ((own?.n ?? 0) !== next.n || (own?.people ?? 0) !== next.people)
            changed.push({ grp, series, cell, month: week, ...next })
        }
    if (changed.length > 0) {
      const leads = await transact(desk.db, async (trx) => {
        if (!(await lead(desk.db, trx, 'adoption'))) return false
        await replaceRows(trx, changed)
        return true
      })
      if (!leads) return false
    }
    await letOthersGo()
  }
  return true
}

/** The weeks whose last day lies in a month. */
function endingIn(month: number): number[] {
  const weeks: number[] = []
  for (let week = weekOf(firstDay(month)); monthOf(lastDayOfWeek(week)) === month; week++) weeks.push(week)
  return weeks
}
