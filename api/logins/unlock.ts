import { act } from '../acts/act.ts'
import { changeAccount } from './changeAccount.ts'
import { done, onLogins } from './done.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { voidPasskeys } from './passkeys.ts'
import { linkBody } from './schema.ts'
import { endPortalAccess } from './sessions.ts'

/**
 * Unlocks a login. Neither the old password nor a passkey opens it: a reset link leaves in the same transaction.
 *
 * Passkeys go, too, though a stranger who locked the login by guessing costs its owner that (2026-11-26): nobody at the desk can
 * tell their lock from that of somebody who took the login, added a passkey and changed the password.
 */
export const unlock = act({
  ...onLogins,
  name: 'account.unlocked',
  letter: 'U',
  words: { en: 'Unlocked the portal account', es: 'Desbloqueó la cuenta del portal' },
  watch: 'reset',
  verb: { en: 'Unlock and send a reset link', es: 'Desbloquear y enviar un enlace' },
  at: 'POST /api/patients/{id}/acts/unlock',
  body: linkBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T1',
    stranger: true,
    living: true,
    oneKind: 'password',
    from: ['locked'],
  },
  async do(trx, ctx, found, { channelId, reason }) {
    const channel = await chooseChannel(trx, ctx, found, channelId)
    const login = await changeAccount(trx, found.login!, {
      status: 'active',
      must_change_password: 1,
      failed_attempts: 0,
      locked_at: null,
      status_reason: null,
    })
    const sessionsEnded = await endPortalAccess(trx, ctx, login.id)
    const { patient, supportCase } = found
    const voided = await voidPasskeys(trx, ctx, patient, login.id)
    const mail = await issueLink(trx, ctx, login, 'reset', channel, patient.language, supportCase)
    return done(trx, ctx, found, login, {
      act: 'unlock',
      reason,
      tells: 'unlocked',
      fields: ['status', 'mustChangePassword', ...voided],
      mail,
      sessionsEnded,
    })
  },
})
