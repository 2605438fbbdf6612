import type { Kysely } from 'kysely'
import { prepared, preparedBy } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { namesOfPlaces } from '../../patients/visits.ts'
import type { Dimension } from '../lists.ts'
import { firstDay, lastDayOfWeek, monthOf, onDay, throughDay } from '../rollup/calendar.ts'
import { generationIn, shownGroup } from '../rollup/generations.ts'
import { inWeek } from '../series.ts'

type Reader = Kysely<Tables>

/** One cell of a group, or all of them. */
export interface Where {
  grp: number
  cell?: number
}
/** The cell nobody was ever counted in. */
export const nowhere = { grp: -1, cell: -1 }
/** What was counted, by cell. */
export type Counted = Map<number, number>

type OfGroup = { grp: number; series: string; month: number }
type OfCell = OfGroup & { cell: number }
const inGroup = (db: Reader, p: OfGroup) =>
  db
    .selectFrom('adoption_rollup')
    .where('grp', '=', shownGroup(p.grp))
    .where('series', '=', p.series)
    .where('month', '=', p.month)
const inCell = (db: Reader, p: OfCell) => inGroup(db, p).where('cell', '=', p.cell)

const monthOfGroup = prepared((db: Reader, p: OfGroup) => inGroup(db, p).select(['cell', 'carry', 'days']))
const monthOfCell = prepared((db: Reader, p: OfCell) => inCell(db, p).select(['cell', 'carry', 'days']))

/** The cells of a group: with them the months of each are one stretch of an index. */
export const cellsOf = (db: Reader, grp: number) =>
  db.selectFrom('adoption_cell').select('cell').where('grp', '=', grp)

type OfSpan = { grp: number; series: string; from: number; to: number; cell: number }
const totalsOf = preparedBy(
  (of: 'cell' | 'group') => (db: Reader, p: OfSpan) =>
    db
      .selectFrom('adoption_rollup')
      .select(['month', 'cell', 'carry', 'total'])
      .where('grp', '=', shownGroup(p.grp))
      .where('series', '=', p.series)
      .where('cell', of === 'cell' ? '=' : 'in', of === 'cell' ? p.cell : cellsOf(db, p.grp))
      .where('month', '>=', p.from)
      .where('month', '<=', p.to),
)

async function rowsOf(db: Reader, where: Where, series: string, month: number) {
  const { grp, cell } = where
  return cell === undefined
    ? monthOfGroup(db, { grp, series, month })
    : monthOfCell(db, { grp, series, month, cell })
}

interface InMonth extends Row {
  month: number
  /** Of the month's daily numbers, those that are asked for, added up. */
  sum: number
}
interface Row {
  cell: number
  carry: number
}

/** Each month from `from` to `to`; of `to` its days up to `asOf`, which lies in it. */
async function monthsOf(
  db: Reader,
  where: Where,
  series: string,
  { from, to, asOf }: { from: number; to: number; asOf: number },
): Promise<InMonth[]> {
  const { grp, cell } = where
  const whole = asOf === firstDay(to + 1) - 1 ? to : to - 1
  const found: InMonth[] = []
  if (whole >= from) {
    const asked = { grp, series, from, to: whole, cell: cell ?? 0 }
    for (const row of await totalsOf(cell === undefined ? 'group' : 'cell', db, asked))
      found.push({ ...row, sum: row.total })
  }
  if (whole < to)
    for (const row of await rowsOf(db, where, series, to))
      found.push({ ...row, month: to, sum: throughDay(row.days, asOf - firstDay(to)) })
  return found
}

function byMonth(rows: readonly InMonth[], count: (row: InMonth) => number): Map<number, Counted> {
  const months = new Map<number, Counted>()
  for (const row of rows) {
    const counted = months.get(row.month) ?? new Map()
    months.set(row.month, counted.set(row.cell, count(row)))
  }
  return months
}

type Span = [from: number, to: number, asOf: number]
export type Read = (db: Reader, where: Where, series: string, ...span: Span) => Promise<Map<number, Counted>>

/** What happened in each month from `from` to `to`, up to the day `asOf`, which lies in `to`: counts by month, then cell. */
export const flowIn: Read = async (db, where, series, from, to, asOf) =>
  byMonth(await monthsOf(db, where, series, { from, to, asOf }), ({ sum }) => sum)

