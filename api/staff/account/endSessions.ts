import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from '../schema.ts'
import { onMySession, onMyself } from './target.ts'

/*
 * Neither wants a fresh second factor: whoever ends what a stranger began should not have to look for the authenticator
 * first, and whoever stole a session gains nothing by ending others (2026-11-26).
 */
const common = {
  letter: 'E',
  watch: 'nothing',
  tag: 'Staff',
  needs: 'signed-in',
  reply: schema.nothing,
} as const

/** Ends one of one's own sessions on another device. */
export const endSession = act({
  ...common,
  name: 'staff.session-ended',
  words: { en: 'Ended one of their staff sessions', es: 'Cerró una de sus sesiones de personal' },
  verb: { en: 'End the session', es: 'Cerrar esa sesión' },
  at: 'DELETE /api/me/sessions/{id}',
  params: idParam,
  on: onMySession,
  guards: { another: true },
  async do(trx, { desk }, { sid }) {
    await desk.sessions.end(trx, sid)
    return { reply: {} }
  },
})

/** Ends all of one's own sessions but the one in use. */
export const endOtherSessions = act({
  ...common,
  name: 'staff.other-sessions-ended',
  words: { en: 'Ended all their other staff sessions', es: 'Cerró todas sus demás sesiones de personal' },
  verb: { en: 'End all other sessions', es: 'Cerrar todas las demás sesiones' },
  at: 'DELETE /api/me/sessions',
  on: onMyself,
  async do(trx, { desk, actor }, staff) {
    await desk.sessions.endAllOf(trx, staff.id, actor.sid)
    return { reply: {} }
  },
})
