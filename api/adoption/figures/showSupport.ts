import { view } from '../../acts/view.ts'
import { caseCauses } from '../../cases/lists.ts'
import { Invalid } from '../../core/errors.ts'
import { lastDay, monthNumber, monthText } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import { supportQuery, supportReply } from '../schema.ts'
import { tooRecent } from '../words.ts'
import { ask, type Period, periodOf, presentPeriod } from './ask.ts'
import type { Making } from './catalog.ts'
import { readCounts } from './evaluate.ts'
import { drawn, rateInterval, ratioInterval } from './interval.ts'
import { nowhere, readProgress } from './queries.ts'
import { seen } from './seen.ts'
import { stateOf } from './state.ts'

/**
 * Closed calls by cause for each 1,000 active patients and month, in the months before and after the one that holds a
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
    const question = await ask(ctx, { segment: given.segment })
    const before = periodOf(mark - given.months, mark - 1, question.today, 'mark')
    // Only months that are over: part of one would look like fewer calls.
    const over = monthNumber(presentPeriod(question.period).asOf) - 1
    const afterTo = Math.min(mark + given.months, over)
    if (afterTo <= mark) throw new Invalid({ mark: tooRecent })
    const after = { from: mark + 1, to: afterTo, asOf: lastDay(afterTo) }
    const where = (await cellOf(db, question.segment)) ?? nowhere
    // All calls are counted by themselves: the causes' rounded counts added up would be further off.
    const series = ['call-closed', ...caseCauses.map((cause) => `cause:${cause}`)]
    const wanted = series.map((name): Making => ({ kind: 'rate', numerator: [name] }))
    const side = async (period: Period) => {
      const counts = await readCounts(db, question.sight, where, wanted, period)
      const count = (name: string) => counts.flows.get(name)?.get(where.cell) ?? 0
      return {
        exposure: counts.activity.get(where.cell) ?? 0,
        counts: new Map(caseCauses.map((cause) => [cause, count(`cause:${cause}`)])),
        total: count('call-closed'),
        extra: counts.rounding.flow,
      }
    }
    const [was, is, progress] = await Promise.all([side(before), side(after), readProgress(db)])
    const present = (from: typeof was, count: number) => {
      const interval = rateInterval(count, from.exposure, drawn, from.extra)
      return {
        count,
        rate: from.exposure > 0 ? (1000 * count) / from.exposure : null,
        low: interval ? 1000 * interval.low : null,
        high: interval ? 1000 * interval.high : null,
      }
    }
    const rows = caseCauses.map((cause) => {
      const [a, b] = [was.counts.get(cause) ?? 0, is.counts.get(cause) ?? 0]
      const ratio = ratioInterval({ ...was, count: a }, { ...is, count: b })
      return { cause, before: present(was, a), after: present(is, b), ratio }
    })
    return {
      reply: {
        ...stateOf(question, progress),
        mark: given.mark,
        leftOut: monthText(mark),
        before: { ...presentPeriod(before), exposure: was.exposure },
        after: { ...presentPeriod(after), exposure: is.exposure },
        all: {
          before: present(was, was.total),
          after: present(is, is.total),
          ratio: ratioInterval({ ...was, count: was.total }, { ...is, count: is.total }),
        },
        rows: rows
          .filter((row) => row.before.count + row.after.count > 0)
          .sort((a, b) => b.before.count + b.after.count - a.before.count - a.after.count),
      },
    }
  },
})
