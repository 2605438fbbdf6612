import { act } from '../../acts/act.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { type FigureCode, figures, unitOf } from '../figures/catalog.ts'
import { type Dimension, places } from '../lists.ts'
import { monthNumber } from '../rollup/calendar.ts'
import { cellKey, cellOf, segmentOfKey } from '../rollup/cells.ts'
import { unknown } from '../rollup/segments.ts'
import { nothing } from '../schema.ts'
import { atMostAll, dueInThePast, dueTooFar, hasNoGoal, noGoal, notAnOwner, notAPlace } from '../words.ts'
import { ownersOf } from './owners.ts'
import { goal, goalReply } from './schema.ts'

/** What is planned further ahead is a slip of the year. */
const furthest = 10

/**
 * Sets what a figure of the hospital, a clinic or a provider should reach. One goal stands for each: setting another ends the
 * one before, which is kept.
 */
export const setGoal = act({
  name: 'adoption.goal-set',
  letter: 'U',
  words: { en: 'Set an adoption goal', es: 'Fijó un objetivo de uso' },
  watch: 'nothing',
  verb: { en: 'Set a goal', es: 'Fijar un objetivo' },
  tag: 'Adoption',
  at: 'POST /api/adoption/goals',
  needs: 'adoption.plan',
  status: 201,
  body: goal,
  reply: goalReply,
  async do(trx, ctx, _found, { figure, place: given, target, due, owner }) {
    if (!mayHaveGoal(figure)) throw new Invalid({ figure: hasNoGoal })
    if (unitOf(figures.get(figure)!) === 'share' && target > 100) throw new Invalid({ target: atMostAll })
    const place = await placeOf(trx, given)
    if (due !== undefined) {
      const { timeZone } = await readPolicy(trx)
      const ahead = monthNumber(due) - monthNumber(hospitalDay(ctx.now(), timeZone))
      if (ahead < 0) throw new Invalid({ due: dueInThePast })
      if (ahead >= furthest * 12) throw new Invalid({ due: fill(dueTooFar, { years: furthest }) })
    }
    if (owner !== undefined && !(await ownersOf(trx)).some(({ id }) => id === owner))
      throw new Invalid({ owner: notAnOwner })
    const now = ctx.now().toISOString()
    await end(trx, { ended_by: ctx.actor.id, ended_at: now })
      .where('place', '=', place)
      .where('figure', '=', figure)
      .execute()
    const id = newId()
    await trx
      .insertInto('adoption_goal')
      .values({
        id,
        place,
        figure,
        target,
        due: due ?? null,
        owner_id: owner ?? null,
        set_by: ctx.actor.id,
        set_at: now,
      })
      .execute()
    return {
      reply: { id },
      about: { object: { type: 'goal', id } },
      detail: { figure, target, ...(place && { place }), ...(due && { due }), ...(owner && { owner }) },
    }
  },
})

export const removeGoal = act({
  name: 'adoption.goal-removed',
  letter: 'D',
  words: { en: 'Removed an adoption goal', es: 'Quitó un objetivo de uso' },
  watch: 'nothing',
  verb: { en: 'Remove a goal', es: 'Quitar un objetivo' },
  tag: 'Adoption',
  at: 'DELETE /api/adoption/goals/{id}',
  needs: 'adoption.plan',
  params: idParam,
  reply: nothing,
  async do(trx, ctx, _found, { id }) {
    const { numUpdatedRows } = await end(trx, {
      ended_by: ctx.actor.id,
      ended_at: ctx.now().toISOString(),
    })
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new NotFound(noGoal)
    return { reply: {}, about: { object: { type: 'goal', id } } }
  },
})

const end = (trx: Trx, ended: { ended_by: string; ended_at: string }) =>
  trx.updateTable('adoption_goal').set(ended).where('ended_at', 'is', null)

/** A place as it is kept. @throws Invalid where it is none, as those of no known place are, or nobody was ever counted in it */
async function placeOf(trx: Trx, given: string): Promise<string> {
  if (given === '') return ''
  const segment = segmentOfKey(given)
  const [dimension, ...more] = Object.keys(segment)
  const isPlace = more.length === 0 && (places as readonly string[]).includes(dimension!)
  if (!isPlace || segment[dimension as Dimension] === unknown || !(await cellOf(trx, segment)))
    throw new Invalid({ place: notAPlace })
  return cellKey(segment)
}

/** Figures that may have a goal: of a time only a class is known. */
export const mayHaveGoal = (code: FigureCode): boolean => figures.get(code)!.kind !== 'time'
