import { view } from '../../acts/view.ts'
import type { StaffCtx } from '../../core/context.ts'
import { exclusionText, figureTexts } from '../figureTexts.ts'
import { cellOf } from '../rollup/cells.ts'
import { figuresQuery, figuresReply } from '../schema.ts'
import { ask, presentPeriod } from './ask.ts'
import { type Figure, figures, unitOf } from './catalog.ts'
import { type Counts, evaluate, readCounts } from './evaluate.ts'
import { drawn } from './interval.ts'
import { nationals } from './national.ts'
import { goalsOf, nowhere, readProgress } from './queries.ts'
import { seen } from './seen.ts'
import { stateOf } from './state.ts'

/** Every figure of a segment and period, each with all it takes to read it. */
export const showFigures = view({
  ...seen,
  at: 'GET /api/adoption/figures',
  summary: 'Every figure of a segment and period, with all it takes to read it',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: figuresQuery,
  reply: figuresReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const where = (await cellOf(db, question.segment)) ?? nowhere
    const wanted = (given.figures ?? [...figures.keys()]).map((code) => figures.get(code)!)
    const read = (period: typeof question.period) => readCounts(db, question.sight, where, wanted, period)
    const [counts, before, goals, progress] = await Promise.all([
      read(question.period),
      question.against && read(question.against),
      goalsOf(db),
      readProgress(db),
    ])
    const goalOf = new Map(goals.map((goal) => [goal.figure, goal.percent]))
    return {
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(question.period),
        against: question.against ? presentPeriod(question.against) : null,
        exclusions: exclusionText[ctx.language],
        figures: wanted.map((figure) => ({
          ...presentFigure(ctx, figure, counts, where.cell),
          goal: goalOf.get(figure.code) ?? null,
          before: before ? withoutInterval(evaluate(figure, before, where.cell, drawn)) : null,
          national: nationals[figure.code] ?? [],
        })),
      },
    }
  },
})

const withoutInterval = ({ value, numerator, denominator }: ReturnType<typeof evaluate>) => ({
  value,
  numerator,
  denominator,
})

function presentFigure(ctx: StaffCtx, figure: Figure, counts: Counts, cell: number) {
  const { value, numerator, denominator, interval } = evaluate(figure, counts, cell, drawn)
  const text = figureTexts[figure.code]
  return {
    code: figure.code,
    name: text.name[ctx.language],
    unit: unitOf(figure),
    better: figure.goal,
    value,
    numerator,
    denominator,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    numeratorIs: text.numerator[ctx.language],
    denominatorIs: text.denominator[ctx.language],
    window: figure.kind === 'standing' ? ('as-of' as const) : ('period' as const),
  }
}
