import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { lastDay } from '../rollup/calendar.ts'
import type { Period } from './ask.ts'
import { activityBase, type Figure, type Making, seriesOf } from './catalog.ts'
import { type Interval, rateInterval, shareInterval } from './interval.ts'
import { flowIn, levelOn, type Where } from './queries.ts'
import { roundingVariance, type Sight } from './round.ts'

type Reader = Kysely<Tables>

/** The counts that figures of one period are made of, as the asker may see them, for each cell. */
export interface Counts {
  period: Period
  levels: Map<string, Map<number, number>>
  flows: Map<string, Map<number, number>>
  /** Patient-months of activity; see catalog. */
  activity: Map<number, number>
  /** What rounding adds to the variance of a level, and of a flow or an activity. */
  rounding: { level: number; flow: number }
}

/** Reads what the given figures need, one query for each series and period. */
export async function readCounts(
  db: Reader,
  sight: Sight,
  where: Where,
  wanted: readonly Making[],
  period: Period,
): Promise<Counts> {
  const months = period.to - period.from + 1
  const counts: Counts = {
    period,
    levels: new Map(),
    flows: new Map(),
    activity: new Map(),
    rounding: sight.exact
      ? { level: 0, flow: 0 }
      : { level: roundingVariance, flow: roundingVariance * months },
  }
  const seen = (counted: Map<number, number>, month?: number) =>
    new Map([...counted].map(([cell, n]) => [cell, sight.see(cell, n, month)]))
  const series = wanted.map(seriesOf)
  const work: Promise<void>[] = []
  for (const name of new Set(series.flatMap((one) => one.levels)))
    work.push(
      levelOn(db, where, name, period.asOf).then((counted) => void counts.levels.set(name, seen(counted))),
    )
  for (const name of new Set(series.flatMap((one) => one.flows)))
    work.push(
      flowIn(db, where, name, period.from, period.to, period.asOf).then((byMonth) => {
        const sum = new Map<number, number>()
        for (const [month, counted] of byMonth) addAll(sum, seen(counted, month))
        counts.flows.set(name, sum)
      }),
    )
  if (wanted.some((figure) => figure.kind === 'rate'))
    for (let month = period.from; month <= period.to; month++)
      work.push(
        levelOn(db, where, activityBase, Math.min(lastDay(month), period.asOf)).then((counted) =>
          addAll(counts.activity, seen(counted)),
        ),
      )
  await Promise.all(work)
  return counts
}

function addAll(sum: Map<number, number>, more: Map<number, number>): void {
  for (const [cell, n] of more) sum.set(cell, (sum.get(cell) ?? 0) + n)
}

export interface Evaluated {
  /** A share from 0 to 1, a rate for each 1,000, or the upper end of the median's class; null where there is none. */
  value: number | null
  numerator: number
  denominator: number
  interval: Interval | null
}

const perActive = 1000

/** One figure of one cell, with its interval at `z` standard errors. */
export function evaluate(figure: Figure, counts: Counts, cell: number, z: number): Evaluated {
  const sum = (from: Map<string, Map<number, number>>, series: readonly string[]) =>
    series.reduce((total, name) => total + (from.get(name)?.get(cell) ?? 0), 0)
  if (figure.kind === 'time') {
    const classes = Array.from(
      { length: figure.ends.length + 1 },
      (_, i) => counts.flows.get(`${figure.classes}:${i}`)?.get(cell) ?? 0,
    )
    const all = classes.reduce((a, b) => a + b, 0)
    let within = 0
    const median = classes.findIndex((n) => {
      within += n
      return within * 2 >= all
    })
    return {
      value: all === 0 ? null : (figure.ends[median] ?? null),
      numerator: all === 0 ? 0 : within,
      denominator: all,
      interval: null,
    }
  }
  if (figure.kind === 'rate') {
    const count = sum(counts.flows, figure.numerator)
    const exposure = counts.activity.get(cell) ?? 0
    const interval = rateInterval(count, exposure, z, counts.rounding.flow)
    return {
      value: exposure > 0 ? (perActive * count) / exposure : null,
      numerator: count,
      denominator: exposure,
      interval: interval && { low: perActive * interval.low, high: perActive * interval.high },
    }
  }
  const from = figure.kind === 'standing' ? counts.levels : counts.flows
  const numerator = sum(from, figure.numerator)
  const denominator = sum(from, figure.denominator)
  return {
    value: denominator > 0 ? numerator / denominator : null,
    numerator,
    denominator,
    interval: shareInterval(
      numerator,
      denominator,
      z,
      figure.kind === 'standing' ? counts.rounding.level : counts.rounding.flow,
    ),
  }
}
