import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { namesOfStaff } from '../../staff/published.ts'
import { type Period, presentPeriod } from '../figures/ask.ts'
import { type Figure, type FigureCode, figures } from '../figures/catalog.ts'
import { type Counts, readCounts } from '../figures/counts.ts'
import { type Evaluated, evaluate } from '../figures/evaluate.ts'
import { drawn } from '../figures/interval.ts'
import { nowhere } from '../figures/queries.ts'
import { lastOver, type Sight } from '../figures/sight.ts'
import { adoptionPolicy } from '../policy.ts'
import { lastDay, monthNumber, monthOf } from '../rollup/calendar.ts'
import { cellOf, segmentOfKey } from '../rollup/cells.ts'
import type { GoalRow } from '../tables.ts'
import { ownersOf } from './owners.ts'
import type { goalStates } from './schema.ts'

type Reader = Kysely<Tables>
type State = (typeof goalStates)[number]

const averageMonthDays = 365.25 / 12
const tenth = (n: number) => Math.round(n * 10) / 10

/**
 * What a goal is held against: of people who are so, the last day; of what happened, the last whole months. Once its month is
 * over, that day and those months, for good, whatever comes after (2026-11-27).
 */
export function periodOfGoal(
  { due }: Pick<GoalRow, 'due'>,
  { kind }: Pick<Figure, 'kind'>,
  { today, lastOver }: { today: number; lastOver: number },
  months: number,
): Period & { over: boolean } {
  const month = monthOf(today)
  const end = due === null ? Number.POSITIVE_INFINITY : monthNumber(due)
  const whole = lastDay(month) <= lastOver ? month : month - 1
  const over = end <= whole
  const to = over ? end : kind === 'standing' ? month : whole
  return {
    from: kind === 'standing' ? to : to - months + 1,
    to,
    asOf: Math.min(lastDay(to), today),
    over,
  }
}

/** Whether a value, as it is shown, reaches a target, and how far it is from it. */
export function stateOfGoal(
  { target, due }: Pick<GoalRow, 'target' | 'due'>,
  { goal: better, kind }: Pick<Figure, 'goal' | 'kind'>,
  { value, interval }: Pick<Evaluated, 'value' | 'interval'>,
  { exact, over, daysLeft, dueDays }: { exact: boolean; over: boolean; daysLeft: number; dueDays: number },
): { state: State; missing: number | null } {
  if (value === null) return { state: 'few', missing: null }
  const scale = kind === 'rate' ? 1 : 100
  const shown = tenth(value * scale)
  const missing = tenth(Math.abs(shown - target))
  // Where counts are blurred, the truth may lie on the other side.
  if (!exact && interval && interval.low * scale < target && target < interval.high * scale)
    return { state: 'close', missing }
  if (better === 'more' ? shown >= target : shown <= target) return { state: 'met', missing: 0 }
  if (over) return { state: 'missed', missing }
  return { state: due !== null && daysLeft <= dueDays ? 'due' : 'short', missing }
}

export type Judged = Awaited<ReturnType<typeof judgeGoals>>[number]

/** How goals stand on a day, in their order. Goals of one place and period are read at once. */
export async function judgeGoals(db: Reader, sight: Sight, today: number, goals: readonly GoalRow[]) {
  if (goals.length === 0) return []
  const { goalDays, goalDueDays } = await readPolicy(db, adoptionPolicy)
  const months = Math.max(1, Math.round(goalDays / averageMonthDays))
  const days = { today, lastOver: lastOver(sight, today) }
  const asked = goals.map((goal) => {
    const figure = figures.get(goal.figure as FigureCode)!
    const period = periodOfGoal(goal, figure, days, months)
    return { goal, figure, period, key: [goal.place, period.from, period.to].join(' ') }
  })
  const read = new Map<string, { counts: Counts; cell: number }>()
  const reading = [...Map.groupBy(asked, ({ key }) => key)].map(async ([key, alike]) => {
    const [{ goal, period }] = alike as [(typeof asked)[number]]
    const where = (await cellOf(db, segmentOfKey(goal.place))) ?? nowhere
    const wanted = alike.map(({ figure }) => figure)
    read.set(key, { counts: await readCounts(db, sight, where, wanted, period), cell: where.cell })
  })
  const [owners, names] = await Promise.all([
    ownersOf(db),
    namesOfStaff(
      db,
      goals.flatMap(({ owner_id }) => owner_id ?? []),
    ),
    ...reading,
  ])
  return asked.map(({ goal, figure, period, key }) => {
    const { counts, cell } = read.get(key)!
    const evaluated = evaluate(figure, counts, cell, drawn)
    const { id, target, due, owner_id } = goal
    return {
      id,
      target,
      due,
      owner:
        owner_id === null
          ? null
          : {
              id: owner_id,
              name: names.get(owner_id)!,
              active: owners.some((one) => one.id === owner_id),
            },
      ...stateOfGoal(goal, figure, evaluated, {
        exact: sight.exact,
        over: period.over,
        daysLeft: due === null ? Number.POSITIVE_INFINITY : lastDay(monthNumber(due)) - today,
        dueDays: goalDueDays,
      }),
      over: period.over,
      value: evaluated.value,
      period: presentPeriod(period),
    }
  })
}
