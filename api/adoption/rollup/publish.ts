import { hospitalDay } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { publishedSeries } from '../figures/catalog.ts'
import { isLevel, keysOf, peopleIn } from '../series.ts'
import { dayNumber, firstDay, lastDay, monthOf, throughDay } from './calendar.ts'
import { groupsOfEach, shownGroup } from './generations.ts'
import { nextShown } from './noise.ts'
import { type PublishedRow, replaceRows } from './publishedRows.ts'
import { publishWeeks } from './publishWeeks.ts'

const seriesAtOnce = 20

/** On these days of each month, and its last, a copy is taken. */
const daysOfCopies = [7, 14, 21]

/**
 * The last day, up to the given one, that a copy is taken of. A copy a day would say on which day somebody came wherever a
 * number moves or a cell is first shown; seven days or more lie between any two, the same for all cells, so that no two of them
 * together say it either (2026-11-27).
 */
export function copiedDay(day: number): number {
  const month = monthOf(day)
  if (day === lastDay(month)) return day
  const before = daysOfCopies.findLast((n) => firstDay(month) + n - 1 <= day)
  return before === undefined ? lastDay(month - 1) : firstDay(month) + before - 1
}

/**
 * Publishes what those who see no patients are shown. A number that was shown stays until at least eleven people more or fewer are
 * behind it, that of how many are so from one month to the next as well; what happened in a month is drawn by itself once
 * more when that is over, so that nothing is said by whether it changed.
 * @returns whether there was something to publish.
 */
export async function publishFigures(desk: Desk): Promise<boolean> {
  const db = desk.db.readCold
  const { timeZone } = await readPolicy(db)
  const day = copiedDay(dayNumber(hospitalDay(desk.clock(), timeZone)) - 1)
  const { published_day, recount } = await db
    .selectFrom('adoption_state')
    .selectAll()
    .executeTakeFirstOrThrow()
  // What an older version kept may lack what is published.
  if ((published_day !== null && published_day >= day) || recount) return false
  const stored = await db
    .selectFrom('adoption_rollup')
    .select(['grp', 'month'])
    .distinct()
    .where('grp', '>=', shownGroup(0))
    .where('grp', '<', shownGroup(groupsOfEach))
    .execute()
  const groups = stored
    .map(({ grp, month }) => ({ grp: grp % groupsOfEach, month }))
    .filter(({ month }) => month <= monthOf(day))
    // How many are so in a month goes on from the month before.
    .sort((a, b) => a.month - b.month)
  if (groups.length === 0) return false
  const over = (month: number, by: number | null) => by !== null && lastDay(month) <= by
  const anew = published_day === null
  for (const { grp, month } of groups) {
    const closed = over(month, day)
    const closes = closed && !over(month, published_day)
    for (let i = 0; i < publishedSeries.length; i += seriesAtOnce) {
      const names = publishedSeries.slice(i, i + seriesAtOnce)
      if (!(await publishSome(desk, { grp, month, names, day, closed, closes, anew }))) return false
      await letOthersGo()
    }
  }
  const months = [...new Set(groups.map(({ month }) => month))]
  if (!(await publishWeeks(desk, months, { day, anew }))) return false
  await transact(desk.db, async (trx) => {
    await trx.updateTable('adoption_state').set({ published_day: day }).execute()
  })
  return true
}

interface Part {
  grp: number
  month: number
  names: readonly string[]
  day: number
  /** The month is over, and was not when a copy was taken before. */
  closed: boolean
  closes: boolean
  /** No copy was taken before, or not by these rules. */
  anew: boolean
}

/** @returns false where another node leads. */
async function publishSome(
  desk: Desk,
  { grp, month, names, day, closed, closes, anew }: Part,
): Promise<boolean> {
  const counted = new Map<string, number>()
  const kept = [...names.map(keysOf), ...names.map((name) => (isLevel(name) ? name : peopleIn(name)))]
  const db = desk.db.readCold
  const rows = await db
    .selectFrom('adoption_rollup')
    .select(['series', 'cell', 'carry', 'total'])
    // Of a month that is over all days count: they are neither read nor added up.
    .$if(!closed, (qb) => qb.select('days'))
    .where('grp', '=', shownGroup(grp))
    .where('month', '=', month)
    .where('series', 'in', kept)
    .execute()
  for (const row of rows)
    counted.set(
      `${row.series} ${row.cell}`,
      row.carry + (row.days === undefined ? row.total : throughDay(row.days, day - firstDay(month))),
    )
  const present = await db
    .selectFrom('adoption_published')
    .selectAll()
    .where('grp', '=', grp)
    .where('month', 'in', [month - 1, month])
    .where('series', 'in', names)
    .execute()
  const shown = new Map(present.map((row) => [`${row.series} ${row.cell} ${row.month}`, row]))
  const cells = new Set([...rows.map((row) => row.cell), ...present.map((row) => row.cell)])
  const changed: PublishedRow[] = []
  for (const series of names) {
    const level = isLevel(series)
    for (const cell of cells) {
      const own = shown.get(`${series} ${cell} ${month}`)
      const before = level ? shown.get(`${series} ${cell} ${month - 1}`) : undefined
      const stays = anew ? before : closes && !level ? undefined : (own ?? before)
      const next = nextShown(desk.keys, {
        what: level ? `${series} ${cell}` : `${series} ${cell} ${month}${closed ? ' closed' : ''}`,
        people: counted.get(`${level ? series : peopleIn(series)} ${cell}`) ?? 0,
        keySum: counted.get(`${keysOf(series)} ${cell}`) ?? 0,
        ...(stays && stays.people > 0 && { was: stays }),
      })
      if ((own?.n ?? 0) !== next.n || (own?.people ?? 0) !== next.people)
        changed.push({ grp, series, cell, month, ...next })
    }
  }
  if (changed.length === 0) return true
  return transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'adoption'))) return false
    await replaceRows(trx, changed)
    return true
  })
}
