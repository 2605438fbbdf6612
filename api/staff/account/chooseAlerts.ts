import { act } from '../../acts/act.ts'
import * as schema from '../schema.ts'
import { onMyself } from './target.ts'

/** How somebody wants to be told that something waits for them: kept on the server, so that it goes where they sign in. */
export const chooseAlerts = act({
  name: 'staff.alerts-chosen',
  letter: 'U',
  words: { en: 'Chose how to be alerted', es: 'Eligió cómo recibir avisos' },
  watch: 'nothing',
  verb: { en: 'Save', es: 'Guardar' },
  tag: 'Staff',
  at: 'PUT /api/me/alerts',
  needs: 'signed-in',
  body: schema.alerts,
  labels: {
    sound: {
      en: 'Play a sound when something new waits for me',
      es: 'Reproducir un sonido cuando haya algo nuevo para mí',
    },
    digest: {
      en: 'Email me while cases wait for my team',
      es: 'Enviarme un correo mientras haya casos pendientes de mi equipo',
    },
  },
  reply: schema.alerts,
  on: onMyself,
  async do(trx, _ctx, staff, { sound, digest }) {
    const chosen = { sound: Number(sound), digest: Number(digest) }
    await trx
      .insertInto('staff_alerts')
      .values({ staff_id: staff.id, ...chosen })
      .onConflict((oc) => oc.column('staff_id').doUpdateSet(chosen))
      .execute()
    return { reply: { sound, digest }, fields: ['sound', 'digest'] }
  },
})
