import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { StaffCtx } from '../../core/context.ts'
import { annotationsIn } from '../annotations/queries.ts'
import { cohortMonths } from '../lists.ts'
import { lastDay, monthText } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import type { cohortsReply } from '../schema.ts'
import { ask, type GivenQuestion, presentPeriod } from './ask.ts'
import { flowIn, nowhere, readProgress } from './queries.ts'
import { stateOf } from './state.ts'

/** Of those who first signed in in each month of the period: the share that did anything in each month after. */
export async function showCohorts(
  ctx: StaffCtx,
  given: GivenQuestion,
): Promise<z.input<typeof cohortsReply>> {
  const db = ctx.desk.db.aside
  const question = await ask(ctx, given)
  const { from, to } = question.period
  const where = (await cellOf(db, question.segment)) ?? nowhere
  const [byAge, annotations, progress] = await Promise.all([
    Promise.all(
      Array.from({ length: cohortMonths + 1 }, (_, k) =>
        flowIn(db, where, `cohort-${k}`, from, to, lastDay(to)),
      ),
    ),
    annotationsIn(db, question.period),
    readProgress(db),
  ])
  await recordView(ctx, 'adoption.shown')
  const present = question.today
  return {
    ...stateOf(question, progress),
    period: presentPeriod(question.period),
    annotations,
    cohorts: Array.from({ length: to - from + 1 }, (_, i) => {
      const month = from + i
      const seen = byAge.map((months) =>
        question.sight.see(where.cell, months.get(month)?.get(where.cell) ?? 0, month),
      )
      return {
        month: monthText(month),
        size: seen[0]!,
        // A month that is not over yet would look like people leaving.
        retained: seen
          .filter((_, k) => lastDay(month + k) < present || k === 0)
          .map((count) => ({ count, share: seen[0] ? count / seen[0] : null })),
      }
    }),
  }
}
