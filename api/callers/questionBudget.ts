import type { StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'

/**
 * Lets a staff member ask another value of one kind on a day of the hospital, as long as there are not too many. The same
 * value again costs nothing. Asked at once, they take turns.
 * @param about the kind, and the group it is counted in
 */
export async function mayAsk(
  trx: Trx,
  ctx: StaffCtx,
  day: string,
  about: string,
  value: string,
  most: number,
): Promise<boolean> {
  const row = { staff_id: ctx.actor.id, hospital_day: day, about }
  const mac = ctx.desk.keys.mac(`question:${about}`, value).slice(0, 16)
  const asked = trx
    .selectFrom('caller_question')
    .select('macs')
    .where('staff_id', '=', row.staff_id)
    .where('hospital_day', '=', day)
    .where('about', '=', about)
  const seen = JSON.parse((await asked.executeTakeFirst())?.macs ?? '[]') as string[]
  if (seen.includes(mac)) return true
  if (seen.length >= most) return false
  await trx
    .insertInto('caller_question')
    .values({ ...row, macs: '[]' })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const { macs } = await held(ctx.desk.db, asked).executeTakeFirstOrThrow()
  const now = JSON.parse(macs) as string[]
  if (now.includes(mac)) return true
  if (now.length >= most) return false
  await trx
    .updateTable('caller_question')
    .set({ macs: JSON.stringify([...now, mac]) })
    .where('staff_id', '=', row.staff_id)
    .where('hospital_day', '=', day)
    .where('about', '=', about)
    .execute()
  return true
}
