import { act } from '../../acts/act.ts'
import { newId } from '../../core/db/id.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { onAlerts } from './target.ts'

/** Adds what somebody said or what was found out; a note stays as it was written, also after the signature. */
export const noteAlert = act({
  ...onAlerts,
  name: 'privacy-alert.noted',
  words: { en: 'Added a note to a privacy alert', es: 'Añadió una nota a una alerta de privacidad' },
  verb: { en: 'Add a note', es: 'Añadir una nota' },
  at: 'POST /api/privacy-alerts/{id}/notes',
  params: idParam,
  body: schema.note,
  reply: schema.alertDone,
  guards: { notOwn: true },
  async do(trx, ctx, row, { text }) {
    const now = ctx.now()
    await trx
      .insertInto('privacy_note')
      .values({
        id: newId(now.getTime()),
        alert_id: row.id,
        staff_id: ctx.actor.id,
        text,
        created_at: now.toISOString(),
      })
      .execute()
    return { reply: row }
  },
})
