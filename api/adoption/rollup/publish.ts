import { hospitalDay } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import type { Tables } from '../../core/db/tables.ts'
import { transact } from '../../core/db/transact.ts'
import { lead } from '../../core/jobs/lead.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { publishedSeries } from '../figures/catalog.ts'
import { isLevel, keysOf, peopleIn } from '../series.ts'
import { dayNumber, firstDay, monthOf, throughDay } from './calendar.ts'
import { groupsOfEach, shownGroup } from './generations.ts'
import { blurred, fewestPeople, patience } from './noise.ts'

type Row = Tables['adoption_published']
const seriesAtOnce = 20

const replaceRows = insertRows(
  'adoption_published',
  ['grp', 'series', 'cell', 'month', 'n', 'people'],
  ['grp', 'series', 'cell', 'month'],
)

/**
 * Once a day: what those who see no patients are shown, up to the day before. A number that was shown stays until at least
 * eleven people more or fewer are behind it, and is drawn once more when its month is over: whoever looks every day sees no
 * single person come.
 * @returns whether there was something to publish.
 */
export async function publishFigures(desk: Desk): Promise<boolean> {
  const db = desk.db.readCold
  const { timeZone } = await readPolicy(db)
  const day = dayNumber(hospitalDay(desk.clock(), timeZone)) - 1
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
  const groups = stored.map(({ grp, month }) => ({ grp: grp % groupsOfEach, month }))
  if (groups.length === 0) return false
  const closed = (month: number) =>
    published_day === null || (month < monthOf(day) && month >= monthOf(published_day))
  for (const { grp, month } of groups.filter((one) => one.month <= monthOf(day)))
    for (let i = 0; i < publishedSeries.length; i += seriesAtOnce) {
      const names = publishedSeries.slice(i, i + seriesAtOnce)
      if (!(await publishSome(desk, { grp, month, names, day, redraw: closed(month) }))) return false
      await letOthersGo()
    }
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
  redraw: boolean
}

/** @returns false where another node leads. */
async function publishSome(desk: Desk, { grp, month, names, day, redraw }: Part): Promise<boolean> {
  const counted = new Map<string, number>()
  const kept = [...names.map(keysOf), ...names.map((name) => (isLevel(name) ? name : peopleIn(name)))]
  const db = desk.db.readCold
  const rows = await db
    .selectFrom('adoption_rollup')
    .select(['series', 'cell', 'carry', 'days'])
    .where('grp', '=', shownGroup(grp))
    .where('month', '=', month)
    .where('series', 'in', kept)
    .execute()
  for (const row of rows)
    counted.set(`${row.series} ${row.cell}`, row.carry + throughDay(row.days, day - firstDay(month)))
  const present = await db
    .selectFrom('adoption_published')
    .selectAll()
    .where('grp', '=', grp)
    .where('month', '=', month)
    .where('series', 'in', names)
    .execute()
  const before = new Map(present.map((row) => [`${row.series} ${row.cell}`, row]))
  const cells = new Set([...rows.map((row) => row.cell), ...present.map((row) => row.cell)])
  const changed: Row[] = []
  for (const series of names)
    for (const cell of cells) {
      const people = counted.get(`${isLevel(series) ? series : peopleIn(series)} ${cell}`) ?? 0
      const was = before.get(`${series} ${cell}`)
      if (!was && people < fewestPeople) continue
      const apart = Math.abs(people - (was?.people ?? 0))
      if (was && !redraw && apart < patience(desk.keys, cell, series, month, was.people)) continue
      const n = blurred(desk.keys, cell, people, counted.get(`${keysOf(series)} ${cell}`) ?? 0)
      if (was?.n !== n || was.people !== people) changed.push({ grp, series, cell, month, n, people })
    }
  if (changed.length === 0) return true
  return transact(desk.db, async (trx) => {
    if (!(await lead(desk.db, trx, 'adoption'))) return false
    await replaceRows(trx, changed)
    return true
  })
}
