import type { Kysely } from 'kysely'
import { spend } from '../core/access/throttle.ts'
import { minutesOfADay, secondsOfADay } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import type { ActsFor } from '../patients/actsFor.ts'
import { had, holdTimesOf, isOverlapped } from './overlap.ts'
import { appointmentsPolicy } from './policy.ts'
import type { AppointmentRow, SlotRow } from './tables.ts'
import { timeTaken, tooManyMoves, tooManyVisits, visitOverlaps } from './words.ts'

/** From what a time may be taken: from all it is offered to, or from the entry of the wait list it is kept for. */
type From = 'free' | { entry: string }

/**
 * Takes a time, by one of however many want it, and none that overlaps one that somebody has of the same person.
 * @param instead the time that is given back for it
 * @throws Conflict where it is not there to be taken, which says the same as that it never was
 */
export async function takeSlot(
  trx: Trx,
  ctx: PatientCtx,
  id: string,
  from: From,
  instead?: string,
): Promise<SlotRow> {
  const now = ctx.now().toISOString()
  const named = await trx.selectFrom('slot').select('provider_id').where('id', '=', id).executeTakeFirst()
  if (!named) throw new Conflict(timeTaken)
  await holdTimesOf(trx, ctx, named.provider_id)
  const slot = await trx
    .updateTable('slot')
    .set({ status: 'busy', held_for: null, held_until: null })
    .where('id', '=', id)
    .where('starts_at', '>', now)
    .where((eb) =>
      from === 'free'
        ? eb('status', '=', 'free')
        : eb.and([
            eb('status', '=', 'busy-tentative'),
            eb('held_for', '=', from.entry),
            eb('held_until', '>', now),
          ]),
    )
    .returningAll()
    .executeTakeFirst()
  // Of two that overlap and are kept for two, whoever comes first has theirs.
  const states = from === 'free' ? had : (['busy'] as const)
  if (!slot || (await isOverlapped(trx, slot, { states, besides: instead }))) throw new Conflict(timeTaken)
  return slot
}

type Whom = Pick<ActsFor, 'patient' | 'ids' | 'limited'>

/** What a patient has booked and has before them; also in records that were merged into theirs. */
export const toCome = (db: Kysely<Tables>, ids: readonly string[], now: string) =>
  db
    .selectFrom('appointment')
    .selectAll()
    .where('patient_id', 'in', ids)
    .where('status', '=', 'booked')
    .where('ends_at', '>', now)
    .execute()

/**
 * What of it somebody is refused another visit by. A proxy with limited access is by what they booked themselves: else a parent would
 * find out by asking where a teenager is, and when. So a time at which the patient is elsewhere is theirs to book, and
 * the patient sees both (2026-11-28).
 */
export async function inTheWay(trx: Trx, ctx: PatientCtx, { ids, limited }: Whom): Promise<AppointmentRow[]> {
  const all = await toCome(trx, ids, ctx.now().toISOString())
  return limited ? all.filter((one) => one.booked_by === ctx.actor.id) : all
}

/** For whom is counted how often they book or move in a day: what others of a patient do is no more to be found out by a number. */
export const countedFor = (ctx: PatientCtx, patientId: string, { limited }: Whom): string =>
  limited ? `${patientId} by ${ctx.actor.id}` : patientId

/** @throws Conflict where the patient is elsewhere at that time */
export function refuseOverlap(others: readonly AppointmentRow[], slot: SlotRow): void {
  if (others.some((one) => one.starts_at < slot.ends_at && slot.starts_at < one.ends_at))
    throw new Conflict(visitOverlaps)
}

/**
 * Books a time that was taken for a patient, whose row the caller holds. Whoever books and cancels again and again frees as many
 * times as one who moves: in a day they book what they may have at once, and as often again as they may move (2026-11-27).
 * @returns the id of the visit
 * @throws TooMany
 */
export async function bookSlot(trx: Trx, ctx: PatientCtx, slot: SlotRow, whom: Whom): Promise<string> {
  const now = ctx.now().toISOString()
  const others = await inTheWay(trx, ctx, whom)
  const { visitsAtOnce, visitMovesADay } = await readPolicy(trx, appointmentsPolicy)
  if (others.length >= visitsAtOnce) throw new Conflict(tooManyVisits)
  refuseOverlap(others, slot)
  const most = visitsAtOnce + visitMovesADay
  const key = `visit-bookings:${countedFor(ctx, whom.patient.id, whom)}`
  const limit = { key, most, minutes: minutesOfADay }
  if (!(await spend(trx, ctx, limit))) throw new TooMany(tooManyMoves, secondsOfADay)
  const id = newId()
  await trx
    .insertInto('appointment')
    .values({
      id,
      patient_id: whom.patient.id,
      slot_id: slot.id,
      clinic_id: slot.clinic_id,
      provider_id: slot.provider_id,
      kind: slot.kind,
      status: 'booked',
      starts_at: slot.starts_at,
      ends_at: slot.ends_at,
      booked_by: ctx.actor.id,
      sequence: 0,
      created_at: now,
      changed_at: now,
    })
    .execute()
  return id
}
