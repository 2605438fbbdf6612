import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Invalid } from '../../core/errors.ts'
import { type FigureCode, figures } from '../figures/catalog.ts'

/** Sets what a share should reach, in percent; null takes the goal away. */
export async function setGoal(ctx: StaffCtx, figure: FigureCode, percent: number | null) {
  const { kind } = figures.get(figure)!
  if (kind !== 'standing' && kind !== 'share')
    throw new Invalid({ figure: 'must be a share; rates and times have no goal' })
  return transactOnce(ctx, async (trx) => {
    const set = { percent: percent ?? 0, set_by: ctx.actor.id, set_at: ctx.now().toISOString() }
    if (percent === null) await trx.deleteFrom('adoption_goal').where('figure', '=', figure).execute()
    else
      await trx
        .insertInto('adoption_goal')
        .values({ figure, ...set })
        .onConflict((oc) => oc.column('figure').doUpdateSet(set))
        .execute()
    await record(trx, ctx, 'adoption.goal-set', { object: { type: 'figure', id: figure } })
    return { figure, percent }
  })
}
