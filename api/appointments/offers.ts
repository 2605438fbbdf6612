import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { dayMs, hospitalDay } from '../core/calendar.ts'
import { type Ctx, type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { type Trx, transactAgain } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { tellOfNews } from '../mail/tellOfNews.ts'
import { notLiving, patientLives } from '../patients/living.ts'
import { standing } from '../patients/survivor.ts'
import { isOverlapped } from './overlap.ts'
import { appointmentsPolicy } from './policy.ts'
import type { SlotRow } from './tables.ts'

export const timeOffered: Action = {
  name: 'visit.offered',
  letter: 'U',
  words: {
    en: 'Kept a time that became free for a patient on the wait list',
    es: 'Guardó una hora que quedó libre para un paciente de la lista de espera',
  },
  watch: 'nothing',
}

const atOnce = 20

/**
 * Who is next on the wait list for a time; `not` is who just let it go. Who died waits no more, and for whoever's record was merged
 * the one that stands in its place does (2026-11-28).
 */
async function nextFor(trx: Trx, slot: SlotRow, not: string | undefined) {
  const rows = await trx
    .selectFrom('wait_entry as w')
    .innerJoin(patientLives(trx).as('p'), 'p.id', 'w.patient_id')
    .select(['w.id', 'w.patient_id', 'p.replaced_by'])
    .where('w.status', '=', 'waiting')
    .where('w.clinic_id', '=', slot.clinic_id)
    .where('w.kind', '=', slot.kind)
    .where((eb) => eb.or([eb('w.provider_id', 'is', null), eb('w.provider_id', '=', slot.provider_id)]))
    .where('w.from_day', '<=', slot.day)
    .where('w.until_day', '>=', slot.day)
    .where('p.deceased_at', 'is', null)
    .where('p.inactive_since', 'is', null)
    .orderBy('w.created_at')
    .orderBy('w.id')
    .limit(atOnce)
    .execute()
  const letGo = not === undefined ? undefined : await standing(trx, not)
  for (const row of rows) {
    const patient = row.replaced_by === null ? undefined : await standing(trx, row.patient_id)
    if ((patient && notLiving(patient)) || (patient?.id ?? row.patient_id) === letGo?.id) continue
    return row
  }
  return undefined
}

/**
 * Gives a time back, whose row the caller holds: to who waits longest for one like it, who has some hours to take it, else to
 * all; to nobody what was withdrawn meanwhile (2026-11-28). An entry goes from waiting to offered once, however many times become free at one moment.
 */
export async function offerOrFree(trx: Trx, ctx: Ctx, slot: SlotRow, not?: string): Promise<void> {
  const giveBack = (status: 'free' | 'busy-unavailable') =>
    trx
      .updateTable('slot')
      .set({ status, held_for: null, held_until: null })
      .where('id', '=', slot.id)
      .execute()
  if (slot.withdrawn_at !== null) {
    await giveBack('busy-unavailable')
    return
  }
  const { visitOfferMinutes, visitOfferLeadMinutes } = await readPolicy(trx, appointmentsPolicy)
  const now = ctx.now()
  const until = Math.min(
    now.getTime() + visitOfferMinutes * 60_000,
    Date.parse(slot.starts_at) - visitOfferLeadMinutes * 60_000,
  )
  const held_until = new Date(until).toISOString()
  // One that overlaps what somebody has is nobody's to take until that is free.
  while (until > now.getTime() && !(await isOverlapped(trx, slot))) {
    const next = await nextFor(trx, slot, not)
    if (!next) break
    const { numUpdatedRows } = await trx
      .updateTable('wait_entry')
      .set((eb) => ({
        status: 'offered',
        slot_id: slot.id,
        offered_until: held_until,
        offered_at: eb.fn.coalesce('offered_at', eb.val(now.toISOString())),
        changed_at: now.toISOString(),
      }))
      .where('id', '=', next.id)
      .where('status', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) continue
    await trx
      .updateTable('slot')
      .set({ status: 'busy-tentative', held_for: next.id, held_until })
      .where('id', '=', slot.id)
      .execute()
    const entry = { patientIds: [next.patient_id], object: { type: 'wait-entry', id: next.id } }
    await tellOfNews(trx, ctx, next.patient_id)
    return record(trx, ctx, timeOffered, entry)
  }
  await giveBack('free')
}

/** Whose last day is over by the clocks of all clinics waits no more: else a clinic would go on being late with them. */
async function endOver({ db, clock }: Desk): Promise<void> {
  const yesterday = hospitalDay(new Date(clock().getTime() - dayMs), 'UTC')
  const over = db.read.selectFrom('wait_entry').select('id').where('status', '=', 'waiting')
  if (!(await over.where('until_day', '<', yesterday).executeTakeFirst())) return
  await transactAgain(db, (trx) =>
    trx
      .updateTable('wait_entry')
      .set({ status: 'ended', changed_at: clock().toISOString() })
      .where('status', '=', 'waiting')
      .where('until_day', '<', yesterday)
      .execute(),
  )
}

/** Offers that nobody took in time go on to the next; one by one, so that several nodes may do it. */
export async function passOffersOn(desk: Desk): Promise<void> {
  await endOver(desk)
  const now = desk.clock().toISOString()
  const over = await desk.db.read
    .selectFrom('slot')
    .select('id')
    .where('status', '=', 'busy-tentative')
    .where('held_until', '<=', now)
    .orderBy('held_until')
    .limit(100)
    .execute()
  for (const { id } of over)
    await transactAgain(desk.db, async (trx) => {
      // Held by this: whoever takes the offer at this moment comes before or after.
      const slot = await trx
        .updateTable('slot')
        .set({ held_until: null })
        .where('id', '=', id)
        .where('status', '=', 'busy-tentative')
        .where('held_until', '<=', now)
        .returningAll()
        .executeTakeFirst()
      if (!slot) return
      const passed = await trx
        .updateTable('wait_entry')
        .set({ status: 'lapsed', changed_at: now })
        .where('id', '=', slot.held_for!)
        .where('status', '=', 'offered')
        .returning('patient_id')
        .executeTakeFirst()
      await offerOrFree(trx, systemCtx(desk, 'wait-list', newId()), slot, passed?.patient_id)
    })
}
