import { view } from '../../acts/view.ts'
import { Invalid } from '../../core/errors.ts'
import { figureTexts } from '../figureTexts.ts'
import { equityQuery, equityReply } from '../lookSchema.ts'
import { lastDay, monthText } from '../rollup/calendar.ts'
import { groupOf, segmentOfKey } from '../rollup/cells.ts'
import { unknown } from '../rollup/segments.ts'
import { mayBeNamed } from '../traitLists.ts'
import { notAGroup, segmentWhenCompared } from '../words.ts'
import { ask, presentPeriod } from './ask.ts'
import { figures, unitOf } from './catalog.ts'
import { type Counts, readCounts, readMonthly } from './counts.ts'
import { type Evaluated, evaluate } from './evaluate.ts'
import { difference, different, direction, drawn, type Interval } from './interval.ts'
import { readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

const changes = { [-1]: 'narrower', 0: 'alike', 1: 'wider' } as const
const ways = { [-1]: 'ahead', 0: 'alike', 1: 'behind' } as const
const sideOf = ({ low, high }: Interval) => (low > 0 ? 1 : high < 0 ? -1 : 0)

/** All groups but the one they are set beside, together. */
const others = -2

/**
 * The equity gap: how much less a figure is of all other groups together than of one that is named, and so in each month.
 * Who is of no known group is in neither. It is the mean distance of the others' people from the reference, so that
 * no group is picked for standing furthest off by chance; each group's own distance stands beside it.
 */
export const showEquity = view({
  ...seen,
  at: 'GET /api/adoption/equity',
  summary: 'How far other groups are behind a named one, now and month by month',
  tag: 'Adoption',
  needs: 'adoption.compare',
  asks: equityQuery,
  reply: equityReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const { segment, period, sight, over } = question
    const dims = Object.keys(segment)
    if (dims.length > 1 || (dims.length === 1 && segment.clinic === undefined))
      throw new Invalid({ segment: segmentWhenCompared })
    const figure = figures.get(given.figure)!
    const grp = groupOf(segment.clinic === undefined ? [given.by] : ['clinic', given.by])
    const values = (await sight.values(db, grp)).flatMap(({ cell, key }) => {
      const { [given.by]: value, clinic } = segmentOfKey(key)
      return clinic === segment.clinic && value !== unknown && mayBeNamed(given.by, value!)
        ? [{ cell, value: value! }]
        : []
    })
    const whole = Array.from({ length: period.to - period.from + 1 }, (_, i) => period.from + i).filter(
      (month) => lastDay(month) <= over,
    )
    const last = whole.at(-1)
    const [counts, progress, monthly] = await Promise.all([
      readCounts(db, sight, { grp }, [figure], period),
      readProgress(db),
      last === undefined
        ? []
        : readMonthly(db, sight, { grp }, [figure], { from: period.from, to: last, asOf: lastDay(last) }),
    ])
    // What has no people to show is not named.
    const shown = values
      .map((one) => ({ ...one, own: evaluate(figure, counts, one.cell, drawn) }))
      .filter(({ own }) => own.denominator > 0)
      .sort((a, b) => b.own.denominator - a.own.denominator || a.value.localeCompare(b.value))
    const usable = shown.filter(({ own }) => own.value !== null && own.interval !== null)
    const reference = given.reference
      ? usable.find(({ value }) => value === given.reference)
      : (usable.find(({ value }) => value !== 'other') ?? usable[0])
    if (given.reference && !reference) throw new Invalid({ reference: notAGroup })
    const rest = usable.flatMap(({ cell }) => (cell === reference?.cell ? [] : [cell]))
    for (const one of [counts, ...monthly]) one.join(rest, others)
    const [more, less] = figure.goal === 'more' ? [0, 1] : [1, 0]
    const differs = (cell: number) => {
      const gap = gapOf(counts, cell, different)
      return gap ? ways[sideOf(gap)] : ('few' as const)
    }
    const gapOf = (from: Counts, cell: number, z: number) => {
      const sides = [reference?.cell, cell].map((one) => one !== undefined && evaluate(figure, from, one, z))
      const [ahead, behind] = [sides[more], sides[less]]
      return rest.length > 0 && isSure(ahead) && isSure(behind) ? difference(ahead, behind) : null
    }
    const gaps = monthly.map((one) => gapOf(one, others, different)).filter((one) => one !== null)
    const [was, is] = [gaps[0], gaps.at(-1)]
    const moved =
      was && is && was !== is
        ? direction({ value: was.value, interval: was }, { value: is.value, interval: is })
        : null
    return {
      seen: lookedAt(question, `equity of ${figure.code} by ${given.by}`),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        by: given.by,
        figure: figure.code,
        name: figureTexts[figure.code].name[ctx.language],
        unit: unitOf(figure),
        better: figure.goal,
        reference: reference?.value ?? null,
        gap: gapOf(counts, others, drawn),
        differs: differs(others),
        groups: shown.map(({ cell, value, own }) => {
          return {
            value,
            figure: own.value,
            numerator: own.numerator,
            denominator: own.denominator,
            gap: cell === reference?.cell ? null : gapOf(counts, cell, drawn),
            differs: cell === reference?.cell ? ('few' as const) : differs(cell),
          }
        }),
        months: whole.map((month, i) => ({
          month: monthText(month),
          gap: gapOf(monthly[i]!, others, drawn),
        })),
        change: moved === null ? ('few' as const) : changes[moved],
      },
    }
  },
})

const isSure = (
  one: Evaluated | false | undefined,
): one is Evaluated & { value: number; interval: NonNullable<Evaluated['interval']> } =>
  Boolean(one && one.value !== null && one.interval)
