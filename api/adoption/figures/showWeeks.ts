import { view } from '../../acts/view.ts'
import { Invalid } from '../../core/errors.ts'
import { figureTexts } from '../figureTexts.ts'
import { weekly } from '../lists.ts'
import { weeksQuery, weeksReply } from '../lookSchema.ts'
import { cellOf } from '../rollup/cells.ts'
import { weeksOfClinics, weeksOfHospital } from '../words.ts'
import { ask, presentPeriod } from './ask.ts'
import { figures, unitOf } from './catalog.ts'
import { evaluate } from './evaluate.ts'
import { drawn } from './interval.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'
import { firstDayOf, list, readWeekly, weeksIn } from './weeks.ts'

/** How many patients signed in, wrote, called … in each week, and shares and rates of it. */
export const showWeeks = view({
  ...seen,
  at: 'GET /api/adoption/weeks',
  summary:
    'How many patients signed in, wrote, called, were invited and activated in each week, and figures of it',
  tag: 'Adoption',
  needs: 'adoption.show',
  asks: weeksQuery,
  reply: weeksReply,
  async show(ctx, given) {
    const db = ctx.desk.db.readCold
    const question = await ask(ctx, given)
    const { segment, sight, period } = question
    if (Object.keys(segment).some((one) => one !== 'clinic')) throw new Invalid({ segment: weeksOfClinics })
    if (!sight.exact && Object.keys(segment).length > 0) throw new Invalid({ segment: weeksOfHospital })
    const where = (await cellOf(db, segment)) ?? nowhere
    const weeks = weeksIn(question)
    const codes = given.figures ?? []
    const wanted = codes.map((code) => figures.get(code)!)
    const [counted, counts, progress] = await Promise.all([
      Promise.all(weekly.map((flow) => sight.week(db, where, flow, weeks.from, weeks.running ?? weeks.to))),
      wanted.length > 0 ? readWeekly(db, sight, where, wanted, weeks) : [],
      readProgress(db),
    ])
    const shown = list(weeks)
    return {
      seen: lookedAt(question, ['weeks', ...codes].join(' ')),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        weeks: shown.map(firstDayOf),
        running: weeks.running === null ? null : firstDayOf(weeks.running),
        patients: weekly.map((what, i) => ({
          what,
          counted: shown.map((week) => {
            const n = counted[i]!.get(week)?.get(where.cell) ?? 0
            // Where counts are blurred none is shown as none: too few are.
            return sight.exact || n > 0 ? n : null
          }),
        })),
        figures: codes.map((code, f) => ({
          code,
          name: figureTexts[code].name[ctx.language],
          unit: unitOf(wanted[f]!),
          points: counts.map((one) => {
            const { value, numerator, denominator, interval } = evaluate(wanted[f]!, one, where.cell, drawn)
            return {
              value,
              numerator,
              denominator,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
            }
          }),
        })),
      },
    }
  },
})
