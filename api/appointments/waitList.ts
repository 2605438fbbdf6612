import { act } from '../acts/act.ts'
import { view } from '../acts/view.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { actsFor, askedFor, holdFor } from '../patients/actsFor.ts'
import { clinicById, namesOfPlaces, worksAt } from '../patients/visits.ts'
import { bookSlot, takeSlot } from './book.ts'
import { offerOrFree } from './offers.ts'
import { appointmentsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { placesOf } from './slots.ts'
import {
  daysBackwards,
  noClinic,
  noEntry,
  notAtClinic,
  offerOver,
  tooManyEntries,
  waitsAlready,
} from './words.ts'
import { zoneOf } from './zones.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const
const live = ['waiting', 'offered'] as const

export const joinWaitList = act({
  ...common,
  name: 'portal.wait-list-joined',
  letter: 'C',
  words: { en: 'Joined a wait list for a visit', es: 'Se apuntó a una lista de espera para una visita' },
  verb: { en: 'Join the wait list', es: 'Apuntarse a la lista de espera' },
  at: 'POST /portal/v1/wait-list',
  status: 201,
  body: schema.waiting,
  reply: schema.made,
  async do(trx, ctx, _found, { clinicId, kind, providerId, fromDay, untilDay, for: grant }) {
    const { patient, ids, about, detail, limited } = await holdFor(trx, ctx, grant, 'any')
    if (!(await clinicById(trx, clinicId))) throw new NotFound(noClinic)
    if (providerId && !(await worksAt(trx, providerId, clinicId)))
      throw new Invalid({ providerId: notAtClinic })
    const today = hospitalDay(ctx.now(), await zoneOf(trx, clinicId))
    if (untilDay < fromDay || untilDay < today) throw new Invalid({ untilDay: daysBackwards })
    const { waitEntriesAtOnce } = await readPolicy(trx, appointmentsPolicy)
    const others = await trx
      .selectFrom('wait_entry')
      .selectAll()
      .where('patient_id', 'in', ids)
      .where('status', 'in', live)
      .where('until_day', '>=', today)
      // As with visits, a proxy finds out nothing by a refusal that they may not see.
      .$if(limited, (query) => query.where('asked_by', '=', ctx.actor.id))
      .execute()
    if (others.length >= waitEntriesAtOnce) throw new Conflict(tooManyEntries)
    if (others.some((one) => one.clinic_id === clinicId && one.kind === kind))
      throw new Conflict(waitsAlready)
    const [id, now] = [newId(), ctx.now().toISOString()]
    await trx
      .insertInto('wait_entry')
      .values({
        id,
        patient_id: patient.id,
        clinic_id: clinicId,
        provider_id: providerId ?? null,
        kind,
        from_day: fromDay,
        until_day: untilDay,
        status: 'waiting',
        slot_id: null,
        offered_until: null,
        asked_by: ctx.actor.id,
        created_at: now,
        changed_at: now,
      })
      .execute()
    return {
      reply: { id },
      about: { ...about, object: { type: 'wait-entry', id } },
      fields: ['wait'],
      detail,
    }
  },
})

async function holdEntry(
  trx: Trx,
  ctx: PatientCtx,
  { id, for: grant }: { id: string; for?: string | undefined },
) {
  const whom = await holdFor(trx, ctx, grant, 'any')
  const one = trx.selectFrom('wait_entry').selectAll().where('id', '=', id)
  const entry = await held(ctx.desk.db, one.where('patient_id', 'in', whom.ids)).executeTakeFirst()
  if (!entry || (whom.limited && entry.asked_by !== ctx.actor.id)) throw new NotFound(noEntry)
  return { entry, whom }
}

/** Takes the time that is kept for who waited: it becomes a visit like any other. */
export const takeOffer = act({
  ...common,
  name: 'portal.offered-visit-taken',
  letter: 'C',
  words: {
    en: 'Took a time that was offered from a wait list',
    es: 'Aceptó una hora ofrecida desde una lista de espera',
  },
  verb: { en: 'Take this time', es: 'Aceptar esta hora' },
  at: 'POST /portal/v1/wait-list/{id}/take',
  params: idParam,
  body: askedFor,
  reply: schema.made,
  async do(trx, ctx, _found, asked) {
    const { entry, whom } = await holdEntry(trx, ctx, asked)
    if (entry.status !== 'offered' || !entry.slot_id) throw new Conflict(offerOver)
    const slot = await takeSlot(trx, ctx, entry.slot_id, { entry: entry.id })
    const id = await bookSlot(trx, ctx, slot, whom)
    await trx
      .updateTable('wait_entry')
      .set({ status: 'taken', changed_at: ctx.now().toISOString() })
      .where('id', '=', entry.id)
      .execute()
    return {
      reply: { id },
      about: { ...whom.about, object: { type: 'appointment', id } },
      fields: ['visit'],
      detail: whom.detail,
      tells: [{ patientId: whom.patient.id, kind: 'visit-booked', reason: whom.by }],
    }
  },
})

/** Leaves a wait list; a time that was kept goes on to the next. */
export const leaveWaitList = act({
  ...common,
  name: 'portal.wait-list-left',
  letter: 'D',
  words: { en: 'Left a wait list for a visit', es: 'Dejó una lista de espera para una visita' },
  verb: { en: 'Leave the wait list', es: 'Dejar la lista de espera' },
  at: 'POST /portal/v1/wait-list/{id}/leave',
  params: idParam,
  body: askedFor,
  reply: schema.made,
  async do(trx, ctx, _found, asked) {
    const { entry, whom } = await holdEntry(trx, ctx, asked)
    if (!(live as readonly string[]).includes(entry.status)) throw new NotFound(noEntry)
    await trx
      .updateTable('wait_entry')
      .set({ status: 'ended', changed_at: ctx.now().toISOString() })
      .where('id', '=', entry.id)
      .execute()
    const kept = await trx
      .updateTable('slot')
      .set({ held_until: null })
      .where('status', '=', 'busy-tentative')
      .where('held_for', '=', entry.id)
      .where('id', '=', entry.slot_id)
      .returningAll()
      .executeTakeFirst()
    if (kept) await offerOrFree(trx, ctx, kept, entry.patient_id)
    return {
      reply: { id: entry.id },
      about: { ...whom.about, object: { type: 'wait-entry', id: entry.id } },
      fields: ['wait'],
      detail: whom.detail,
    }
  },
})

export const listWaiting = view({
  ...common,
  name: 'portal.wait-list-read',
  letter: 'R',
  words: { en: 'Looked at wait lists in the portal', es: 'Consultó listas de espera en el portal' },
  at: 'GET /portal/v1/wait-list',
  summary: 'Wait lists, and times that are kept for you',
  asks: askedFor,
  reply: schema.waitEntries,
  async show(ctx, { for: grant }) {
    const db = ctx.desk.db.read
    const whom = await actsFor(db, ctx, grant, 'any')
    let query = db.selectFrom('wait_entry').selectAll().where('patient_id', 'in', whom.ids)
    if (whom.limited) query = query.where('asked_by', '=', ctx.actor.id)
    const rows = await query.orderBy('created_at', 'desc').limit(50).execute()
    const ids = rows.flatMap((row) => (row.status === 'offered' && row.slot_id ? [row.slot_id] : []))
    const slots = ids.length ? await db.selectFrom('slot').selectAll().where('id', 'in', ids).execute() : []
    const [clinics, place] = await Promise.all([
      namesOfPlaces(
        db,
        'clinic',
        rows.map((row) => row.clinic_id),
      ),
      placesOf(db, slots),
    ])
    return {
      reply: rows.map((row) => {
        const slot = slots.find((one) => one.id === row.slot_id && one.held_for === row.id)
        const shown = slot && place(slot)
        return {
          id: row.id,
          clinicId: row.clinic_id,
          clinic: clinics.get(row.clinic_id) ?? '',
          providerId: row.provider_id,
          kind: row.kind,
          fromDay: row.from_day,
          untilDay: row.until_day,
          status: row.status,
          offer: shown
            ? {
                startsAt: shown.startsAt,
                endsAt: shown.endsAt,
                provider: shown.provider,
                timeZone: shown.timeZone,
                until: row.offered_until!,
              }
            : null,
          since: row.created_at,
        }
      }),
      seen: { ...whom.about, detail: { ...whom.detail, rows: rows.length } },
    }
  },
})
