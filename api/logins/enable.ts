import { act } from '../acts/act.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { changeAccount } from './changeAccount.ts'
import { done, onLogins } from './done.ts'
import { voidPasskeys } from './passkeys.ts'
import { enableBody } from './schema.ts'

/**
 * Opens a disabled login again, for someone seen in person; the old password no longer opens it, nor does a passkey left from a
 * disabling before 2026-11-26.
 */
export const enable = act({
  ...onLogins,
  name: 'account.enabled',
  letter: 'U',
  words: { en: 'Enabled the portal account', es: 'Volvió a activar la cuenta del portal' },
  watch: 'login',
  verb: { en: 'Enable the account', es: 'Activar la cuenta' },
  at: 'POST /api/patients/{id}/acts/enable',
  body: enableBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T3',
    stranger: true,
    living: true,
    undoubtedChild: true,
    from: ['disabled'],
  },
  async do(trx, ctx, found, { reason }) {
    const activated = found.login!.activated_at !== null
    const login = await changeAccount(trx, found.login!, {
      status: activated ? 'active' : 'invited',
      status_reason: null,
      must_change_password: activated ? 1 : 0,
      failed_attempts: 0,
    })
    const voided = await voidPasskeys(trx, ctx, found.patient, login.id)
    const made = await done(trx, ctx, found, login, {
      act: 'enable',
      reason,
      tells: 'enabled',
      fields: ['status', 'mustChangePassword', ...voided],
    })
    return { ...made, after: deliverSoon }
  },
})
