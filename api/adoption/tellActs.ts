import { act } from '../acts/act.ts'
import { draw } from '../core/access/throttle.ts'
import { dayMs, minutesOfADay } from '../core/calendar.ts'
import { Invalid, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { fill } from '../core/words.ts'
import { noteEvents } from './noteEvents.ts'
import { adoptionPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { actInTheFuture, actTooOld, toldEnough } from './words.ts'

const clocksDifferMs = 5 * 60_000

/**
 * What the signed-in patient did on the portal, told by the portal. Each act counts once however often it is told, those of
 * one kind within a few minutes count as one, and a day's budget keeps one patient from making up figures.
 */
export const tellActs = act({
  name: 'portal.acted',
  letter: 'E',
  words: { en: 'Used the portal', es: 'Usó el portal' },
  watch: 'nothing',
  verb: {
    en: 'What the patient who is signed in did: results viewed, a message sent, a visit booked …',
    es: 'Lo que hizo el paciente: ver resultados, enviar un mensaje, reservar una cita…',
  },
  tag: 'Patient portal',
  at: 'POST /portal/v1/acts',
  needs: 'patient',
  status: 202,
  body: schema.actsBody,
  reply: schema.actsReply,
  async do(trx, ctx, _found, { acts }) {
    const now = ctx.now().getTime()
    const { toldActDays, toldActsADay, toldActMinutes } = await readPolicy(trx, adoptionPolicy)
    acts.forEach((one, i) => {
      const at = Date.parse(one.at)
      if (at > now + clocksDifferMs) throw new Invalid({ [`acts.${i}.at`]: actInTheFuture })
      if (at < now - toldActDays * dayMs)
        throw new Invalid({ [`acts.${i}.at`]: fill(actTooOld, { days: toldActDays }) })
    })
    const { id, patientId } = ctx.actor
    const told = new Map(
      acts.map(({ kind, at }) => {
        const name = `act:${kind}:${Math.floor(Date.parse(at) / (toldActMinutes * 60_000))}`
        return [name, { id: name, kind, at, patientId }]
      }),
    )
    const budget = { key: `told:${patientId}`, most: toldActsADay, minutes: minutesOfADay }
    const waitMs = await draw(trx, ctx, budget, told.size)
    if (waitMs > 0) throw new TooMany(toldEnough, waitMs / 1000)
    await noteEvents(trx, [...told.values()])
    return {
      reply: { noted: acts.length },
      about: { patientIds: [patientId], object: { type: 'portal-account', id } },
      detail: { acts: [...new Set(acts.map((one) => one.kind))] },
    }
  },
})
