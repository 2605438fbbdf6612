import { act } from '../../acts/act.ts'
import { Invalid } from '../../core/errors.ts'
import { figures } from '../figures/catalog.ts'
import * as schema from '../schema.ts'
import { notAShare } from '../words.ts'

/** Sets what a share should reach, in percent; null takes the goal away. */
export const setGoal = act({
  name: 'adoption.goal-set',
  letter: 'U',
  words: { en: 'Set an adoption goal', es: 'Fijó un objetivo de uso' },
  watch: 'nothing',
  verb: { en: 'Set or remove the goal of a share', es: 'Fijar o quitar el objetivo de una proporción' },
  tag: 'Adoption',
  at: 'PUT /api/adoption/goals/{figure}',
  needs: 'adoption.plan',
  params: schema.figureParams,
  body: schema.goal,
  reply: schema.goalReply,
  async do(trx, ctx, _found, { figure, percent }) {
    const { kind } = figures.get(figure)!
    if (kind !== 'standing' && kind !== 'share') throw new Invalid({ figure: notAShare })
    if (percent === null) await trx.deleteFrom('adoption_goal').where('figure', '=', figure).execute()
    else {
      const goal = { percent, set_by: ctx.actor.id, set_at: ctx.now().toISOString() }
      await trx
        .insertInto('adoption_goal')
        .values({ figure, ...goal })
        .onConflict((oc) => oc.column('figure').doUpdateSet(goal))
        .execute()
    }
    return { reply: { figure, percent }, about: { object: { type: 'figure', id: figure } } }
  },
})
