import { act } from '../acts/act.ts'
import * as schema from './schema.ts'

export const signOut = act({
  name: 'staff.signed-out',
  letter: 'E',
  words: { en: 'Signed out as staff', es: 'Cerró la sesión de personal' },
  watch: 'nothing',
  verb: { en: 'Sign out', es: 'Cerrar la sesión' },
  tag: 'Staff',
  at: 'DELETE /api/session',
  needs: 'signed-in',
  reply: schema.nothing,
  async do(trx, { desk, actor }) {
    return {
      reply: {},
      about: { object: { type: 'staff', id: actor.id } },
      headers: { 'Set-Cookie': await desk.sessions.end(trx, actor.sid) },
    }
  },
})
