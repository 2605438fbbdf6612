import { act } from '../acts/act.ts'
import { Conflict } from '../core/errors.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { changeAccount } from './changeAccount.ts'
import { done, onLogins } from './done.ts'
import { notifyOwner } from './notifyOwner.ts'
import { removePasskeys } from './passkeys.ts'
import { actBody } from './schema.ts'
import { removeSecondFactor } from './secondFactor.ts'
import { endPortalAccess } from './sessions.ts'
import { noFactorToReset } from './words.ts'

/**
 * Takes the second factor from a login whose owner lost it, authenticator and passkeys; the next sign-in needs the password alone. DESIGN 5 has it at T2 with
 * an approval and a delay of a day unless the patient was seen; at T3 it has both in it, and nobody who merely reads a mailbox, or
 * the factor itself, gets there (2026-11-26).
 */
export const resetSecondFactor = act({
  ...onLogins,
  name: 'account.second-factor-reset',
  letter: 'U',
  words: {
    en: 'Reset the second factor of a portal account',
    es: 'Restableció el segundo factor de una cuenta del portal',
  },
  watch: 'reset',
  verb: { en: 'Reset the second factor', es: 'Restablecer el segundo factor' },
  at: 'POST /api/patients/{id}/acts/reset-second-factor',
  body: actBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T3',
    stranger: true,
    living: true,
    oneKind: 'factor',
    from: ['active', 'locked'],
  },
  async do(trx, ctx, found, { reason }) {
    const passkeys = await removePasskeys(trx, found.login!.id)
    if (found.login!.second_factor === null && passkeys === 0) throw new Conflict(noFactorToReset)
    await removeSecondFactor(trx, found.login!.id)
    const login = await changeAccount(trx, found.login!, { second_factor: null })
    const sessionsEnded = await endPortalAccess(trx, ctx, login.id)
    await notifyOwner(trx, ctx, found.patient, 'second-factor-changed', { caseId: found.supportCase.id })
    const fields = ['secondFactor', 'sessions']
    const what = { act: 'reset-second-factor', tells: 'second-factor-reset', fields } as const
    return { ...(await done(trx, ctx, found, login, { ...what, reason, sessionsEnded })), after: deliverSoon }
  },
})
