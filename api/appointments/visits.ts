import { act } from '../acts/act.ts'
import { spend } from '../core/access/throttle.ts'
import { hourMs, minutesOfADay, secondsOfADay } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, NotFound, TooMany } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { askedFor, holdFor } from '../patients/actsFor.ts'
import { bookSlot, countedFor, inTheWay, refuseOverlap, takeSlot } from './book.ts'
import { offerOrFree } from './offers.ts'
import { appointmentsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import type { AppointmentRow } from './tables.ts'
import { noVisit, otherKind, tooLate, tooManyMoves, visitCancelled } from './words.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const
const visitObject = (id: string) => ({ type: 'appointment', id })

/** The last moment at which a visit can be changed in the portal. */
export const changeUntil = ({ starts_at }: Pick<AppointmentRow, 'starts_at'>, hours: number): string =>
  new Date(Date.parse(starts_at) - hours * hourMs).toISOString()

/**
 * A visit of whom somebody acts for, held, that can still be changed.
 * @throws NotFound also where it is another patient's, which nobody learns
 */
async function holdVisit(
  trx: Trx,
  ctx: PatientCtx,
  { id, for: grant }: { id: string; for?: string | undefined },
) {
  const whom = await holdFor(trx, ctx, grant, 'any')
  const one = trx.selectFrom('appointment').selectAll().where('id', '=', id)
  const visit = await held(ctx.desk.db, one.where('patient_id', 'in', whom.ids)).executeTakeFirst()
  if (!visit || (whom.limited && visit.booked_by !== ctx.actor.id)) throw new NotFound(noVisit)
  if (visit.status === 'cancelled') throw new Conflict(visitCancelled)
  const { visitChangeHours } = await readPolicy(trx, appointmentsPolicy)
  if (changeUntil(visit, visitChangeHours) <= ctx.now().toISOString()) throw new Conflict(tooLate)
  return { visit, whom }
}

const freed = async (trx: Trx, ctx: PatientCtx, { slot_id, patient_id }: AppointmentRow) => {
  // Its clinic may withdraw it at this moment.
  const one = trx.selectFrom('slot').selectAll().where('id', '=', slot_id)
  const slot = await held(ctx.desk.db, one).executeTakeFirstOrThrow()
  await offerOrFree(trx, ctx, slot, patient_id)
}

export const bookVisit = act({
  ...common,
  name: 'portal.visit-booked',
  letter: 'C',
  words: { en: 'Booked a visit in the portal', es: 'Reservó una visita en el portal' },
  verb: { en: 'Book a visit', es: 'Reservar una visita' },
  at: 'POST /portal/v1/visits',
  status: 201,
  body: schema.booking,
  reply: schema.made,
  async do(trx, ctx, _found, { slotId, for: grant }) {
    const whom = await holdFor(trx, ctx, grant, 'any')
    const id = await bookSlot(trx, ctx, await takeSlot(trx, ctx, slotId, 'free'), whom)
    return {
      reply: { id },
      about: { ...whom.about, object: visitObject(id) },
      fields: ['visit'],
      detail: whom.detail,
      tells: [{ patientId: whom.patient.id, kind: 'visit-booked', reason: whom.by }],
    }
  },
})

/**
 * Each move frees a time and offers it to the wait list: who goes on moving would keep all of them busy. Counted only where it comes
 * about, since a refusal undoes it (2026-11-27).
 * @throws TooMany
 */
async function spendMove(trx: Trx, ctx: PatientCtx, whose: string): Promise<void> {
  const { visitMovesADay } = await readPolicy(trx, appointmentsPolicy)
  const limit = { key: `visit-moves:${whose}`, most: visitMovesADay, minutes: minutesOfADay }
  if (!(await spend(trx, ctx, limit))) throw new TooMany(tooManyMoves, secondsOfADay)
}

/** Moves a visit to another time of its kind at its clinic: both change, or neither. */
export const moveVisit = act({
  ...common,
  name: 'portal.visit-moved',
  letter: 'U',
  words: { en: 'Moved a visit in the portal', es: 'Cambió la hora de una visita en el portal' },
  verb: { en: 'Move the visit', es: 'Cambiar la hora' },
  at: 'POST /portal/v1/visits/{id}/move',
  params: idParam,
  body: schema.moving,
  reply: schema.made,
  async do(trx, ctx, _found, asked) {
    const { visit, whom } = await holdVisit(trx, ctx, asked)
    await spendMove(trx, ctx, countedFor(ctx, visit.patient_id, whom))
    const slot = await takeSlot(trx, ctx, asked.slotId, 'free', visit.slot_id)
    if (slot.kind !== visit.kind || slot.clinic_id !== visit.clinic_id) throw new Conflict(otherKind)
    const now = ctx.now().toISOString()
    const others = await inTheWay(trx, ctx, whom)
    refuseOverlap(
      others.filter((one) => one.id !== visit.id),
      slot,
    )
    await trx
      .updateTable('appointment')
      .set({
        slot_id: slot.id,
        provider_id: slot.provider_id,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        sequence: visit.sequence + 1,
        changed_at: now,
      })
      .where('id', '=', visit.id)
      .execute()
    await freed(trx, ctx, visit)
    return {
      reply: { id: visit.id },
      about: { ...whom.about, object: visitObject(visit.id) },
      fields: ['startsAt'],
      detail: whom.detail,
    }
  },
})

export const cancelVisit = act({
  ...common,
  name: 'portal.visit-cancelled',
  letter: 'U',
  words: { en: 'Cancelled a visit in the portal', es: 'Canceló una visita en el portal' },
  verb: { en: 'Cancel the visit', es: 'Cancelar la visita' },
  at: 'POST /portal/v1/visits/{id}/cancel',
  params: idParam,
  body: askedFor,
  reply: schema.made,
  async do(trx, ctx, _found, asked) {
    const { visit, whom } = await holdVisit(trx, ctx, asked)
    await trx
      .updateTable('appointment')
      .set({ status: 'cancelled', sequence: visit.sequence + 1, changed_at: ctx.now().toISOString() })
      .where('id', '=', visit.id)
      .execute()
    await freed(trx, ctx, visit)
    return {
      reply: { id: visit.id },
      about: { ...whom.about, object: visitObject(visit.id) },
      fields: ['status'],
      detail: whom.detail,
    }
  },
})
