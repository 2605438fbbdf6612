import { act } from '../acts/act.ts'
import { done, onLogins } from './done.ts'
import { loginStates } from './lists.ts'
import { actBody } from './schema.ts'
import { endPortalAccess } from './sessions.ts'

/** Signs the patient out everywhere at once. */
export const endSessions = act({
  ...onLogins,
  name: 'account.sessions-ended',
  letter: 'E',
  words: {
    en: 'Signed the patient out of the portal everywhere',
    es: 'Cerró todas las sesiones del paciente en el portal',
  },
  watch: 'login',
  verb: { en: 'Sign the patient out everywhere', es: 'Cerrar todas las sesiones del paciente' },
  at: 'POST /api/patients/{id}/acts/end-sessions',
  body: actBody,
  guards: { openCase: true, queue: true, closingTier: 'T1', stranger: true, from: loginStates },
  async do(trx, ctx, found, { reason }) {
    const login = found.login!
    const sessionsEnded = await endPortalAccess(trx, ctx, login.id)
    return done(trx, ctx, found, login, {
      act: 'end-sessions',
      reason,
      tells: 'sessions-ended',
      fields: ['sessions'],
      sessionsEnded,
    })
  },
})
