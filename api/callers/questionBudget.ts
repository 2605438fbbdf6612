import { dayBefore } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'

/**
 * Lets a staff member ask another value of one kind, as long as there were not too many within the last day. The same value
 * again costs nothing. Asked at once, they take turns.
 * @param about the kind, and the group it is counted in
 */
export async function mayAsk(
  trx: Trx,
  ctx: StaffCtx,
  about: string,
  value: string,
  most: number,
): Promise<boolean> {
  const now = ctx.now().toISOString()
  const cutoff = dayBefore(ctx.now())
  const mac = ctx.desk.keys.mac(`question:${about}`, value).slice(0, 16)
  const row = trx
    .selectFrom('caller_question')
    .select('asked')
    .where('staff_id', '=', ctx.actor.id)
    .where('about', '=', about)
  /** When each was asked, of those that still count. */
  const counting = (asked: string) =>
    Object.entries(JSON.parse(asked) as Record<string, string>).filter(([, at]) => at > cutoff)
  const decided = (asked: [string, string][]) =>
    asked.some(([one]) => one === mac) ? true : asked.length >= most ? false : undefined
  const seen = decided(counting((await row.executeTakeFirst())?.asked ?? '{}'))
  if (seen !== undefined) return seen
  await trx
    .insertInto('caller_question')
    .values({ staff_id: ctx.actor.id, about, asked: '{}', last_asked_at: now })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const asked = counting((await held(ctx.desk.db, row).executeTakeFirstOrThrow()).asked)
  const still = decided(asked)
  if (still !== undefined) return still
  await trx
    .updateTable('caller_question')
    .set({ asked: JSON.stringify(Object.fromEntries([...asked, [mac, now]])), last_asked_at: now })
    .where('staff_id', '=', ctx.actor.id)
    .where('about', '=', about)
    .execute()
  return true
}
