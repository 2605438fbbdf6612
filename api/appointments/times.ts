import type { z } from '@hono/zod-openapi'
import { act } from '../acts/act.ts'
import { draw } from '../core/access/throttle.ts'
import { hospitalClock, minuteOfDay, minutesOfADay } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { worksAt } from '../patients/visits.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { offerOrFree } from './offers.ts'
import { had, holdTimesOf, overlapping } from './overlap.ts'
import { appointmentsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { noTimesFit, noTimesFree, notAtClinic, tooManyTimes } from './words.ts'
import { zoneOf } from './zones.ts'

const common = { watch: 'nothing', tag: 'Clinic visits', needs: 'clinic.visits' } as const

/**
 * When times of a day begin and end, by a clinic's clocks. Between the first and the last moment time passes as it does: where
 * clocks jump an hour there are fewer times, where they go back there are more, and none that does not exist.
 */
export function timesOf(
  zone: string,
  { day, from, until, minutes }: Pick<z.output<typeof schema.opening>, 'day' | 'from' | 'until' | 'minutes'>,
): { starts_at: string; ends_at: string }[] {
  const clock = hospitalClock(zone)
  const end = clock.momentOf(day, minuteOfDay(until))
  const times = []
  const ms = minutes * 60_000
  for (let at = clock.momentOf(day, minuteOfDay(from)); at + ms <= end; at += ms)
    times.push({ starts_at: new Date(at).toISOString(), ends_at: new Date(at + ms).toISOString() })
  return times
}

/** Opens times for visits on a day. Whoever waits for one like them is offered it first. */
export const openTimes = act({
  ...common,
  name: 'visit.times-opened',
  letter: 'C',
  words: { en: 'Opened times for visits', es: 'Abrió horas de visita' },
  verb: { en: 'Open times', es: 'Abrir horas' },
  at: 'POST /api/clinic-times',
  body: schema.opening,
  labels: {
    providerId: { en: 'Who sees patients', es: 'Quién atiende' },
    kind: { en: 'Kind of visit', es: 'Tipo de visita' },
    day: { en: 'Day', es: 'Día' },
    from: { en: 'From (24 hours, such as 09:00)', es: 'Desde (24 horas, como 09:00)' },
    until: { en: 'Until', es: 'Hasta' },
    minutes: { en: 'Minutes a visit', es: 'Minutos por visita' },
  },
  reply: schema.opened,
  async do(trx, ctx, _found, asked) {
    const clinic = await ownClinic(trx, ctx)
    if (!(await worksAt(trx, asked.providerId, clinic))) throw new Invalid({ providerId: notAtClinic })
    // Two colleagues may open times of one person at once.
    await holdTimesOf(trx, ctx, asked.providerId)
    const now = ctx.now().toISOString()
    const times = timesOf(await zoneOf(trx, clinic), asked)
    const { timesOpenedADay } = await readPolicy(trx, appointmentsPolicy)
    const limit = { key: `times:${ctx.actor.id}`, most: timesOpenedADay, minutes: minutesOfADay }
    const waitMs = await draw(trx, ctx, limit, times.length)
    if (waitMs > 0) throw new TooMany(tooManyTimes, waitMs / 1000)
    // What somebody has and was withdrawn is offered again once it is given back.
    await hadOf(trx, { clinic, ...asked })
      .set({ withdrawn_at: null })
      .execute()
    let opened = 0
    for (const time of times) {
      if (time.starts_at <= now) continue
      const there = overlapping(trx, { provider_id: asked.providerId, ...time }, ['free', ...had])
      if (await there.executeTakeFirst()) continue
      const slot = {
        id: newId(),
        clinic_id: clinic,
        provider_id: asked.providerId,
        kind: asked.kind,
        day: asked.day,
        ...time,
        status: 'free' as const,
        held_for: null,
        held_until: null,
        withdrawn_at: null,
        made_by: ctx.actor.id,
        created_at: now,
      }
      // One that was withdrawn is opened anew; of two that are opened at once one stands.
      const made = await trx
        .insertInto('slot')
        .values(slot)
        .onConflict((oc) =>
          oc
            .columns(['provider_id', 'starts_at'])
            .doUpdateSet((eb) => ({
              status: 'free',
              clinic_id: eb.ref('excluded.clinic_id'),
              kind: eb.ref('excluded.kind'),
              ends_at: eb.ref('excluded.ends_at'),
              day: eb.ref('excluded.day'),
              withdrawn_at: null,
            }))
            .where('slot.status', '=', 'busy-unavailable'),
        )
        .returningAll()
        .executeTakeFirst()
      if (!made) continue
      await offerOrFree(trx, ctx, made)
      opened++
    }
    if (opened === 0) throw new Conflict(noTimesFit)
    return {
      reply: { opened, skipped: times.length - opened },
      about: { object: { type: 'clinic', id: clinic } },
      fields: ['times'],
      detail: { opened },
    }
  },
})

/** Times of somebody on a day that are booked, or kept for somebody. */
const hadOf = (trx: Trx, { clinic, providerId, day }: { clinic: string; providerId: string; day: string }) =>
  trx
    .updateTable('slot')
    .where('clinic_id', '=', clinic)
    .where('provider_id', '=', providerId)
    .where('day', '=', day)
    .where('status', 'in', had)

/** Withdraws the times of somebody on a day that nobody booked and that are kept for nobody; what is given back later goes, too. */
export const withdrawTimes = act({
  ...common,
  name: 'visit.times-withdrawn',
  letter: 'U',
  words: { en: 'Withdrew times for visits', es: 'Retiró horas de visita' },
  verb: { en: 'Withdraw free times', es: 'Retirar las horas libres' },
  at: 'POST /api/clinic-times/withdraw',
  body: schema.withdrawing,
  labels: {
    providerId: { en: 'Who sees patients', es: 'Quién atiende' },
    day: { en: 'Day', es: 'Día' },
  },
  reply: schema.withdrawn,
  async do(trx, ctx, _found, { providerId, day }) {
    const clinic = await ownClinic(trx, ctx)
    const { numUpdatedRows } = await trx
      .updateTable('slot')
      .set({ status: 'busy-unavailable' })
      .where('clinic_id', '=', clinic)
      .where('provider_id', '=', providerId)
      .where('day', '=', day)
      .where('status', '=', 'free')
      .executeTakeFirst()
    const gone = Number(numUpdatedRows)
    const withdrawn_at = ctx.now().toISOString()
    const later = await hadOf(trx, { clinic, providerId, day })
      .set({ withdrawn_at })
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (gone === 0 && later.numUpdatedRows === 0n) throw new Conflict(noTimesFree)
    return {
      reply: { withdrawn: gone },
      about: { object: { type: 'clinic', id: clinic } },
      fields: ['times'],
      detail: { withdrawn: gone },
    }
  },
})
