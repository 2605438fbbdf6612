import { act } from '../acts/act.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { maskEmail } from '../patients/mask.ts'
import { done, onLogins } from './done.ts'
import { chooseChannel } from './issueLink.ts'
import { linkBody } from './schema.ts'

/**
 * Reminds the patient of the username, by mail to a trusted channel: whoever is on the telephone hears nothing of it, and
 * the agent does not see it. A locked login may be reminded too, since the name is often why it was locked.
 */
export const sendUsername = act({
  ...onLogins,
  name: 'account.username-sent',
  letter: 'E',
  words: { en: 'Sent a reminder of the username', es: 'Envió un recordatorio del nombre de usuario' },
  watch: 'reset',
  verb: { en: 'Send a reminder of the username', es: 'Enviar un recordatorio del nombre de usuario' },
  at: 'POST /api/patients/{id}/acts/send-username',
  body: linkBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T1',
    stranger: true,
    living: true,
    from: ['active', 'locked'],
  },
  async do(trx, ctx, found, { channelId, reason }) {
    const { patient, supportCase } = found
    const login = found.login!
    const contact = await chooseChannel(trx, ctx, found, channelId)
    const id = await enqueueMail(trx, ctx, {
      template: 'username',
      patientId: patient.id,
      contact,
      caseId: supportCase.id,
      caseNumber: supportCase.number,
      language: patient.language,
      values: { username: login.username },
    })
    const mail = { id, channel: maskEmail(contact.value) }
    return done(trx, ctx, found, login, { act: 'send-username', reason, tells: 'username-sent', mail })
  },
})
