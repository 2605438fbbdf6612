import type { Kysely } from 'kysely'
import { dayBefore } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { prepared, preparedChange } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

const askedOf = prepared((db, p: { staffId: string; about: string }) =>
  db
    .selectFrom('caller_question')
    .select('asked')
    .where('staff_id', '=', p.staffId)
    .where('about', '=', p.about),
)

// Only where nothing else was asked since: two at once would both take the last one.
const ask = preparedChange(
  (db, p: { staffId: string; about: string; before: string; asked: string; now: string }) =>
    db
      .updateTable('caller_question')
      .set({ asked: p.asked, last_asked_at: p.now })
      .where('staff_id', '=', p.staffId)
      .where('about', '=', p.about)
      .where('asked', '=', p.before),
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
  const [before] = await askedOf(trx, { staffId: ctx.actor.id, about })
  const asked = counting(ctx, before?.asked ?? '{}')
  if (asked.some(([one]) => one === mac)) return true
  if (asked.length >= most) return false
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
  const changed =
    before &&
    (await ask(trx, {
      staffId: ctx.actor.id,
      about,
      before: before.asked,
      asked: JSON.stringify(Object.fromEntries([...asked, [mac, now]])),
      now,
    }))
  // Another question was asked since, or it was forgotten: what there is now decides.
  return changed === 1 || mayAsk(trx, ctx, about, value, most)
}
