import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { staffPolicy } from './policy.ts'
import { lockStaff } from './queries.ts'
import { enoughViews } from './words.ts'

/**
 * Asked before somebody saves a view of a list, and holds them until it is saved: views that are saved at once are counted.
 * @param others the views of that list they have under other names
 * @throws Invalid where they are as many as one person may keep
 */
export async function keepView(trx: Trx, ctx: StaffCtx, others: () => Promise<unknown[]>): Promise<void> {
  await lockStaff(trx, ctx, ctx.actor.id)
  const { viewsAPerson } = await readPolicy(trx, staffPolicy)
  if ((await others()).length >= viewsAPerson) throw new Invalid({ name: enoughViews(viewsAPerson) })
}
