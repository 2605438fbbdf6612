import type { Kysely } from 'kysely'
import { dayMs, daysAfter } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { providerCalled } from '../patients/visits.ts'
import type { SlotState } from './lists.ts'
import type { SlotRow } from './tables.ts'

/*
 * Nobody sees two patients at once: times may overlap, as a source offers one long or two short ones, and of those one is taken.
 */

type Time = Pick<SlotRow, 'provider_id' | 'starts_at' | 'ends_at'>

/** What makes another time of the same person nobody's to take: somebody has it, or it is kept for somebody. */
export const had: readonly SlotState[] = ['busy', 'busy-tentative']

/** Lets one at a time decide on the times of somebody who sees patients. */
export const holdTimesOf = (trx: Trx, ctx: Ctx, providerId: string): Promise<unknown> =>
  held(ctx.desk.db, providerCalled(trx, providerId)).execute()

/** Times of one person that overlap one of theirs. None is longer than a day: by that the index is read near it alone. */
export const overlapping = (db: Kysely<Tables>, time: Time, states: readonly SlotState[]) =>
  db
    .selectFrom('slot')
    .select(['id', 'starts_at', 'ends_at'])
    .where('provider_id', '=', time.provider_id)
    .where('starts_at', '>', new Date(Date.parse(time.starts_at) - dayMs).toISOString())
    .where('starts_at', '<', time.ends_at)
    .where('ends_at', '>', time.starts_at)
    .where('status', 'in', states)

/** Whether one other than these is had. */
export async function isOverlapped(
  db: Kysely<Tables>,
  slot: SlotRow,
  { states = had, besides }: { states?: readonly SlotState[]; besides?: string | undefined } = {},
): Promise<boolean> {
  const others = await overlapping(db, slot, states).execute()
  return others.some(({ id }) => id !== slot.id && id !== besides)
}

/** Those that are had and overlap a row of `slot`, to be asked for in a query of it. @param first the day its rows begin on, in any zone */
export const hadBeside = (db: Kysely<Tables>, first: Date) =>
  db
    .selectFrom('slot as o')
    .select('o.id')
    .whereRef('o.provider_id', '=', 'slot.provider_id' as never)
    .where('o.starts_at', '>', daysAfter(first, -2))
    .whereRef('o.starts_at', '<', 'slot.ends_at' as never)
    .whereRef('o.ends_at', '>', 'slot.starts_at' as never)
    .where('o.status', 'in', had)
