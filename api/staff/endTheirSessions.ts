import { act } from '../acts/act.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import * as schema from './schema.ts'
import { onStaff } from './target.ts'
import { noSession } from './words.ts'

/** Ends one session of a colleague, or all of them; they may sign in again. Acts of theirs that are under way end first. */
export const endTheirSessions = act({
  name: 'staff.sessions-ended',
  letter: 'E',
  words: { en: 'Ended sessions of a colleague', es: 'Cerró sesiones de un colega' },
  watch: 'nothing',
  verb: { en: 'End their sessions', es: 'Cerrar sus sesiones' },
  tag: 'Staff',
  at: 'POST /api/staff/{id}/end-sessions',
  needs: 'staff.manage',
  fresh: true,
  params: idParam,
  body: schema.endingSessions,
  reply: schema.sessionsEnded,
  on: onStaff,
  guards: { notMyself: true, version: true },
  async do(trx, _ctx, staff, { session }) {
    const { numDeletedRows } = await trx
      .deleteFrom('staff_session')
      .where('staff_id', '=', staff.id)
      .$if(session !== undefined, (rows) => rows.where('sid', '=', session!))
      .executeTakeFirst()
    const ended = Number(numDeletedRows)
    if (session !== undefined && ended === 0) throw new NotFound(noSession)
    return { reply: { id: staff.id, ended }, detail: { ended } }
  },
})
