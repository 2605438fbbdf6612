import type { z } from '@hono/zod-openapi'
import { view } from '../../acts/view.ts'
import { annotationsIn } from '../annotations/queries.ts'
import { cohortMonths } from '../lists.ts'
import { lastDay, monthText } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import { cohortsQuery, cohortsReply } from '../schema.ts'
import { ask, presentPeriod } from './ask.ts'
import { hides } from './evaluate.ts'
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
    const cohorts = Array.from({ length: to - from + 1 }, (_, i) => {
      const month = from + i
      const seen = byAge.map((months) => months.get(month)?.get(where.cell) ?? 0)
      return {
        month: monthText(month),
        size: seen[0]!,
        // A month that is not over yet would look like people leaving.
        retained: seen
          .filter((_, k) => lastDay(month + k) <= question.over || k === 0)
          .map((count) => ({
            count,
            share: seen[0] && (count || question.sight.exact) ? Math.min(1, count / seen[0]) : null,
          })),
      }
    })
    return {
      seen: lookedAt(question, 'cohorts'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(question.period),
        annotations,
        cohorts,
        threeMonthsOn: stayed(cohorts),
      },
    }
  },
})

type Cohorts = z.output<typeof cohortsReply>

/** Months of too few are not left out, since those who stayed would be left. */
export function stayed(cohorts: Cohorts['cohorts']): Cohorts['threeMonthsOn'] {
  const known = cohorts.flatMap(({ month, size, retained }) =>
    size > 0 && retained[3] ? [{ month, size, after: retained[3] }] : [],
  )
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return null
  const size = known.reduce((all, one) => all + one.size, 0)
  const count = known.reduce((all, { after }) => all + after.count, 0)
  const hidden = known.filter(({ after }) => after.share === null).length
  const share = hides({ n: count, hidden }) ? null : Math.min(1, count / size)
  return { from: first.month, to: last.month, size, count, share }
}
