import { act } from '../acts/act.ts'
import { endPortalSession } from '../logins/sessions.ts'
import * as schema from './schema.ts'

export const signOut = act({
  name: 'portal.signed-out',
  letter: 'E',
  words: { en: 'Signed out of the portal', es: 'Cerró la sesión del portal' },
  watch: 'nothing',
  verb: { en: 'Sign out', es: 'Cerrar la sesión' },
  tag: 'Patient portal',
  at: 'DELETE /portal/v1/session',
  needs: 'patient',
  reply: schema.nothing,
  async do(trx, ctx) {
    const { id, patientId, sid } = ctx.actor
    await endPortalSession(trx, sid)
    return {
      reply: {},
      signsOut: true,
      about: { patientIds: [patientId], object: { type: 'portal-account', id } },
      tells: [{ patientId, kind: 'signed-out' }],
    }
  },
})
