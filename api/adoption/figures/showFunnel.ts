import { view } from '../../acts/view.ts'
import { cellOf } from '../rollup/cells.ts'
import { funnelQuery, funnelReply } from '../schema.ts'
import { ask, type Period, presentPeriod } from './ask.ts'
import { enrolmentSteps } from './catalog.ts'
import { lagging } from './lagging.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

/** The steps from a patient who was seen to one who uses the portal, as of the period's last day. */
export const showFunnel = view({
  ...seen,
  at: 'GET /api/adoption/funnel',
  summary: 'The steps of enrolment, with how many get to each',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: funnelQuery,
  reply: funnelReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const where = (await cellOf(db, question.segment)) ?? nowhere
    const part = Object.keys(question.segment).length > 0
    const everybody = (part ? await cellOf(db, {}) : undefined) ?? nowhere
    const read = async (period: Period, where: { grp: number; cell: number }) =>
      Promise.all(
        enrolmentSteps.map(async (step) => {
          const { to, asOf } = period
          const counted = await question.sight.level(db, where, step, to, to, asOf)
          return counted.get(to)?.get(where.cell) ?? 0
        }),
      )
    const [now, before, hospital, progress] = await Promise.all([
      read(question.period, where),
      question.against && read(question.against, where),
      part ? read(question.period, everybody) : undefined,
      readProgress(db),
    ])
    // Of true counts none is nobody; of blurred ones it may be some.
    const share = (n: number, of: number) =>
      of > 0 && (n > 0 || question.sight.exact) ? Math.min(1, n / of) : null
    const ofPrevious = (counts: readonly number[], i: number) =>
      i === 0 ? null : share(counts[i]!, counts[i - 1]!)
    const worst = hospital ? lagging(now, hospital, question.sight.variance.level) : null
    return {
      seen: lookedAt(question, 'funnel'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(question.period),
        against: question.against ? presentPeriod(question.against) : null,
        steps: enrolmentSteps.map((step, i) => ({
          step,
          count: now[i]!,
          ofFirst: share(now[i]!, now[0]!),
          ofPrevious: ofPrevious(now, i),
          hospital: hospital ? ofPrevious(hospital, i) : null,
          before: before?.[i] ?? null,
        })),
        lagging:
          worst &&
          (worst === 'few' ? worst : { step: enrolmentSteps[worst.step]!, people: Math.round(worst.people) }),
      },
    }
  },
})
