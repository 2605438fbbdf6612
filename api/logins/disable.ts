import { act } from '../acts/act.ts'
import { endVerificationsOf } from '../callers/endVerifications.ts'
import { escalateCase, handOver } from '../cases/escalateCase.ts'
import { aboutCase } from '../cases/target.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { closeLogin } from './closeLogin.ts'
import { done, onLogins } from './done.ts'
import { disableBody } from './schema.ts'

const forPrivacy: readonly string[] = ['wrong-person', 'suspected-takeover']

/**
 * Closes a login at once: sessions end, links and passkeys die, the patient is told at every address. Where an intruder may be in it
 * takes no proof, since waiting for proof helps them; for any other reason the caller is proved, since undoing it takes a
 * visit. Who closes many in a day, or some without proof, is not doing a helpdesk's work: a colleague does the next. A wrong person or
 * a takeover goes to privacy in the same transaction; what callers were proved for, in whichever case, and what waits to change
 * ends with it. That a patient died, moved, has two logins or wants none is one act with a reason, since it does the same (2026-11-26).
 */
export const disable = act({
  ...onLogins,
  name: 'account.disabled',
  letter: 'U',
  words: { en: 'Disabled the portal account', es: 'Desactivó la cuenta del portal' },
  watch: 'login',
  verb: { en: 'Disable the account', es: 'Desactivar la cuenta' },
  at: 'POST /api/patients/{id}/acts/disable',
  body: disableBody,
  guards: {
    openCase: true,
    queue: true,
    proofUnless: forPrivacy,
    stranger: true,
    unprovenLeft: true,
    closingsLeft: forPrivacy,
    from: ['invited', 'active', 'locked'],
  },
  async do(trx, ctx, found, { reason }) {
    const { supportCase, patient } = found
    const held = { patient, login: found.login! }
    const { login, fields, sessionsEnded } = await closeLogin(trx, ctx, held, reason, supportCase.id)
    // What callers were proved for, whoever they were, ends with what they had.
    if (forPrivacy.includes(reason)) await endVerificationsOf(trx, patient.id, ctx.now().toISOString())
    const handed = forPrivacy.includes(reason) ? await handOver(trx, ctx, supportCase, 'privacy') : undefined
    const made = await done(trx, ctx, found, login, {
      act: 'disable',
      reason,
      tells: 'disabled',
      fields,
      sessionsEnded,
    })
    if (!handed) return { ...made, after: deliverSoon }
    const object = { type: 'case', id: supportCase.id }
    return {
      ...made,
      after: deliverSoon,
      also: [[escalateCase, { ...aboutCase(supportCase), object, ...handed }]],
    }
  },
})
