import { act } from '../../acts/act.ts'
import { dayPlus } from '../../core/calendar.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { onWatch } from './target.ts'

/** Ends a watch: today is no longer part of it. */
export const endWatch = act({
  name: 'watch-list.ended',
  letter: 'U',
  words: { en: 'Ended the watch on a record', es: 'Terminó la vigilancia de un expediente' },
  watch: 'nothing',
  verb: { en: 'End the watch', es: 'Terminar la vigilancia' },
  tag: 'Privacy alerts',
  at: 'POST /api/watched-records/{id}/end',
  needs: 'privacy.review',
  params: idParam,
  reply: schema.watchDone,
  on: onWatch,
  guards: { underWatch: true },
  async do(trx, _ctx, { row, today }) {
    await trx
      .updateTable('watched_patient')
      .set({ to_day: dayPlus(today, -1) })
      .where('id', '=', row.id)
      .execute()
    return { reply: { id: row.id }, fields: ['toDay'] }
  },
})
