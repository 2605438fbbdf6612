import type { Kysely } from 'kysely'
import { view } from '../../acts/view.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { exclusionText, figureTexts } from '../figureTexts.ts'
import { type Judged, judgeGoals } from '../goals/judge.ts'
import { standingGoals } from '../goals/queries.ts'
import { lastDay, monthOf } from '../rollup/calendar.ts'
import { cellKey, cellOf } from '../rollup/cells.ts'
import { figuresQuery, figuresReply } from '../schema.ts'
import { ask, type Period, presentPeriod, type Question } from './ask.ts'
import { type Figure, figures, unitOf, windowOf } from './catalog.ts'
import { type Counts, readCounts } from './counts.ts'
import { changeOf, type Evaluated, evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'
import { nationals } from './national.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'
import { toldBefore } from './told.ts'

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
    const read = (period: Period) => readCounts(db, question.sight, where, wanted, period)
    const pair = comparable(question)
    const rates = wanted.flatMap((figure) => (figure.kind === 'rate' ? figure.numerator : []))
    const [counts, compared, before, told, goals, progress] = await Promise.all([
      read(question.period),
      pair && read(pair.period),
      pair && read(pair.against),
      pair && toldBefore(db, question.sight, rates, pair.against.from),
      goalsNow(db, question, wanted),
      readProgress(db),
    ])
    const had = (figure: Figure) =>
      figure.kind !== 'rate' || figure.numerator.every((flow) => told?.has(flow))
    return {
      seen: lookedAt(question, given.figures ? given.figures.join(' ') : 'all'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(question.period),
        against: question.against ? presentPeriod(question.against) : null,
        compared: pair && {
          period: presentPeriod(pair.period),
          against: presentPeriod(pair.against),
        },
        exclusions: exclusionText[ctx.language],
        figures: wanted.map((figure) => ({
          ...presentFigure(ctx, figure, counts, where.cell),
          goal: goals.get(figure.code) ?? null,
          now: compared ? presentValue(evaluate(figure, compared, where.cell, drawn)) : null,
          before: before && had(figure) ? presentValue(evaluate(figure, before, where.cell, drawn)) : null,
          change: compared && before && had(figure) ? changeOf(figure, before, compared, where.cell) : null,
          national: nationals[figure.code] ?? [],
        })),
      },
    }
  },
})

/** The goals that stand for what is asked about, by figure: of a period that is over none is shown, since it was set for now. */
async function goalsNow(
  db: Kysely<Tables>,
  { segment, period, today, sight }: Question,
  wanted: readonly Figure[],
): Promise<Map<string, Judged>> {
  if (period.to < monthOf(today)) return new Map()
  const standing = await standingGoals(db, cellKey(segment))
  const asked = standing.filter(({ figure }) => wanted.some(({ code }) => code === figure))
  const judged = await judgeGoals(db, sight, today, asked)
  return new Map(asked.map(({ figure }, i) => [figure, judged[i]!]))
}

const presentValue = ({ interval, ...value }: Evaluated) => ({
  ...value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
})

/** The whole months of both periods, as many of each: a month that is not over is compared with nothing. */
function comparable({ period, against, over }: Question): { period: Period; against: Period } | null {
  if (!against) return null
  const whole = ({ from, to }: Period) => (lastDay(to) <= over ? to : to - 1) - from + 1
  const months = Math.min(whole(period), whole(against))
  if (months < 1) return null
  const cut = ({ from }: Period): Period => ({
    from,
    to: from + months - 1,
    asOf: lastDay(from + months - 1),
  })
  return { period: cut(period), against: cut(against) }
}

function presentFigure(ctx: StaffCtx, figure: Figure, counts: Counts, cell: number) {
  const text = figureTexts[figure.code]
  return {
    code: figure.code,
    name: text.name[ctx.language],
    unit: unitOf(figure),
    better: figure.goal,
    ...presentValue(evaluate(figure, counts, cell, drawn)),
    numeratorIs: text.numerator[ctx.language],
    denominatorIs: text.denominator[ctx.language],
    window: windowOf(figure),
  }
}
