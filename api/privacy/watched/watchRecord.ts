import { act } from '../../acts/act.ts'
import { newId } from '../../core/db/id.ts'
import { Invalid } from '../../core/errors.ts'
import { inThePast } from '../words.ts'
import * as schema from './schema.ts'
import { onPatientToWatch } from './target.ts'

/** Puts a record under watch from today on. */
export const watchRecord = act({
  name: 'watch-list.added',
  letter: 'C',
  words: { en: 'Put a record under watch', es: 'Puso un expediente bajo vigilancia' },
  watch: 'nothing',
  verb: { en: 'Put a record under watch', es: 'Poner un expediente bajo vigilancia' },
  tag: 'Privacy alerts',
  at: 'POST /api/watched-records',
  needs: 'privacy.review',
  status: 201,
  body: schema.watch,
  reply: schema.watchDone,
  on: onPatientToWatch,
  guards: { unwatched: true },
  async do(trx, ctx, { patient, today }, { kind, toDay }) {
    if (toDay && toDay < today) throw new Invalid({ toDay: inThePast })
    const now = ctx.now()
    const id = newId(now.getTime())
    await trx
      .insertInto('watched_patient')
      .values({
        id,
        patient_id: patient.id,
        kind,
        from_day: today,
        to_day: toDay ?? null,
        added_by: ctx.actor.id,
        added_at: now.toISOString(),
      })
      .execute()
    return {
      reply: { id },
      about: { object: { type: 'watched-record', id } },
      ...(toDay && { detail: { toDay } }),
    }
  },
})
