import { act } from '../acts/act.ts'
import { done, onLogins } from './done.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { linkBody } from './schema.ts'

/** Sends a link with which the patient, who proves the birth date, chooses a new password. Staff never see it. */
export const sendResetLink = act({
  ...onLogins,
  name: 'account.reset-link-sent',
  letter: 'E',
  words: {
    en: 'Sent a link to choose a new password',
    es: 'Envió un enlace para elegir una contraseña nueva',
  },
  watch: 'reset',
  verb: { en: 'Send a password reset link', es: 'Enviar un enlace para cambiar la contraseña' },
  at: 'POST /api/patients/{id}/acts/send-reset-link',
  body: linkBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T1',
    stranger: true,
    living: true,
    oneKind: 'password',
    from: ['active'],
  },
  async do(trx, ctx, found, { channelId, reason }) {
    const { patient, supportCase } = found
    const login = found.login!
    const channel = await chooseChannel(trx, ctx, found, channelId)
    const mail = await issueLink(trx, ctx, login, 'reset', channel, patient.language, supportCase)
    return done(trx, ctx, found, login, { act: 'send-reset-link', reason, tells: 'reset-link-sent', mail })
  },
})
