import { view } from '../../acts/view.ts'
import { allows } from '../../core/access/permissions.ts'
import { dayWriter } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { readPolicy } from '../../core/policy.ts'
import { namesOfStaff } from '../../staff/published.ts'
import { ask } from '../figures/ask.ts'
import { type FigureCode, figures, unitOf, windowOf } from '../figures/catalog.ts'
import { lookedAt, seen } from '../figures/seen.ts'
import { figureTexts } from '../figureTexts.ts'
import { places } from '../lists.ts'
import { dayNumber } from '../rollup/calendar.ts'
import type { GoalRow } from '../tables.ts'
import { judgeGoals } from './judge.ts'
import { ownersOf } from './owners.ts'
import { placeNames } from './placeNames.ts'
import { endedGoals, standingGoals } from './queries.ts'
import { goalsReply } from './schema.ts'
import { mayHaveGoal } from './setGoal.ts'

const mostEnded = 50

/**
 * The goals that stand and the latest that ended, each with what it is held against. A place is told of by no more than a
 * comparison of places tells; whoever compares none sees the hospital’s.
 */
export const showGoals = view({
  ...seen,
  at: 'GET /api/adoption/goals',
  summary: 'The goals of the hospital, its clinics and providers, and how they stand',
  tag: 'Adoption',
  needs: 'adoption.show',
  reply: goalsReply,
  async show(ctx) {
    const db = ctx.desk.db.readCold
    const mayCompare = allows(ctx.actor.role, 'adoption.compare')
    const mayPlan = allows(ctx.actor.role, 'adoption.plan')
    const mine = ({ place }: GoalRow) => mayCompare || place === ''
    const [standing, ended] = await Promise.all([
      standingGoals(db).then((rows) => rows.filter(mine)),
      endedGoals(db, mostEnded).then((rows) => rows.filter(mine)),
    ])
    const all = [...standing, ...ended]
    // Goals of places cost what a comparison of places does.
    const question = await ask(ctx, all.some(({ place }) => place !== '') ? { by: places[0] } : {})
    const dayOf = dayWriter((await readPolicy(db)).timeZone)
    const [names, judged, staff, owners] = await Promise.all([
      placeNames(db),
      judgeGoals(db, question.sight, question.today, all),
      namesOfStaff(
        db,
        all.flatMap(({ set_by, ended_by }) => [set_by, ended_by ?? set_by]),
      ),
      mayPlan ? ownersOf(db) : [],
    ])
    const listed = (goal: GoalRow) => ({
      ...named(ctx, goal.figure as FigureCode),
      figure: goal.figure as FigureCode,
      place: goal.place,
      placeName: names.get(goal.place) ?? null,
      setBy: staff.get(goal.set_by)!,
      setAt: goal.set_at,
    })
    return {
      seen: lookedAt(question, `goals of ${new Set(all.map(({ place }) => place)).size} places`),
      reply: {
        exact: question.sight.exact,
        standing: standing.map((goal, i) => ({ ...listed(goal), ...judged[i]! })),
        ended: ended.map((goal, i) => {
          const was = judged[standing.length + i]!
          // One that was given up before its month was over never came to be judged.
          const ran = was.over && dayNumber(dayOf(new Date(goal.ended_at!))) > dayNumber(was.period.asOf)
          return {
            ...listed(goal),
            ...was,
            ...(!ran && { state: null, over: false, value: null, missing: null }),
            endedBy: staff.get(goal.ended_by!)!,
            endedAt: goal.ended_at!,
          }
        }),
        figures: [...figures.keys()]
          .filter(mayHaveGoal)
          .map((code) => ({ code, name: named(ctx, code).name })),
        owners: owners.map(({ id, name }) => ({ id, name })),
      },
    }
  },
})

const named = (ctx: StaffCtx, code: FigureCode) => {
  const figure = figures.get(code)!
  return {
    name: figureTexts[code].name[ctx.language],
    unit: unitOf(figure),
    better: figure.goal,
    window: windowOf(figure),
  }
}