/** How many are so on the last day of each month from `from` to `to`, and on the day `asOf` of `to`. */
export const levelIn: Read = async (db, where, series, from, to, asOf) =>
  byMonth(await monthsOf(db, where, series, { from, to, asOf }), ({ carry, sum }) => carry + sum)

/** The people to whom it happened in each week from `from` to `to`, by week, then cell. */
export async function countedInWeeks(
  db: Reader,
  where: Where,
  flow: string,
  from: number,
  to: number,
): Promise<Map<number, Counted>> {
  const weeks = new Map<number, Counted>()
  const rows = new Map<number, Awaited<ReturnType<typeof rowsOf>>>()
  for (let week = from; week <= to; week++) {
    const last = lastDayOfWeek(week)
    const month = monthOf(last)
    const found = rows.get(month) ?? (await rowsOf(db, where, inWeek(flow), month))
    rows.set(month, found)
    weeks.set(week, new Map(found.map((row) => [row.cell, onDay(row.days, last - firstDay(month))])))
  }
  return weeks
}

const publishedRows = preparedBy((of: 'cell' | 'group') => (db: Reader, p: OfSpan) => {
  const rows = db
    .selectFrom('adoption_published')
    .select(['month', 'cell', 'n'])
    .where('grp', '=', p.grp)
    .where('series', '=', p.series)
    .where('month', '>=', p.from)
    .where('month', '<=', p.to)
  return of === 'cell' ? rows.where('cell', '=', p.cell) : rows
})

/** What was published of each month, or week, by that, then cell. */
export async function publishedIn(
  db: Reader,
  { grp, cell }: Where,
  series: string,
  from: number,
  to: number,
): Promise<Map<number, Counted>> {
  const months = new Map<number, Counted>()
  const asked = { grp, series, from, to, cell: cell ?? 0 }
  for (const row of await publishedRows(cell === undefined ? 'group' : 'cell', db, asked)) {
    const counted = months.get(row.month) ?? new Map()
    months.set(row.month, counted.set(row.cell, row.n))
  }
  return months
}

/** The cells of a group that anything is published of now or was: nobody is named a value for being the first to have it. */
export const publishedCells = (db: Reader, grp: number): Promise<{ cell: number; key: string }[]> =>
  db
    .selectFrom('adoption_cell')
    .select(['cell', 'key'])
    .where('grp', '=', grp)
    .where('cell', 'in', (qb) =>
      qb
        .selectFrom('adoption_published')
        .select('cell')
        .where('grp', '=', grp)
        .where('series', 'in', ['eligible', 'activated-ever', 'active-365', 'call'])
        .where('n', '>', 0),
    )
    .execute()

/** The last day that those who see no patients see. */
export const publishedDay = async (db: Reader): Promise<number | null> =>
  (await db.selectFrom('adoption_state').select('published_day').executeTakeFirstOrThrow()).published_day

export async function readProgress(db: Reader) {
  const [state, shown, made, waiting, counted] = await Promise.all([
    db.selectFrom('adoption_state').selectAll().executeTakeFirstOrThrow(),
    generationIn(db, 'shown'),
    generationIn(db, 'making'),
    db.selectFrom('adoption_inbox').select('seq').limit(1).executeTakeFirst(),
    db.selectFrom('adoption_person').select('person').limit(1).executeTakeFirst(),
  ])
  return {
    backfilled_at: state.backfilled_at,
    merged_at: shown?.merged_at ?? null,
    published_day: state.published_day,
    /** All of it is being counted anew, or will be; what is shown is whole. */
    recounting: state.recount !== 0 || made !== undefined,
    waiting: waiting !== undefined,
    /** Nothing ever came in: no copy is to be waited for. */
    empty: waiting === undefined && counted === undefined,
  }
}

/** Every cell of a group in which anybody was ever counted. */
export async function valuesOf(db: Reader, grp: number): Promise<{ cell: number; key: string }[]> {
  return db.selectFrom('adoption_cell').select(['cell', 'key']).where('grp', '=', grp).execute()
}

/** The names of clinics or providers; what people are told apart by has none but its values. */
export async function namesOf(db: Reader, dimension: Dimension): Promise<Map<string, string>> {
  if (dimension !== 'clinic' && dimension !== 'provider') return new Map()
  return namesOfPlaces(db, dimension)
}
