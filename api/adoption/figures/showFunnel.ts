import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { StaffCtx } from '../../core/context.ts'
import { cellOf } from '../rollup/cells.ts'
import type { funnelReply } from '../schema.ts'
import { ask, type GivenQuestion, type Period, presentPeriod } from './ask.ts'
import { enrolmentSteps } from './catalog.ts'
import { levelOn, nowhere, readProgress } from './queries.ts'
import { stateOf } from './state.ts'

/** The steps from a patient who was seen to one who uses the portal, as of the period's last day. */
export async function showFunnel(ctx: StaffCtx, given: GivenQuestion): Promise<z.input<typeof funnelReply>> {
  const db = ctx.desk.db.aside
  const question = await ask(ctx, given)
  const where = (await cellOf(db, question.segment)) ?? nowhere
  const read = async (period: Period) =>
    Promise.all(
      enrolmentSteps.map(async (step) => {
        const counted = await levelOn(db, where, step, period.asOf)
        return question.sight.see(where.cell, counted.get(where.cell) ?? 0)
      }),
    )
  const [now, before, progress] = await Promise.all([
    read(question.period),
    question.against && read(question.against),
    readProgress(db),
  ])
  await recordView(ctx, 'adoption.shown')
  return {
    ...stateOf(question, progress),
    period: presentPeriod(question.period),
    against: question.against ? presentPeriod(question.against) : null,
    steps: enrolmentSteps.map((step, i) => ({
      step,
      count: now[i]!,
      ofFirst: now[0] ? now[i]! / now[0] : null,
      ofPrevious: i === 0 || !now[i - 1] ? null : now[i]! / now[i - 1]!,
      before: before?.[i] ?? null,
    })),
  }
}
