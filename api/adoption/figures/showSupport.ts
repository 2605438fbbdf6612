import { view } from '../../acts/view.ts'
import { caseCauses } from '../../cases/lists.ts'
import type { StaffCtx } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import { places, traits } from '../lists.ts'
import { lastDay, monthNumber, monthOf, monthText } from '../rollup/calendar.ts'
import { cellOf, groupOf, segmentOfKey } from '../rollup/cells.ts'
import { unknown } from '../rollup/segments.ts'
import { supportQuery, supportReply } from '../schema.ts'
import { changedWithoutPlace, tooRecent } from '../words.ts'
import { ask, type Period, periodOf, presentPeriod, type Question } from './ask.ts'
import { callsOf, patientsSeen } from './catalog.ts'
import { readCounts } from './counts.ts'
import { type Evaluated, evaluate, sumsOf } from './evaluate.ts'
import { drawn, ratioInterval } from './interval.ts'
import { nowhere, readProgress, type Where } from './queries.ts'
import { readMonths, type SeenMonth, together } from './readMonths.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'
import { reach, studyPlaces, studySeries } from './study.ts'
import { toldBefore } from './told.ts'

/**
 * Closed calls by cause for each 1,000 patients seen and month, in the months before and after the one that holds a
 * marked day. That month itself is left out: it is neither.
 */
export const showSupport = view({
  ...seen,
  at: 'GET /api/adoption/support',
  summary: 'Calls by cause before and after a marked day',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: supportQuery,
  reply: supportReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const mark = monthNumber(given.mark)
    const changed = given.changed ?? []
    const question = await ask(ctx, {
      segment: given.segment,
      ...(changed.length > 0 && { by: 'clinic' }),
    })
    if (changed.length > 0 && places.some((place) => question.segment[place] !== undefined))
      throw new Invalid({ changed: changedWithoutPlace })
    const before = periodOf(mark - given.months, mark - 1, question.today, 'mark')
    // Only months that are over: part of one would look like fewer calls.
    const over = monthOf(question.over + 1) - 1
    const afterTo = Math.min(mark + given.months, over)
    if (afterTo <= mark) throw new Invalid({ mark: tooRecent })
    const after = { from: mark + 1, to: afterTo, asOf: lastDay(afterTo) }
    const where = (await cellOf(db, question.segment)) ?? nowhere
    // All calls are counted by themselves: the causes' blurred counts added up would be further off.
    const wanted = ['all', ...caseCauses].map((cause) => ({ cause, figure: callsOf(cause) }))
    const side = async (period: Period) => {
      const figures = wanted.map(({ figure }) => figure)
      const counts = await readCounts(db, question.sight, where, figures, period)
      return {
        exposure: counts.exposure(patientsSeen, where.cell).n,
        of: new Map(
          wanted.map(({ cause, figure }) => {
            const rate = evaluate(figure, counts, where.cell, drawn)
            return [cause, { rate, ...sumsOf(figure, counts, where.cell) }]
          }),
        ),
      }
    }
    const [was, is, study, told, progress] = await Promise.all([
      side(before),
      side(after),
      studyOf(db, question, { changed, mark, last: Math.min(over, mark + reach.after) }),
      toldBefore(db, question.sight, callsOf('all').numerator, before.from),
      readProgress(db),
    ])
    const present = ({ numerator, value, interval }: Evaluated) => ({
      count: numerator,
      rate: value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    })
    const both = (cause: string) => {
      const [a, b] = [was.of.get(cause)!, is.of.get(cause)!]
      // Of how many times as many nothing is known where a month is left out on one side.
      const had = told.size > 0
      const known = had && [a, b].every(({ rate, part }) => rate.value !== null && part.hidden === 0)
      const counted = ({ part, whole }: typeof a) => ({
        count: part.n,
        exposure: whole.n,
        clustered: part.clustered,
        noise: { count: part.variance, of: whole.variance },
      })
      return {
        before: present(had ? a.rate : { ...a.rate, value: null, interval: null }),
        after: present(b.rate),
        ratio: known ? ratioInterval(counted(a), counted(b)) : null,
      }
    }
    const rows = caseCauses.map((cause) => ({ cause, ...both(cause) }))
    return {
      seen: lookedAt(
        { ...question, period: { ...before, to: after.to } },
        ['support', given.mark, changed.length > 0 && `in ${changed.length} clinics`]
          .filter(Boolean)
          .join(' '),
      ),
      reply: {
        ...stateOf(question, progress),
        mark: given.mark,
        leftOut: monthText(mark),
        before: { ...presentPeriod(before), exposure: was.exposure },
        after: { ...presentPeriod(after), exposure: is.exposure },
        all: both('all'),
        rows: rows
          .filter(({ before, after }) =>
            question.sight.exact ? before.count + after.count > 0 : (before.rate ?? after.rate) !== null,
          )
          .sort((a, b) => b.before.count + b.after.count - a.before.count - a.after.count),
        ...study,
      },
    }
  },
})

/** All calls month by month; and where the change reached some clinics only, those beside the others. */
async function studyOf(
  db: StaffCtx['desk']['db']['readCold'],
  { sight, segment }: Question,
  { changed, mark, last }: { changed: readonly string[]; mark: number; last: number },
) {
  const span = { from: mark - reach.before, to: last }
  const trait = traits.find((one) => segment[one] !== undefined)
  const grp = groupOf(trait ? ['clinic', trait] : ['clinic'])
  const read = (where: Where) => readMonths(db, sight, where, 'call-closed', span)
  let series: SeenMonth[]
  let beside: ReturnType<typeof studyPlaces> | null = null
  if (changed.length === 0) {
    const where = (await cellOf(db, segment)) ?? nowhere
    series = (await read(where)).get(where.cell) ?? []
  } else {
    const [months, values] = await Promise.all([read({ grp }), sight.values(db, grp)])
    const clinics = values.flatMap(({ cell, key }) => {
      const { clinic, ...rest } = segmentOfKey(key)
      const own = months.get(cell)
      return own && clinic !== unknown && (!trait || rest[trait] === segment[trait])
        ? [{ own, reached: changed.includes(clinic!) }]
        : []
    })
    const of = (reached: boolean) => clinics.flatMap((one) => (one.reached === reached ? [one.own] : []))
    series = together(of(true))
    beside = studyPlaces(of(true), of(false), mark, last)
  }
  const { says, change } = studySeries(series, mark)
  const used = series.filter(({ month }) => month !== mark)
  const expected = new Map(used.map(({ month }, i) => [month, change?.expected[i]]))
  const rate = (n: number | undefined, exposure: number) =>
    n !== undefined && exposure > 0 ? (1000 * n) / exposure : null
  return {
    series: {
      says,
      change: change && { ratio: change.ratio, low: change.low, high: change.high },
      months: series.map(({ month, count, exposure, noise }) => ({
        month: monthText(month),
        count,
        rate: noise.count > 0 && count === 0 ? null : rate(count, exposure),
        expected: rate(expected.get(month), exposure),
      })),
    },
    places: beside,
  }
}
