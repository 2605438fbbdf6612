import { hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import type { SlotState, VisitKind } from './lists.ts'
import { offerOrFree } from './offers.ts'
import { had } from './overlap.ts'
import { zoneOf } from './zones.ts'

/** A time as another system tells it. */
export interface ToldTime {
  clinicId: string
  providerId: string
  kind: VisitKind
  startsAt: string
  endsAt: string
  free: boolean
}

export type Saved = 'opened' | 'closed' | 'unchanged' | 'kept'

/**
 * Takes over a time that another system offers, or offers no more: the same told twice changes nothing. What a patient booked here,
 * or is kept for one, stays, whatever the other says: it is told as `kept` (2026-11-27), and offered to nobody once it is given back.
 */
export async function saveTime(trx: Trx, ctx: Ctx, told: ToldTime): Promise<Saved> {
  const known = await trx
    .selectFrom('slot')
    .selectAll()
    .where('provider_id', '=', told.providerId)
    .where('starts_at', '=', told.startsAt)
    .executeTakeFirst()
  const status: SlotState = told.free ? 'free' : 'busy-unavailable'
  const values = {
    clinic_id: told.clinicId,
    kind: told.kind,
    day: hospitalDay(new Date(told.startsAt), await zoneOf(trx, told.clinicId)),
    ends_at: told.endsAt,
    status,
  }
  if (!known) {
    if (!told.free) return 'unchanged'
    const slot = {
      ...values,
      id: newId(),
      provider_id: told.providerId,
      starts_at: told.startsAt,
      held_for: null,
      held_until: null,
      withdrawn_at: null,
      made_by: null,
      created_at: ctx.now().toISOString(),
    }
    await trx.insertInto('slot').values(slot).execute()
    await offerOrFree(trx, ctx, slot)
    return 'opened'
  }
  const { status: _, ...where } = values
  const same = Object.entries(where).every(([name, value]) => known[name as keyof typeof where] === value)
  if (had.includes(known.status)) {
    const withdrawn_at = told.free ? null : (known.withdrawn_at ?? ctx.now().toISOString())
    await trx.updateTable('slot').set({ withdrawn_at }).where('id', '=', known.id).execute()
    return told.free && same ? 'unchanged' : 'kept'
  }
  if (known.status === status && same) return 'unchanged'
  const changed = await trx
    .updateTable('slot')
    .set({ ...values, withdrawn_at: null })
    .where('id', '=', known.id)
    // Somebody may book it at this moment.
    .where('status', '=', known.status)
    .returningAll()
    .executeTakeFirst()
  if (!changed) return 'kept'
  if (told.free) await offerOrFree(trx, ctx, changed)
  return told.free ? 'opened' : 'closed'
}
