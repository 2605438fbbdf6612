import type { Kysely } from 'kysely'
import { dayBefore } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

const askedOf = prepared((db, p: { staffId: string; about: string }) =>
  db
    .selectFrom('caller_question')
    .select('asked')
    .where('staff_id', '=', p.staffId)
    .where('about', '=', p.about),
)

const macOf = (ctx: StaffCtx, about: string, value: string) =>
  ctx.desk.keys.mac(`question:${about}`, value).slice(0, 16)

/** When each was asked, of those that still count. */
function counting(ctx: StaffCtx, asked: string): [string, string][] {
  const cutoff = dayBefore(ctx.now())
  return Object.entries(JSON.parse(asked) as Record<string, string>).filter(([, at]) => at > cutoff)
}

/** Whether a staff member asked this very value within the last day, so that to ask it again costs nothing. */
export async function wasAsked(
  db: Kysely<Tables>,
  ctx: StaffCtx,
  about: string,
  value: string,
): Promise<boolean> {
  const [row] = await askedOf(db, { staffId: ctx.actor.id, about })
  const mac = macOf(ctx, about, value)
  return counting(ctx, row?.asked ?? '{}').some(([one]) => one === mac)
}

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
  const mac = macOf(ctx, about, value)
  const rowOf = trx
    .selectFrom('caller_question')
    .select('asked')
    .where('staff_id', '=', ctx.actor.id)
    .where('about', '=', about)
  const decided = (asked: [string, string][]) =>
    asked.some(([one]) => one === mac) ? true : asked.length >= most ? false : undefined
  const [before] = await askedOf(trx, { staffId: ctx.actor.id, about })
  const seen = decided(counting(ctx, before?.asked ?? '{}'))
  if (seen !== undefined) return seen
  if (!before) {
    const first = await trx
      .insertInto('caller_question')
      .values({
        staff_id: ctx.actor.id,
        about,
        asked: JSON.stringify({ [mac]: now }),
        last_asked_at: now,
      })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirstOrThrow()
    if (first.numInsertedOrUpdatedRows === 1n) return true
  }
  const row = await held(ctx.desk.db, rowOf).executeTakeFirst()
  // Forgotten since it was seen.
  if (!row) return mayAsk(trx, ctx, about, value, most)
  const asked = counting(ctx, row.asked)
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
