import { view } from '../../acts/view.ts'
import { Invalid } from '../../core/errors.ts'
import { weekly } from '../lists.ts'
import { weeksQuery, weeksReply } from '../lookSchema.ts'
import { dayText, firstDay, lastDayOfWeek, weekOf } from '../rollup/calendar.ts'
import { cellOf } from '../rollup/cells.ts'
import { weeksOfClinics, weeksOfHospital } from '../words.ts'
import { ask, presentPeriod } from './ask.ts'
import { nowhere, readProgress } from './queries.ts'
import { lookedAt, seen } from './seen.ts'
import { stateOf } from './state.ts'

/** A year of weeks. */
const most = 53

/** How many patients signed in, wrote, called … in each week that is over. */
export const showWeeks = view({
  ...seen,
  at: 'GET /api/adoption/weeks',
  summary: 'How many patients signed in, wrote, called, were invited and activated in each whole week',
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
    // The last that is over by then, and no more than a year of those that begin in the period.
    const to = weekOf(period.asOf + 1) - 1
    const from = Math.max(weekOf(firstDay(period.from) + 6), to - most + 1)
    const [counted, progress] = await Promise.all([
      Promise.all(weekly.map((flow) => sight.week(db, where, flow, from, to))),
      readProgress(db),
    ])
    const weeks = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
    return {
      seen: lookedAt(question, 'weeks'),
      reply: {
        ...stateOf(question, progress),
        period: presentPeriod(period),
        weeks: weeks.map((week) => dayText(lastDayOfWeek(week) - 6)),
        patients: weekly.map((what, i) => ({
          what,
          counted: weeks.map((week) => {
            const n = counted[i]!.get(week)?.get(where.cell) ?? 0
            // Where counts are blurred none is shown as none: too few are.
            return sight.exact || n > 0 ? n : null
          }),
        })),
      },
    }
  },
})
