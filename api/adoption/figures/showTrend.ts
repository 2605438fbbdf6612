import { view } from '../../acts/view.ts'
import { annotationsIn } from '../annotations/queries.ts'
import { figureTexts } from '../figureTexts.ts'
import { monthText } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import { trendQuery, trendReply } from '../schema.ts'
import { ask, type Period, presentPeriod } from './ask.ts'
import { figures, unitOf } from './catalog.ts'
import { readMonthly } from './counts.ts'
import { evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

/** The given figures month by month, with what happened then. */
export const showTrend = view({
  ...seen,
  at: 'GET /api/adoption/trend',
  summary: 'Figures month by month, with what happened then',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: trendQuery,
  reply: trendReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const { period } = question
    const where = (await cellOf(db, question.segment)) ?? nowhere
    const wanted = given.figures.map((code) => figures.get(code)!)
    const monthly = (of: Period) => readMonthly(db, question.sight, where, wanted, of)
    const [months, before, annotations, progress] = await Promise.all([
      monthly(period),
      question.against && monthly(question.against),
      annotationsIn(db, period),
      readProgress(db),
    ])
    return {
      seen: lookedAt(question, `trend: ${given.figures.join(' ')}`),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        against: question.against ? presentPeriod(question.against) : null,
        annotations,
        figures: wanted.map((figure) => ({
          code: figure.code,
          name: figureTexts[figure.code].name[ctx.language],
          unit: unitOf(figure),
          points: months.map((counts, i) => {
            const { value, numerator, denominator, interval } = evaluate(figure, counts, where.cell, drawn)
            return {
              month: monthText(period.from + i),
              value,
              numerator,
              denominator,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
              before: before?.[i] ? evaluate(figure, before[i], where.cell, drawn).value : null,
            }
          }),
        })),
      },
    }
  },
})
