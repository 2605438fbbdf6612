import { view } from '../../acts/view.ts'
import { annotationsIn } from '../annotations/queries.ts'
import { cohortMonths } from '../lists.ts'
import { lastDay, monthText } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import { cohortsQuery, cohortsReply } from '../schema.ts'
import { ask, presentPeriod } from './ask.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

/** Of those who first signed in in each month of the period: the share that did anything in each month after. */
export const showCohorts = view({
  ...seen,
  at: 'GET /api/adoption/cohorts',
  summary: 'How many of each month’s first sign-ins came back in the months after',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: cohortsQuery,
  reply: cohortsReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const { from, to } = question.period
    const where = (await cellOf(db, question.segment)) ?? nowhere
    const [byAge, annotations, progress] = await Promise.all([
      Promise.all(
        Array.from({ length: cohortMonths + 1 }, (_, k) =>
          question.sight.flow(db, where, `cohort-${k}`, from, to, lastDay(to)),
        ),
      ),
      annotationsIn(db, question.period),
      readProgress(db),
    ])
    const present = question.today
    return {
      seen: lookedAt(question, 'cohorts'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(question.period),
        annotations,
        cohorts: Array.from({ length: to - from + 1 }, (_, i) => {
          const month = from + i
          const seen = byAge.map((months) => months.get(month)?.get(where.cell) ?? 0)
          return {
            month: monthText(month),
            size: seen[0]!,
            // A month that is not over yet would look like people leaving.
            retained: seen
              .filter((_, k) => lastDay(month + k) < present || k === 0)
              .map((count) => ({
                count,
                share: seen[0] && (count || question.sight.exact) ? Math.min(1, count / seen[0]) : null,
              })),
          }
        }),
      },
    }
  },
})
